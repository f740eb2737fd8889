import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../link.ts";
import { focusRequests, inserted, thread, turnRuns, view } from "../state.ts";
import { Icon } from "../ui/Icon.tsx";
import { useDraft } from "./useDraft.ts";

/** Where the person types. The text is theirs: it is gone only when the server took it. */
export function Composer() {
  const threadId = view.value?.threadId ?? null;
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useDraft(isSending, () => setFailure(""));

  useEffect(() => {
    const { text: added, takesFocus, count } = inserted.value;
    if (count === 0) return;
    setText(before =>
      before === "" || before.endsWith("\n") ? before + added : `${before}\n${added}`,
    );
    if (takesFocus) area.current?.focus();
  }, [inserted.value]);

  useEffect(() => {
    if (focusRequests.value > 0) area.current?.focus();
  }, [focusRequests.value]);

  const isRunning = turnRuns.value;
  const isHeld = thread.value?.isHeldElsewhere === true;
  const canSend =
    text.trim() !== "" &&
    !isSending &&
    !isHeld &&
    view.value?.hasFolder === true &&
    view.value.isTrusted;

  const send = async () => {
    if (!canSend) return;
    const sent = text;
    setSending(true);
    setFailure("");
    try {
      await call("send", { threadId, text: sent });
      setText(now => (now === sent ? "" : now.startsWith(sent) ? now.slice(sent.length) : now));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setSending(false);
      // The button that sent is disabled now; whoever went elsewhere meanwhile stays there.
      if (document.hasFocus() && document.activeElement === document.body) area.current?.focus();
    }
  };
  const stop = () => {
    const id = thread.value?.id;
    if (id)
      call("interrupt", { threadId: id }).catch((error: unknown) => setFailure(String(error)));
  };
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
      aria-label="Message to Codex"
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      {failure && (
        <p class="composer-failure" role="alert">
          <Icon name="error" class="tone-error" /> <span>{failure}</span>
        </p>
      )}
      <div class="composer-box">
        <textarea
          ref={area}
          rows={1}
          value={text}
          aria-label="Message"
          placeholder={
            isHeld
              ? "Take the thread over to write here"
              : isRunning
                ? "Say something to the running turn"
                : "Ask Codex to do something"
          }
          onInput={event => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div class="composer-bar">
          <span class="composer-hint">
            {isHeld
              ? "Read only"
              : isRunning
                ? "Esc stops"
                : "Enter sends, Shift+Enter breaks the line"}
          </span>
          {isRunning && (
            <button
              type="button"
              class="icon-button"
              aria-label="Stop"
              title="Stop (Esc)"
              onClick={stop}
            >
              <Icon name="debug-stop" />
            </button>
          )}
          <button
            type="submit"
            class="icon-button send"
            aria-label="Send"
            title="Send (Enter)"
            disabled={!canSend}
          >
            <Icon name={isSending ? "loading" : "send"} />
          </button>
        </div>
      </div>
    </form>
  );
}
