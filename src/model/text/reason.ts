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

/** What was kept of a reason. Earlier versions of Folio kept the text itself. */
export type KeptReason = Reason | string;

/** A reason out of what was kept of it. */
export const restored = (kept: KeptReason): Reason =>
  typeof kept === "string" ? verbatim(kept) : kept;

/** Whether a value that was read from a file is what was kept of a reason. */
export const isKeptReason = (value: unknown): value is KeptReason =>
  typeof value === "string" || isReason(value, deepest);

/** Deeper nesting than this is no reason of ours. */
const deepest = 10;

function isReason(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null || depth === 0) return false;
  if (!("id" in value) || typeof value.id !== "string") return false;
  if (!("values" in value)) return true;
  const { values } = value;
  return (
    typeof values === "object" &&
    values !== null &&
    Object.values(values).every(
      (part: unknown) =>
        typeof part === "string" || typeof part === "number" || isReason(part, depth - 1),
    )
  );
}
