import { say } from "../say.ts";
import type { ComponentChild, FunctionComponent } from "preact";
import type { ItemState } from "../../src/model/state.ts";
import type { ThreadItem } from "../../src/protocol/types.gen.ts";
import { Boundary } from "../ui/Boundary.tsx";
import { pure } from "../ui/pure.ts";
import { AgentMessage } from "./AgentMessage.tsx";
import { CommandItem } from "./CommandItem.tsx";
import { FileChangeItem } from "./FileChangeItem.tsx";
import { PlainItem } from "./PlainItem.tsx";
import { ProposedPlan } from "./ProposedPlan.tsx";
import { Reasoning } from "./Reasoning.tsx";
import { Unknown } from "./Unknown.tsx";
import { UserMessage } from "./UserMessage.tsx";

type ItemType = ThreadItem["type"];
export type ItemOf<T extends ItemType> = Extract<ThreadItem, { type: T }>;

export interface AnyItemProps {
  readonly item: ThreadItem;
  readonly phase: ItemState["phase"];
  /** The thread's folder: paths below it are shown relative to it. */
  readonly cwd: string;
  /** What Folio wrote of a change itself. */
  readonly outcome?: ItemState["outcome"];
}

export interface ItemProps<T extends ItemType> extends AnyItemProps {
  readonly item: ItemOf<T>;
}

/** How each kind of item is drawn: a new kind of the protocol does not compile until it has a row. */
const renderers: { readonly [T in ItemType]: (props: ItemProps<T>) => ComponentChild } = {
  userMessage: UserMessage,
  agentMessage: AgentMessage,
  reasoning: Reasoning,
  commandExecution: CommandItem,
  fileChange: FileChangeItem,
  plan: ProposedPlan,
  hookPrompt: PlainItem,
  functionCallOutput: PlainItem,
  mcpToolCall: PlainItem,
  dynamicToolCall: PlainItem,
  collabAgentToolCall: PlainItem,
  subAgentActivity: PlainItem,
  webSearch: PlainItem,
  imageView: PlainItem,
  imageGeneration: PlainItem,
  sleep: PlainItem,
  enteredReviewMode: PlainItem,
  exitedReviewMode: PlainItem,
  contextCompaction: PlainItem,
};

/** One item of a turn; a kind that a newer server invented is shown by its name. */
export const ItemView = pure(
  ({ state, cwd }: { readonly state: ItemState; readonly cwd: string }) => {
    const { item, phase, outcome } = state;
    // The row and the item are of one type: TypeScript cannot follow that through a lookup.
    const known = Object.hasOwn(renderers, item.type) ? renderers[item.type] : Unknown;
    const Drawn = known as FunctionComponent<AnyItemProps>;
    return (
      <div class={`item item-${phase}`} data-item={state.id}>
        <Boundary
          key={phase}
          broken={<p class="notice notice-warning">{say("item.notDrawn", { kind: item.type })}</p>}
        >
          <Drawn item={item} phase={phase} cwd={cwd} outcome={outcome} />
        </Boundary>
      </div>
    );
  },
);
