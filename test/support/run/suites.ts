import { readdirSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { root } from "../../../src/build/paths.mjs";

/** In this order: what fails fast comes first. The value is how long one test may take, in milliseconds. */
const suites = {
  unit: 30_000,
  transcripts: 30_000,
  server: 60_000,
  faults: 60_000,
  editor: 90_000,
} as const;

export type Suite = keyof typeof suites;

/** One file of tests. */
export interface TestFile {
  readonly suite: Suite;
  /** As a person names it: `editor/chat`. */
  readonly name: string;
  /** Its bundle. */
  readonly path: string;
}

export const testTimeout = (suite: Suite): number => suites[suite];

/** A test of the editor drives a whole window; only there a second try tells something. */
export const hasSecondTry = (suite: Suite): boolean => suite === "editor";

/**
 * The files whose path holds one of `parts`, or all: suite by suite, and within one the longest first, so that
 * the last ones to end are short. `lastMs` is how long a file took the last time.
 */
export function findTests(
  parts: readonly string[],
  lastMs: (name: string) => number | undefined,
): readonly TestFile[] {
  const length = ({ name }: TestFile) => lastMs(name) ?? sizeOf(name);
  return Object.keys(suites)
    .filter(isSuite)
    .flatMap(suite =>
      bundles(suite)
        .filter(({ path }) => parts.length === 0 || parts.some(part => path.includes(part)))
        .sort((one, other) => length(other) - length(one)),
    );
}

const isSuite = (name: string): name is Suite => Object.hasOwn(suites, name);

/** The size of the source: a first guess at how long its tests take. */
const sizeOf = (name: string): number =>
  statSync(join(root, "test", `${name}.test.ts`), { throwIfNoEntry: false })?.size ?? 0;

function bundles(suite: Suite): TestFile[] {
  const folder = join(root, "dist", "test", suite);
  const ending = ".test.mjs";
  // A suite without a file has no folder.
  if (!statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter(file => file.endsWith(ending))
    .map(file => ({
      suite,
      name: `${suite}/${file.slice(0, -ending.length).replaceAll(sep, "/")}`,
      path: join(folder, file),
    }));
}
