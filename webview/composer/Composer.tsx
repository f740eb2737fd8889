import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { call, keep, kept } from "../link.ts";
import { focusRequests, inserted, thread, turnRuns, view } from "../state.ts";
import { Icon } from "../ui/Icon.tsx";

const saveDelayMs = 200;

/** Where the person types. The text is theirs: it is gone only when the server took it. */
export function Composer() {
  const threadId = view.value?.threadId ?? null;
  const [text, setText] = useState(() => kept()?.text ?? "");
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const owner = useRef<string | null | undefined>(undefined);

  // Each thread has its own draft; what this view kept is newer than what the host saved. In the layout phase, so that
  // no key can come between the other thread's appearance and its text.
  useLayoutEffect(() => {
    if (!view.value || owner.current === threadId) return;
    const isFirst = owner.current === undefined;
    const isMove = owner.current === null && isSending;
    owner.current = threadId;
    if (isMove) return;
    const own = kept();
    setText(
      isFirst && own?.threadId === threadId
        ? own.text
        : isFirst && text !== "" && !own
          ? text
          : view.value.draft,
    );
    setFailure("");
  }, [view.value, threadId]);

  useEffect(() => {
    if (owner.current === undefined) return;
    keep({ threadId, text });
    const timer = setTimeout(() => void call("saveDraft", { threadId, text }), saveDelayMs);
    return () => clearTimeout(timer);
  }, [text, threadId]);

  useEffect(() => {
    const { text: added, count } = inserted.value;
    if (count === 0) return;
    setText(before =>
      before === "" || before.endsWith("\n") ? before + added : `${before}\n${added}`,
    );
    area.current?.focus();
  }, [inserted.value]);

  useEffect(() => {
    if (focusRequests.value > 0) area.current?.focus();
  }, [focusRequests.value]);

  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);

  const isRunning = turnRuns.value;
  const canSend =
    text.trim() !== "" && !isSending && view.value?.hasFolder === true && view.value.isTrusted;

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
      area.current?.focus();
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
            isRunning ? "Say something to the running turn" : "Ask Codex to do something"
          }
          onInput={event => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <div class="composer-bar">
          <span class="composer-hint">
            {isRunning ? "Esc stops" : "Enter sends, Shift+Enter breaks the line"}
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
