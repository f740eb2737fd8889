import { say } from "./say.ts";

/** How a review ended. The message that tells Codex about it is marked with this. */
export interface AccountMark {
  readonly outcome: "accepted" | "declined" | "mixed" | "undone";
  /** Hunks that were accepted, of all hunks; a file without hunks counts as one. */
  readonly taken: number;
  readonly of: number;
  readonly comments: number;
}

const outcomes = ["accepted", "declined", "mixed", "undone"] as const;
const pattern =
  /^folio-account\.(accepted|declined|mixed|undone)\.(\d{1,7})\.(\d{1,7})\.(\d{1,7})\.[0-9a-f-]{36}$/;

/**
 * The client id of a message that Folio writes in the person's name. The server keeps it with the message and gives it
 * back, so that the message is known again after a reload and in other windows.
 */
export const accountId = ({ outcome, taken, of, comments }: AccountMark, uuid: string): string =>
  `folio-account.${outcome}.${taken}.${of}.${comments}.${uuid}`;

/** What a client id says about a review; null for a message that a person wrote. */
export function accountMarkOf(clientId: string | null | undefined): AccountMark | null {
  const [, outcome, taken, of, comments] = pattern.exec(clientId ?? "") ?? [];
  const known = outcomes.find(name => name === outcome);
  return known === undefined
    ? null
    : { outcome: known, taken: Number(taken), of: Number(of), comments: Number(comments) };
}

/** The title of the folded card: "You took 29 of 30 hunks, with 1 comment". */
export function accountTitle({ outcome, taken, of, comments }: AccountMark): string {
  const what =
    outcome === "mixed" ? say("review.mixed", { taken, count: of }) : say(`review.${outcome}`);
  return comments === 0 ? what : say("review.withComments", { what, count: comments });
}
