import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createFileReview } from "../../src/engine/review/fileReview.ts";
import { decided } from "../../src/engine/review/decided.ts";
import { hunksBetween } from "../../src/engine/review/hunks.ts";
import type { DecidedFile } from "../../src/engine/review/prepare.ts";
import type { ProposedFile } from "../../src/engine/review/propose.ts";
import type { Random } from "./random.ts";

/** A change of several files that a person decided about by hunk, and what must come of it, computed without the product. */
export interface ReviewCase {
  readonly files: readonly DecidedFile[];
  /** By path below the root: what stands there before, and after all was written; null for nothing. */
  readonly before: ReadonlyMap<string, Standing>;
  readonly after: ReadonlyMap<string, Standing>;
}

/** A content with its mode, as text; null for "not there". */
export type Standing = string | null;

const modes = [0o644, 0o600, 0o755] as const;
const newMode = (0o666 & ~process.umask()).toString(8);

/** Makes a folder with files, and decides about a change of them. */
export function createReviewCase(random: Random, root: string, count = 12): ReviewCase {
  const files: DecidedFile[] = [];
  const before = new Map<string, Standing>();
  const after = new Map<string, Standing>();
  const add = (path: string, was: Standing, is: Standing) => {
    before.set(path, was);
    after.set(path, is);
  };
  for (let at = 0; at < count; at++) {
    const path = `${random.pick(["", "lib/", "lib/deep/"])}file${at}.txt`;
    const mode = random.pick(modes);
    const end = random.pick(["\n", "\r\n"]);
    const mark = random.below(5) === 0 ? "\ufeff" : "";
    const old = linesOf(random, 5 + random.below(60), end);
    const isChanged = old.map(() => random.below(8) === 0);
    isChanged[0] = true;
    const isRefused = old.map(() => random.below(3) === 0);
    const proposed = old.map((line, index) => (isChanged[index] ? `new ${line}` : line));
    const kind = random.pick(["update", "update", "update", "add", "delete", "move"] as const);
    const shown = kind === "add" ? "" : old.join("");
    const review = createFileReview(
      proposalOf(root, path, {
        kind,
        shown,
        bytes: kind === "add" ? null : mark + shown,
        proposed,
      }),
    );
    if (kind === "update" || kind === "move") {
      // Neighbouring changed lines are one hunk: it is decided by its first line.
      for (const [hunk, { oldStart }] of review.proposal.hunks.entries())
        review.decide(hunk, isRefused[oldStart] !== true);
    } else review.decideAll(isRefused[0] !== true);
    let refusal = false;
    const landed = old.map((line, index) => {
      if (isChanged[index] && !isChanged[index - 1]) refusal = isRefused[index] === true;
      return isChanged[index] && !refusal ? `new ${line}` : line;
    });
    const standing = (lines: readonly string[]): Standing =>
      `${mode.toString(8)} ${mark}${lines.join("")}`;
    const isWhole = isRefused[0] !== true;
    const isNothing = landed.join("") === shown;
    const target = `${path}.moved`;
    if (kind === "add") add(path, null, isWhole ? `${newMode} ${proposed.join("")}` : null);
    else if (kind === "delete") add(path, standing(old), isWhole ? null : standing(old));
    else if (kind === "update") add(path, standing(old), standing(landed));
    else {
      add(path, standing(old), isNothing ? standing(old) : null);
      add(target, null, isNothing ? null : standing(landed));
    }
    if (kind !== "add") {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), mark + shown);
      chmodSync(join(root, path), mode);
    }
    files.push(decided(review));
  }
  return { files, before, after };
}

const linesOf = (random: Random, count: number, end: string): readonly string[] =>
  Array.from({ length: count }, (_, line) => `line ${line} ${random.below(1e6)} é${end}`);

/** What stands below a root, without the product's way to look. */
export function standingBelow(root: string, paths: Iterable<string>): Map<string, Standing> {
  return new Map(
    [...paths].map(path => {
      const entry = lstatSync(join(root, path), { throwIfNoEntry: false });
      if (!entry) return [path, null];
      const mode = (entry.mode & 0o777).toString(8);
      return [path, `${mode} ${readFileSync(join(root, path), "utf8")}`];
    }),
  );
}

/** Names of files that nobody but the transaction can have made. */
export const strangersBelow = (root: string): readonly string[] =>
  readdirSync(root, { recursive: true, encoding: "utf8" }).filter(name => name.includes(".folio"));

interface Proposed {
  readonly kind: "update" | "add" | "delete" | "move";
  readonly shown: string;
  readonly bytes: string | null;
  readonly proposed: readonly string[];
}

function proposalOf(
  root: string,
  path: string,
  { kind, shown, bytes, proposed }: Proposed,
): ProposedFile {
  const after = kind === "delete" ? "" : proposed.join("");
  const hash = bytes === null ? "missing" : createHash("sha256").update(bytes).digest("hex");
  return {
    index: 0,
    turn: 0,
    path: join(root, path),
    movePath: kind === "move" ? join(root, `${path}.moved`) : null,
    replaced: null,
    isTypable: true,
    isOurs: false,
    refusal: null,
    shownHash: bytes === null ? null : hash,
    name: path,
    moveName: kind === "move" ? `${path}.moved` : null,
    kind,
    before: shown,
    after,
    hunks: hunksBetween(shown, after),
    isEditable: kind !== "delete",
    places: [join(root, path)],
    fingerprint: `${hash} `,
    warnings: [],
  };
}
