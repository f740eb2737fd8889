import { useRef } from "preact/hooks";
import { say } from "../say.ts";
import { thread, turnRuns } from "../state.ts";
import { Icon } from "../ui/Icon.tsx";
import { useHostRequests, useMessage } from "./useMessage.ts";

/** What a message would do now: begin a turn, steer the one that runs, or nothing. */
type ComposerState = "idle" | "running" | "held";

/** Where the person types. The text is theirs: it is gone only when the server took it. */
export function Composer() {
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, setText, isSending, canSend, failure, send, stop } = useMessage(area);
  useHostRequests(area, setText);
  const isRunning = turnRuns.value;
  const isHeld = thread.value?.isHeldElsewhere === true;
  const state = isHeld ? "held" : isRunning ? "running" : "idle";
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (
      event.key === "Enter" &&
      !event.shiftKey &&
      !event.ctrlKey &&
      !event.altKey &&
      !event.metaKey
    ) {
      event.preventDefault();
      void send();
    } else if (event.key === "Escape" && isRunning) {
      event.preventDefault();
      stop();
    }
  };

  return (
    <form
      class="composer"
      aria-label={say("composer.label")}
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      {failure && (
        <p class="composer-failure" role="alert">
          <Icon name="error" class="tone-bad" /> <span>{failure}</span>
        </p>
      )}
      <div class="composer-box">
        <textarea
          ref={area}
          rows={1}
          value={text}
          dir="auto"
          aria-label={say("composer.message")}
          placeholder={say(`composer.placeholder.${state}`)}
          onInput={event => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <ComposerBar
          state={state}
          isRunning={isRunning}
          canSend={canSend}
          isSending={isSending}
          onStop={stop}
        />
      </div>
    </form>
  );
}

interface ComposerBarProps {
  readonly state: ComposerState;
  readonly canSend: boolean;
  readonly isSending: boolean;
  readonly isRunning: boolean;
  readonly onStop: () => void;
}

/** What the keys do, and the buttons. */
const ComposerBar = ({ state, isRunning, canSend, isSending, onStop }: ComposerBarProps) => (
  <div class="composer-bar">
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
