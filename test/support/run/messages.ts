import type { TestFile } from "./suites.ts";

/** What the runner has a worker do: one file, or only some tests of it. */
export interface Job {
  readonly file: TestFile;
  /** Whole titles of tests. */
  readonly only?: readonly string[];
}

/** What became of the tests of a job. A hook that fails counts as a test that fails. */
export interface Result {
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  /** Tests that a failed hook kept from running. */
  readonly left: readonly string[];
}

/** What a worker says: what it printed, in pieces, and last the result of its job. */
export type FromWorker =
  { readonly kind: "output"; readonly text: string } | ({ readonly kind: "result" } & Result);
