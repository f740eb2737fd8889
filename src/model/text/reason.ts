import type { IdIn, ValuesOf } from "./speak.ts";
import type { SharedWords } from "./words/shared.ts";

/**
 * Something to be told to a person, before it is put into words: an id of the shared words and what stands in its places.
 * The rooms below the faces give reasons; a face says them (`say.ts`). Plain JSON.
 */
export interface Reason {
  readonly id: string;
  readonly values?: Readonly<Record<string, Told>>;
}

/** A value: a text as it came, a number, or a reason within a reason. */
export type Told = string | number | Reason;

export type ReasonId = IdIn<SharedWords>;

/** A reason; the compiler knows the places of each id. */
export const reason = <I extends ReasonId>(
  id: I,
  ...[values]: ValuesOf<SharedWords, I, Told>
): Reason => (values === undefined ? { id } : { id, values });

/** Several sentences, one after the other. */
export const sentences = (first: Reason, ...others: readonly Reason[]): Reason =>
  others.reduce((before, next) => reason("sentences.two", { first: before, second: next }), first);

/** A text of somebody else, such as the server, that is told as it came. */
export const verbatim = (text: string): Reason => reason("verbatim", { text });
