import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../say.ts";
import { conversation, thread, turnRuns } from "../state.ts";
import { ComposerBar, type ComposerState } from "./ComposerBar.tsx";
import { ComposerNote } from "./ComposerNote.tsx";
import { HeldLine } from "./HeldLine.tsx";
import { useHostRequests, useMessage } from "./useMessage.ts";
import { useStopKey } from "./useStopKey.ts";

/** Where the person types. The text is theirs: it is gone only when the server took it. */
export function Composer() {
  const area = useRef<HTMLTextAreaElement>(null);
  const message = useMessage(area);
  const { text, setText, isSending, canSend, send, stop } = message;
  useHostRequests(area, setText);
  const isRunning = turnRuns.value;
  const stopKey = useStopKey(text, isRunning, stop);
  const isHeld = useHeld();
  const state: ComposerState = thread.value?.isHeldElsewhere
    ? "held"
    : isRunning
      ? stopKey.isArmed
        ? "stopping"
        : "running"
      : "idle";
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
      // A key held down since it answered an ask must not send the draft that the focus came back to.
      if (!event.repeat) void send();
    } else if (event.key === "Escape" && isRunning) {
      event.preventDefault();
      if (!event.repeat) stopKey.press();
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
      {isHeld && <HeldLine />}
      {/* What was typed and not sent stays in sight. */}
      {(!isHeld || text !== "") && (
        <div class="composer-box">
          <ComposerNote message={message} />
          <textarea
            ref={area}
            {...(text.length > longText ? { class: "long" } : {})}
            rows={1}
            value={text}
            dir="auto"
            aria-label={say("composer.message")}
            placeholder={say(`composer.placeholder.${state === "stopping" ? "running" : state}`)}
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
      )}
      <ComposerFoot isSending={isSending} hasText={text.trim() !== ""} />
    </form>
  );
}

/** A text of so many characters fills the box in any case: to measure it would hold up each key. */
const longText = 5000;

/** How long another window may hold the thread before that is told, in ms: after a reload, the old window goes on for a moment. */
const heldMs = 1000;

/** Whether another window has held the thread for a while. */
function useHeld(): boolean {
  const isHeld = thread.value?.isHeldElsewhere === true;
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isHeld) return setShown(false);
    const timer = setTimeout(() => setShown(true), heldMs);
    return () => clearTimeout(timer);
  }, [isHeld, thread.value?.id]);
  return isHeld && isShown;
}

/** What becomes of a message while Codex is not there. */
function ComposerFoot({
  isSending,
  hasText,
}: {
  readonly isSending: boolean;
  readonly hasText: boolean;
}) {
  const { kind } = conversation.value.connection;
  const isMissing = kind === "notInstalled" || kind === "gaveUp";
  if (isSending && kind !== "ready")
    return <p class="composer-foot">{say("composer.sentWhenReady")}</p>;
  return hasText && isMissing ? <p class="composer-foot">{say("composer.kept")}</p> : null;
}
