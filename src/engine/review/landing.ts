/** One change of a patch as a person decided about it. */
export interface Decision {
  readonly path: string;
  readonly movePath: string | null;
  readonly kind: "add" | "overwrite" | "delete" | "update" | "move";
  /** When it is done among the changes of its patch. */
  readonly turn: number;
  readonly isRefused: boolean;
  /** What is to stand there; not used for a deletion. */
  readonly text: string;
}

/** What stands at a path in the end. */
export interface Landed {
  readonly path: string;
  /** Null: nothing. */
  readonly text: string | null;
  /** The file whose byte order mark and mode it keeps: itself, or the one that moved there. */
  readonly from: string;
}

export type Landing =
  | { readonly kind: "lands"; readonly files: readonly Landed[] }
  /** A change would destroy what the person decided to keep. */
  | { readonly kind: "clash"; readonly path: string };

/**
 * What all changes of a patch leave behind together, one entry a path: several may be about one. A move onto a file is
 * shown with what it overwrites; a move onto a place that another change was to clear, and does not, is refused.
 */
export function landingOf(decisions: readonly Decision[]): Landing {
  const files = new Map<string, Landed>();
  const done = decisions
    .filter(({ isRefused }) => !isRefused)
    .toSorted((left, right) => left.turn - right.turn);
  for (const { path, movePath, kind, text } of done) {
    const isKept = decisions.some(
      other => other.isRefused && other.path === movePath && removes(other),
    );
    if (movePath !== null && isKept) return { kind: "clash", path: movePath };
    if (kind === "delete" || movePath !== null) files.set(path, { path, text: null, from: path });
    if (kind !== "delete") {
      const place = movePath ?? path;
      files.set(place, { path: place, text, from: path });
    }
  }
  return { kind: "lands", files: [...files.values()] };
}

const removes = ({ kind, movePath }: Decision): boolean => kind === "delete" || movePath !== null;
