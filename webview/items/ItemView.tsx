import { say } from "../say.ts";
import type { ComponentChild, FunctionComponent } from "preact";
import type { ItemState } from "../../src/model/state.ts";
import { Boundary } from "../ui/Boundary.tsx";
import { pure } from "../ui/pure.ts";
import { FoldScope } from "../ui/useFold.ts";
import { AgentMessage } from "./AgentMessage.tsx";
import { CommandItem } from "./CommandItem.tsx";
import type { PlainType } from "./faces.ts";
import { FileChangeItem } from "./FileChangeItem.tsx";
import { PlainItem } from "./PlainItem.tsx";
import { ProposedPlan } from "./ProposedPlan.tsx";
import type { AnyItemProps, ItemProps, ItemType } from "./props.ts";
import { McpItem } from "./McpItem.tsx";
import { ImageItem } from "./ImageItem.tsx";
import { Reasoning } from "./Reasoning.tsx";
import { ReviewItem } from "./ReviewItem.tsx";
import { Unknown } from "./Unknown.tsx";
import { UserMessage } from "./UserMessage.tsx";

/**
 * How each kind of item is drawn: a new kind of the protocol does not compile until it has a row. Nor does a kind with a
 * component of its own that is still among the plain ones.
 */
const renderers: {
  readonly [T in ItemType]: T extends PlainType
    ? typeof PlainItem
    : (props: ItemProps<T>) => ComponentChild;
} = {
  userMessage: UserMessage,
  agentMessage: AgentMessage,
  reasoning: Reasoning,
  commandExecution: CommandItem,
  fileChange: FileChangeItem,
  plan: ProposedPlan,
  hookPrompt: PlainItem,
  functionCallOutput: PlainItem,
  mcpToolCall: McpItem,
  dynamicToolCall: PlainItem,
  collabAgentToolCall: PlainItem,
  subAgentActivity: PlainItem,
  webSearch: PlainItem,
  imageView: PlainItem,
  imageGeneration: ImageItem,
  sleep: PlainItem,
  enteredReviewMode: PlainItem,
  exitedReviewMode: ReviewItem,
  contextCompaction: PlainItem,
};

export interface ItemViewProps extends Pick<AnyItemProps, "cwd" | "isAsked"> {
  readonly state: ItemState;
}

/** One item of a turn; a kind that a newer server invented is shown by its name. */
export const ItemView = pure(({ state, cwd, isAsked = false }: ItemViewProps) => {
  const { item, phase, outcome, cuts } = state;
  // The row and the item are of one type: TypeScript cannot follow that through a lookup.
  const known = Object.hasOwn(renderers, item.type) ? renderers[item.type] : Unknown;
  const Drawn = known as FunctionComponent<AnyItemProps>;
  return (
    <div class={`item item-${phase}`} data-item={state.id}>
      <Boundary
        key={phase}
        broken={<p class="notice notice-warning">{say("item.notDrawn", { kind: item.type })}</p>}
      >
        <FoldScope.Provider value={state.id}>
          <Drawn
            item={item}
            phase={phase}
            cwd={cwd}
            outcome={outcome}
            isAsked={isAsked}
            cuts={cuts}
          />
        </FoldScope.Provider>
      </Boundary>
    </div>
  );
});
