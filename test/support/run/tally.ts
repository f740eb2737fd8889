import type { Result } from "./messages.ts";
import type { TestFile } from "./suites.ts";

/** What a run came to. */
export interface Outcome {
  readonly passed: number;
  /** Titles of tests that failed, with the name of their file. */
  readonly failed: readonly string[];
  /** Those that passed only the second time. */
  readonly flaky: readonly string[];
}

/** Adds up results. */
export interface Tally {
  /** A result that counts; of a file with a second try, those that passed in the first one and all of the second. */
  add(file: TestFile, result: Pick<Result, "passed" | "failed">): void;
  /** Says of what failed in `first` and not in `second` that it is flaky. */
  compare(file: TestFile, first: Result, second: Result): void;
  outcome(): Outcome;
}

export function createTally(): Tally {
  let passed = 0;
  const failed: string[] = [];
  const flaky: string[] = [];
  const named = (file: TestFile, titles: readonly string[]) =>
    titles.map(title => `${file.name}: ${title}`);
  return {
    add(file, result) {
      passed += result.passed.length;
      failed.push(...named(file, result.failed));
    },
    compare(file, first, second) {
      const isMended = (title: string) => !second.failed.includes(title);
      flaky.push(...named(file, first.failed.filter(isMended)));
    },
    outcome: () => ({ passed, failed, flaky }),
  };
}
