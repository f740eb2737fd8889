import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Ask } from "../../src/model/state.ts";
import { askFocusRequests, focusRequests } from "../state.ts";

/** The answer that the focus goes to: Decline grants nothing. */
type Target = "accept" | "decline";

export interface AskFocus {
  /** Moves the focus to the harmless answer of the open ask, once it is drawn. */
  toOpenAsk(): void;
}

/**
 * Where the keyboard's focus goes: to an ask that a command leads to, and after an answer by a key to the same answer of
 * the next ask, else back to where the person was. No ask that arrives moves it.
 */
export function useAskFocus(
  panel: RefObject<HTMLElement | null>,
  asks: readonly Ask[],
  onRequest: (key: string) => void,
): AskFocus {
  const wanted = useRef<Target | null>(null);
  const returnTo = useOutside(panel);
  const answered = useKeyAnswer(panel);

  useEffect(() => {
    const { key, count } = askFocusRequests.value;
    // A request for an ask that is gone must not move the focus to one that comes later.
    if (count === 0 || asks.length === 0) return;
    wanted.current = "decline";
    onRequest(key);
  }, [askFocusRequests.value]);

  useLayoutEffect(() => {
    const last = answered.current;
    if (last && !asks.some(({ key }) => key === last.key)) {
      answered.current = null;
      if (document.hasFocus() && isLost(panel.current)) {
        if (panel.current?.querySelector(".ask")) wanted.current = last.target;
        else goBack(returnTo.current);
      }
    }
    const target = wanted.current;
    const find = (choice: Target) =>
      panel.current?.querySelector<HTMLElement>(`.ask [data-choice='${choice}']`);
    const button = target && (find(target) ?? find("decline"));
    if (!button) return;
    wanted.current = null;
    button.closest(".ask")?.scrollIntoView({ block: "nearest" });
    button.focus();
  });
  return {
    toOpenAsk() {
      wanted.current = "decline";
    },
  };
}

/** Whether the focus is nowhere, or still where an answered ask was. */
const isLost = (panel: HTMLElement | null): boolean =>
  document.activeElement === document.body || panel?.contains(document.activeElement) === true;

function goBack(element: HTMLElement | null): void {
  if (element?.isConnected) element.focus();
  else focusRequests.value++;
}

/** The element outside of the panel that had the focus last. */
function useOutside(panel: RefObject<HTMLElement | null>): RefObject<HTMLElement | null> {
  const last = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !panel.current?.contains(target)) last.current = target;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  return last;
}

interface KeyAnswer {
  readonly key: string;
  readonly target: Target;
}

/** The ask that was answered last by a key, and how; null once a pointer was used. */
function useKeyAnswer(panel: RefObject<HTMLElement | null>): RefObject<KeyAnswer | null> {
  const answered = useRef<KeyAnswer | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      const element = event.target;
      if (!(element instanceof HTMLElement) || !panel.current?.contains(element)) return;
      const key = element.closest<HTMLElement>(".ask")?.dataset["key"];
      if (key === undefined) return;
      const isYes = element.dataset["choice"] === "accept";
      answered.current = { key, target: isYes ? "accept" : "decline" };
    };
    const onPointer = () => {
      answered.current = null;
    };
    document.addEventListener("keydown", onKey, true);
    document.addEventListener("pointerdown", onPointer, true);
    return () => {
      document.removeEventListener("keydown", onKey, true);
      document.removeEventListener("pointerdown", onPointer, true);
    };
  }, []);
  return answered;
}
