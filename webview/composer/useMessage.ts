import type { RefObject } from "preact";
import { useEffect, useRef, useState, type Dispatch, type StateUpdater } from "preact/hooks";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { conversation, focusRequests, inserted, thread, view } from "../state.ts";
import { useDraft } from "./useDraft.ts";

/** The message that is being written, and what can be done with it. */
export interface Message {
  readonly text: string;
  readonly setText: Dispatch<StateUpdater<string>>;
  readonly isSending: boolean;
  readonly canSend: boolean;
  /** The message goes out once the person has signed in. */
  readonly awaitsSignIn: boolean;
  /** Why the last call failed; "" where none did. */
  readonly failure: string;
  /** Sends the text, which is gone only when the server took it. Does nothing while `canSend` is false. */
  send(): Promise<void>;
  /** Stops the turn that runs. */
  stop(): void;
  /** Takes the last failure as read, and no longer waits for signing in. */
  dismiss(): void;
}

/** `area` gets the focus back when the button that sent had it. */
export function useMessage(area: RefObject<HTMLTextAreaElement | null>): Message {
  const threadId = view.value?.threadId ?? null;
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState("");
  const [text, setText] = useDraft(isSending, () => setFailure(""));
  const canSend = text.trim() !== "" && !isSending && takesMessages();
  const early = useRef(wasEntered());
  const post = async () => {
    const sent = text;
    setSending(true);
    setFailure("");
    try {
      await call("send", { threadId, text: sent });
      setText(now => (now === sent ? "" : now.startsWith(sent) ? now.slice(sent.length) : now));
    } catch (error) {
      setFailure(textOf(error));
    } finally {
      setSending(false);
      // The disabled button lost the focus. A person who meanwhile went elsewhere stays there.
      if (document.hasFocus() && document.activeElement === document.body) area.current?.focus();
    }
  };
  const signIn = useSignIn(text, threadId, () => void post(), setFailure);
  const send = async () => {
    if (view.value === null) early.current = true;
    if (!canSend) return;
    const size = lengthOf(text);
    if (size > longestMessage)
      return setFailure(say("message.tooLong", { size, limit: longestMessage }));
    if (conversation.value.account.kind === "signedOut") signIn.begin();
    else if (conversation.value.account.kind === "signingIn") signIn.wait();
    else await post();
  };
  // What was sent before the first snapshot came is sent now.
  useEffect(() => {
    if (view.value === null || !early.current) return;
    early.current = false;
    void send();
  }, [view.value]);
  const stop = () => {
    const id = thread.value?.id;
    if (id)
      call("interrupt", { threadId: id }).catch((error: unknown) => setFailure(textOf(error)));
  };
  const dismiss = () => {
    setFailure("");
    signIn.forget();
  };
  const { awaitsSignIn } = signIn;
  return { text, setText, isSending, canSend, awaitsSignIn, failure, send, stop, dismiss };
}

/** What Codex takes of one message, in characters. More than is read at all is refused here, where its length is known. */
const longestMessage = 1_048_576;

const lengthOf = (text: string): number =>
  text.length <= longestMessage || text.length > 4 * longestMessage
    ? text.length
    : Array.from(text).length;

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Whether there is a Codex that takes a message in this folder, now or as soon as it has started. */
function takesMessages(): boolean {
  const { connection } = conversation.value;
  return (
    thread.value?.isHeldElsewhere !== true &&
    view.value?.hasFolder === true &&
    view.value.isTrusted &&
    connection.kind !== "notInstalled" &&
    connection.kind !== "gaveUp"
  );
}

interface SignIn {
  readonly awaitsSignIn: boolean;
  /** Begins signing in, and remembers what is to be sent. */
  begin(): void;
  /** Remembers what is to be sent while signing in goes on. */
  wait(): void;
  forget(): void;
}

/** A message that is sent while nobody is signed in waits for that. One that was changed meanwhile is sent by hand. */
function useSignIn(
  text: string,
  threadId: string | null,
  post: () => void,
  onFailure: (message: string) => void,
): SignIn {
  const [waiting, setWaiting] = useState<{ text: string; threadId: string | null } | null>(null);
  const { kind } = conversation.value.account;
  const before = useRef(kind);
  useEffect(() => {
    const was = before.current;
    before.current = kind;
    if (!waiting || was === kind) return;
    if (kind === "signedIn" || kind === "signedOut") setWaiting(null);
    const isSame = waiting.text === text && waiting.threadId === threadId;
    if (kind === "signedIn" && isSame) post();
  }, [kind]);
  const wait = () => setWaiting({ text, threadId });
  return {
    awaitsSignIn: waiting !== null,
    wait,
    begin() {
      wait();
      call("act", { action: "signIn" }).catch((error: unknown) => {
        setWaiting(null);
        onFailure(textOf(error));
      });
    },
    forget: () => setWaiting(null),
  };
}

/** Whether Enter was pressed before this script was there; see the page that the host draws. */
const wasEntered = (): boolean => document.getElementById("root")?.dataset["entered"] === "true";

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
