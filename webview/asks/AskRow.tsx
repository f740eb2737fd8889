import { factsOf } from "../../src/model/select/thread.ts";
import type { Ask, State } from "../../src/model/state.ts";
import { askSentence } from "../../src/model/text/askSentence.ts";
import { oneLine, proseLine } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";
import { lookOf } from "./look.ts";

export interface AskRowProps {
  readonly ask: Ask;
  readonly state: State;
  readonly isElsewhere: boolean;
  /** `isByKey`: by the keyboard. */
  readonly onOpen: (isByKey: boolean) => void;
}

/** The longest command that a row holds; the rest would be out of sight. */
const rowLength = 200;

/** A request that waits beside the one that is open: whose it is and what it is about. A click opens it. */
export function AskRow({ ask, state, isElsewhere, onOpen }: AskRowProps) {
  const { icon, tone } = lookOf(ask);
  const { what, summary } = askSentence(ask, state);
  const thread = isElsewhere ? factsOf(state, ask.threadId) : undefined;
  const who = thread && (thread.title || (thread.parentThreadId ? say("ask.subAgent") : ""));
  return (
    <button
      type="button"
      class="ask-row"
      data-key={ask.key}
      onClick={({ detail }) => onOpen(detail === 0)}
    >
      <Icon name={icon} class={`tone-${tone}`} />
      <span class="ask-row-text">
        {who && (
          <>
            <strong>{proseLine(who)}</strong>{" "}
          </>
        )}
        {what === "" ? summary : <code>{oneLine(what.slice(0, rowLength))}</code>}
      </span>
      <Icon name="chevron-right" class="dim" />
    </button>
  );
}
