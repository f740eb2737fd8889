import type { RefObject } from "preact";
import { useEffect, useState, type Dispatch, type StateUpdater } from "preact/hooks";
import { call } from "../link.ts";
import { focusRequests, inserted, thread, view } from "../state.ts";
import { useDraft } from "./useDraft.ts";

/** The message that is being written, and what can be done with it. */
export interface Message {
  readonly text: string;
  readonly setText: Dispatch<StateUpdater<string>>;
  readonly isSending: boolean;
  readonly canSend: boolean;
  /** Why the last call failed; "" where none did. */
  readonly failure: string;
  /** Sends the text, which is gone only when the server took it. Does nothing while `canSend` is false. */
  send(): Promise<void>;
  /** Stops the turn that runs. */
  stop(): void;
}

/** `area` gets the focus back when the button that sent had it. */
export function useMessage(area: RefObject<HTMLTextAreaElement | null>): Message {
  const threadId = view.value?.threadId ?? null;
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState("");
  const [text, setText] = useDraft(isSending, () => setFailure(""));
  const canSend =
    text.trim() !== "" &&
    !isSending &&
    thread.value?.isHeldElsewhere !== true &&
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
      // The disabled button lost the focus. A person who meanwhile went elsewhere stays there.
      if (document.hasFocus() && document.activeElement === document.body) area.current?.focus();
    }
  };
  const stop = () => {
    const id = thread.value?.id;
    if (id)
      call("interrupt", { threadId: id }).catch((error: unknown) =>
        setFailure(error instanceof Error ? error.message : String(error)),
      );
  };
  return { text, setText, isSending, canSend, failure, send, stop };
}

/** Puts in what the host inserts, and takes the focus when the host says so. */
export function useHostRequests(
  area: RefObject<HTMLTextAreaElement | null>,
  setText: Message["setText"],
): void {
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
}
