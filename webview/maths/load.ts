import { useEffect } from "preact/hooks";
import { signal, type Signal } from "@preact/signals";
import { late } from "../late.ts";

/** Text, or an element of MathML. */
export type MathsNode =
  | string
  | {
      readonly tag: string;
      readonly className: string;
      readonly attributes: Readonly<Record<string, string>>;
      readonly style: Readonly<Record<string, string>>;
      readonly children: readonly MathsNode[];
    };

/** Null for a text that is no formula. */
export type SetFormula = (tex: string, isDisplay: boolean) => MathsNode | null;

declare global {
  /** Set by the script of `chunk.ts`. */
  var folioMaths: SetFormula | undefined;
}

interface Formula {
  readonly tex: string;
  readonly isDisplay: boolean;
  readonly set: Signal<MathsNode | null>;
}

/** What was set already, by its text: a formula that is drawn again does not blink. */
const known = new Map<string, Formula>();
const mostKnown = 2000;
const waiting = new Set<Formula>();

/** A formula as it is set; null until it is, and for good where it cannot be. The script is loaded with the first one. */
export function useFormula(tex: string, isDisplay: boolean): MathsNode | null {
  const formula = formulaOf(tex, isDisplay);
  useEffect(() => {
    if (formula.set.peek() === null) want(formula);
    return () => void waiting.delete(formula);
  }, [formula]);
  return formula.set.value;
}

function formulaOf(tex: string, isDisplay: boolean): Formula {
  const key = `${isDisplay ? "block" : "inline"} ${tex}`;
  const found = known.get(key);
  if (found) return found;
  if (known.size >= mostKnown) known.clear();
  const made: Formula = { tex, isDisplay, set: signal(null) };
  known.set(key, made);
  return made;
}

function want(formula: Formula): void {
  if (waiting.size === 0) next();
  waiting.add(formula);
}

/** Sets as many formulas as the page has time for, then the next ones. A busy page is never idle, so it does not wait for ever. */
function next(): void {
  requestIdleCallback(deadline => void setWaiting(deadline), { timeout: 200 });
}

async function setWaiting(deadline: IdleDeadline): Promise<void> {
  try {
    await late("maths");
  } catch {
    waiting.clear(); // its source is shown
    return;
  }
  for (const formula of waiting) {
    waiting.delete(formula);
    formula.set.value = globalThis.folioMaths?.(formula.tex, formula.isDisplay) ?? null;
    if (deadline.timeRemaining() < 2) break;
  }
  if (waiting.size > 0) next();
}
