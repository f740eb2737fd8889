import { baseName } from "../../src/model/text/format.ts";
import { visible } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { thread, view } from "../state.ts";
import { Icon } from "../ui/Icon.tsx";

/** What a message would do now: begin a turn, steer the one that runs, which another Escape would stop, or nothing. */
export type ComposerState = "idle" | "running" | "stopping" | "held";

export interface ComposerBarProps {
  readonly state: ComposerState;
  readonly canSend: boolean;
  readonly isSending: boolean;
  readonly isRunning: boolean;
  readonly onStop: () => void;
}

/** Where Codex works, what the keys do, and the buttons. */
export const ComposerBar = ({ state, isRunning, canSend, isSending, onStop }: ComposerBarProps) => (
  <div class="composer-bar">
    <FolderChip />
    <span class="composer-hint">{say(`composer.hint.${state}`)}</span>
    {isRunning && (
      <button
        type="button"
        class="icon-button"
        aria-label={say("composer.stop")}
        title={say("composer.stop.key")}
        onClick={onStop}
      >
        <Icon name="debug-stop" />
      </button>
    )}
    <button
      type="submit"
      class="icon-button send"
      aria-label={say("composer.send")}
      title={say("composer.send.key")}
      disabled={!canSend}
    >
      <Icon name={isSending ? "loading" : "send"} />
    </button>
  </div>
);

/** The folder that Codex works in, where the workspace has several. */
function FolderChip() {
  const several = view.value?.folder ?? null;
  if (several === null) return null;
  const folder = visible(baseName(thread.value?.cwd || several));
  return (
    <span class="chip" title={say("composer.worksIn", { folder })}>
      <Icon name="folder-opened" />
      <span class="visually-hidden">{say("composer.worksIn", { folder })}</span>
      <bdi aria-hidden="true">{folder}</bdi>
    </span>
  );
}
