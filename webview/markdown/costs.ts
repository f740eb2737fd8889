import { fullBudget, type Budget } from "./lexer.ts";

/** A text whose lexing cost more than it may so many times is plain text from there on. */
const mostStrikes = 3;
/** A tail that cost more than this share of the budget is lexed again when it has grown by a quarter. */
const costly = 1 / 16;

/** What the lexing of one growing text cost, and so whether its tail is worth to be lexed again. */
export interface Costs {
  /** Lexes under a budget while the tail has this length. */
  lex<T>(tailLength: number, work: (budget: Budget) => T): T;
  /** Whether the text is not lexed any more. */
  isOver(): boolean;
  /** Whether the tail has not grown enough since it was dear. */
  isTooSoon(tailLength: number): boolean;
  /** The tail is another one. */
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
