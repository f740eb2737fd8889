import { fullBudget, type Budget } from "./lexer.ts";

/** After so many lexes over budget the rest of a text is plain text. */
const mostStrikes = 3;
/** A tail that cost more than this share of the budget is lexed again only after it has grown by a quarter. */
const costly = 1 / 16;

/** Counts what lexing a growing text costs, and decides whether lexing its tail again is worth it. */
export interface Costs {
  /** Lexes under a budget while the tail has this length. */
  lex<T>(tailLength: number, work: (budget: Budget) => T): T;
  /** Whether the rest of the text is plain text. */
  isOver(): boolean;
  /** Whether the tail has not yet grown enough since a costly lex. */
  isTooSoon(tailLength: number): boolean;
  /** A new tail begins. */
  begin(): void;
}

export function createCosts(): Costs {
  let strikes = 0;
  let againAt = 0;
  return {
    lex(tailLength, work) {
      const budget = { left: fullBudget };
      const found = work(budget);
      if (budget.left < 0) {
        strikes++;
        againAt = tailLength * 2;
      } else if (fullBudget - budget.left > fullBudget * costly)
        againAt = Math.max(againAt, tailLength * 1.25);
      return found;
    },
    isOver: () => strikes >= mostStrikes,
    isTooSoon: tailLength => tailLength < againAt,
    begin() {
      againAt = 0;
    },
  };
}
