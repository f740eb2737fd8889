import { open } from "node:fs/promises";
import type { Mark } from "./mark.ts";
import { entriesOf, snapshotOf, type Entry, type Snapshot, type Unkept } from "./snapshot.ts";

/** Characters that are written in one go: a millisecond of work. */
const pieceLength = 128 * 1024;

/** A snapshot as it is written down. */
export interface Written {
  readonly marks: Readonly<Record<string, Mark>>;
  readonly unkept: Readonly<Record<string, Unkept>>;
  readonly isWhole: boolean;
}

/** Pieces of a text of many megabytes: to make it in one go would hold everybody up. */
export function* jsonOf(snapshot: Snapshot): Generator<string> {
  const members = function* (isWanted: (entry: Entry) => string | undefined) {
    let separator = "";
    for (const [path, entry] of entriesOf(snapshot)) {
      const text = isWanted(entry);
      if (text === undefined) continue;
      yield `${separator}${JSON.stringify(path)}:${text}`;
      separator = ",";
    }
  };
  yield `{"isWhole":${snapshot.isWhole},"marks":{`;
  yield* members(entry => ("mark" in entry ? JSON.stringify(entry.mark) : undefined));
  yield `},"unkept":{`;
  yield* members(entry => ("why" in entry ? JSON.stringify(entry) : undefined));
  yield `}}`;
}

/** Writes what comes piece by piece, and lets others have a turn between. */
export async function writeSlowly(file: string, pieces: () => Generator<string>): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    let text = "";
    for (const piece of pieces()) {
      text += piece;
      if (text.length < pieceLength) continue;
      await handle.appendFile(text);
      text = "";
    }
    await handle.appendFile(text);
  } finally {
    await handle.close();
  }
}

/** What was written, as it was known. */
export const restored = ({ marks, unkept, isWhole }: Written): Snapshot =>
  snapshotOf(
    new Map<string, Entry>([
      ...Object.entries(unkept),
      ...Object.entries(marks).map(([path, mark]) => [path, { mark, stamp: "", size: 0 }] as const),
    ]),
    isWhole,
  );
