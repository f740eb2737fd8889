import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type Dispatch,
  type StateUpdater,
} from "preact/hooks";
import { call } from "../link.ts";
import { view } from "../state.ts";

const saveDelayMs = 200;

/**
 * The composer's text, one for each thread. The host keeps it: it is saved while it is typed, and at once when the view
 * loses the focus, so that neither a reload nor another thread loses it. `onSwitch` is called when another thread's text appears.
 */
export function useDraft(
  isSending: boolean,
  onSwitch: () => void,
): [string, Dispatch<StateUpdater<string>>] {
  const threadId = view.value?.threadId ?? null;
  const [text, setText] = useState(typedBefore);
  /** The thread whose text this is; undefined before the first snapshot. */
  const owner = useRef<string | null | undefined>(undefined);
  const saveNow = useRef<(() => void) | null>(null);

  // In the layout phase, so that no key can come between the other thread's appearance and its text.
  useLayoutEffect(() => {
    if (!view.value || owner.current === threadId) return;
    // Text typed before the first snapshot stays, and so does a first message while its thread is created.
    const staysAsTyped =
      owner.current === undefined ? text !== "" : owner.current === null && isSending;
    owner.current = threadId;
    if (staysAsTyped) return;
    setText(view.value.draft);
    onSwitch();
  }, [view.value, threadId]);

  useEffect(() => {
    // A message on its way is no draft: the host forgets it when the server took it.
    if (owner.current === undefined || isSending) return;
    const save = () => void call("saveDraft", { threadId, text });
    saveNow.current = save;
    const timer = setTimeout(save, saveDelayMs);
    return () => {
      clearTimeout(timer);
      saveNow.current = null;
    };
  }, [text, threadId, isSending]);

  useEffect(() => {
    const save = () => saveNow.current?.();
    window.addEventListener("blur", save);
    document.addEventListener("visibilitychange", save);
    return () => {
      window.removeEventListener("blur", save);
      document.removeEventListener("visibilitychange", save);
    };
  }, []);

  return [text, setText];
}

/** What was typed into the page before this script was there. */
const typedBefore = (): string => document.getElementsByTagName("textarea")[0]?.value ?? "";
