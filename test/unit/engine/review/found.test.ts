import { deepEqual, equal } from "node:assert/strict";
import { applyPatch, structuredPatch } from "diff";
import { reportOf } from "../../../../src/engine/review/report.ts";
import { hunksBetween, splitLines, type Hunk } from "../../../../src/engine/review/hunks.ts";
import { compose, find, follow, type FoundHunk } from "../../../../src/engine/review/found.ts";
import { createRandom, type Random } from "../../../support/random.ts";

const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const rounds = 3000;

/** Few different lines, so that they repeat: repeated lines are what confuses a diff. */
function randomText(random: Random): string {
  const end = random.pick(["\n", "\n", "\r\n"]);
  const lines = Array.from({ length: random.below(14) }, () =>
    random.pick(["a", "b", "", "c c", "}", "ü"]),
  );
  const text = lines.join(end);
  return random.below(3) === 0 ? text : text + (text === "" ? "" : end);
}

function randomChange(text: string, random: Random): string {
  const lines = [...splitLines(text)];
  for (let times = random.below(5); times > 0; times--) {
    const at = random.below(lines.length + 1);
    const fresh = Array.from({ length: random.below(3) }, () =>
      random.pick(["a\n", "new\n", "}\n", "x\r\n"]),
    );
    lines.splice(at, random.below(3), ...fresh);
  }
  const changed = lines.join("");
  return random.below(6) === 0 ? changed.replace(/\r?\n$/, "") : changed;
}

/** What lands by another way: a patch of the chosen hunks, applied by a library. */
function independently(before: string, chosen: readonly Hunk[]): string | false {
  const hunks = chosen.map(({ oldStart, oldLines, newStart, newLines }) => ({
    oldStart: oldStart + 1,
    oldLines: oldLines.length,
    newStart: newStart + 1,
    newLines: newLines.length,
    lines: [
      ...oldLines.map(line => `-${line.replace(/\n$/, "")}`),
      ...newLines.map(line => `+${line.replace(/\n$/, "")}`),
    ],
  }));
  const patch = { ...structuredPatch("f", "f", "", ""), hunks };
  return hunks.length === 0 ? before : applyPatch(before, patch, { autoConvertLineEndings: false });
}

describe(`hunks of random texts (seed ${seed})`, () => {
  it("compose to what an independent computation gives, whatever is accepted", () => {
    const random = createRandom(seed);
    let compared = 0;
    for (let round = 0; round < rounds; round++) {
      const before = randomText(random);
      const after = randomChange(before, random);
      const hunks = hunksBetween(before, after);
      const taken = hunks.map(() => random.below(2) === 0);
      const isTaken = (index: number) => taken[index] === true;
      equal(
        compose(before, hunks, () => true),
        after,
      );
      equal(
        compose(before, hunks, () => false),
        before,
      );
      const landed = compose(before, hunks, isTaken);
      // Where a last line without an end is involved, the library cannot take hunks apart.
      const isWhole = [before, after].every(text => text === "" || text.endsWith("\n"));
      const chosen = hunks.filter((_hunk, index) => isTaken(index));
      const expected = isWhole ? independently(before, chosen) : false;
      if (expected === false) continue;
      compared++;
      equal(landed, expected, JSON.stringify({ before, after, taken }));
    }
    equal(compared > rounds / 4, true, `only ${compared} were compared`);
  });

  it("are found again as they were decided", () => {
    const random = createRandom(seed);
    for (let round = 0; round < rounds; round++) {
      const before = randomText(random);
      const hunks = hunksBetween(before, randomChange(before, random));
      const taken = hunks.map(() => random.below(2) === 0);
      const isTaken = (index: number) => taken[index] === true;
      const found = find(before, hunks, isTaken, compose(before, hunks, isTaken));
      deepEqual(
        found.hunks.map(({ state }) => state),
        taken.map(is => (is ? "taken" : "refused")),
      );
      deepEqual(found.edits, []);
    }
  });
});

describe("hunks of large texts", () => {
  const text = (count: number, line: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => `${line(at)}\n`).join("");
  const composed = (before: string, after: string) => {
    const hunks = hunksBetween(before, after);
    equal(
      compose(before, hunks, () => true),
      after,
    );
    equal(
      compose(before, hunks, () => false),
      before,
    );
    return hunks.length;
  };

  it("are as many as there are changes", () => {
    const lines = (every: number) => (at: number) =>
      at % every === 1 ? `// line ${at}` : `line ${at}`;
    equal(
      composed(
        text(20_000, at => `line ${at}`),
        text(20_000, lines(10)),
      ),
      2000,
    );
    equal(
      composed(
        text(5000, at => `line ${at}`),
        text(5000, lines(2)),
      ),
      2500,
    );
  });

  it("are found without end nowhere: few different lines, lines turned round, one line of everything", function () {
    this.timeout(20_000); // each takes a tenth of a second; a search without a bound takes minutes
    for (const [before, after] of [
      [text(20_000, at => `${(at * 7919) % 5}`), text(20_000, at => `${(at * at * 31) % 5}`)],
      [text(20_000, at => `x${at % 2}`), text(20_000, at => `x${(at >> 1) % 2}`)],
      [text(20_000, at => `x${at}`), text(20_000, at => `x${20_000 - at}`)],
      [text(100_000, () => "a"), text(99_000, () => "a")],
      ["x".repeat(2_000_000), "y".repeat(2_000_000)],
    ] as const)
      composed(before, after);
  });
});

describe("a hunk in an edited text", () => {
  const before = "1\n2\n3\n4\n5\n6\n7\n8\n";
  const after = "1\nTWO\n3\n4\n5\n7\n8\nnine\n";
  const hunks = hunksBetween(before, after);
  const states = (isTaken: boolean[], current: string) => {
    const found = find(before, hunks, index => isTaken[index] === true, current);
    return [
      ...found.hunks.map(({ state, range }) => `${state} ${range.start}-${range.end}`),
      ...found.edits.map(({ start, end }) => `edit ${start}-${end}`),
    ];
  };

  it("is where it was when nothing was edited", () =>
    deepEqual(states([true, true, true], after), ["taken 1-2", "taken 5-5", "taken 7-8"]));

  it("moves with what is put above it", () =>
    deepEqual(states([true, true, true], `0\n${after}`), [
      "taken 2-3",
      "taken 6-6",
      "taken 8-9",
      "edit 0-1",
    ]));

  it("is changed when a person edits it, and only that one", () =>
    deepEqual(states([true, true, true], after.replace("TWO", "two!")), [
      "changed 1-2",
      "taken 5-5",
      "taken 7-8",
    ]));

  it("is refused when a person takes it back by hand", () =>
    deepEqual(states([true, true, true], after.replace("TWO", "2").replace("5\n7", "5\n6\n7")), [
      "refused 1-2",
      "refused 5-6",
      "taken 8-9",
    ]));

  it("is taken when a person undoes its refusal", () =>
    deepEqual(states([false, true, true], after), ["taken 1-2", "taken 5-5", "taken 7-8"]));

  it("tells edits beside it", () =>
    deepEqual(states([true, true, true], after.replace("4\n", "four\n")), [
      "taken 1-2",
      "taken 5-5",
      "taken 7-8",
      "edit 3-4",
    ]));

  it("keeps a range without lines where lines are put", () =>
    deepEqual(follow({ start: 3, end: 3 }, hunksBetween("a\nb\nc\nd\n", "a\nb\nc\nX\nd\n")), {
      start: 3,
      end: 4,
    }));
});

describe("the account of a review", () => {
  const before = "1\n2\n3\n4\n";
  const hunks = hunksBetween(before, "ONE\n2\n3\nFOUR\n");
  const found = find(before, hunks, index => index === 0, "ONE\n2\n3\n4\n").hunks;
  const file = {
    path: "a.txt",
    kind: "update",
    movedTo: null,
    decision: "changed",
    failure: null,
    hunks: hunks.map((proposed, index) => ({ proposed, found: found[index] as FoundHunk })),
    edits: [],
  } as const;

  it("says what was taken, what was refused and what the person says", () =>
    equal(
      reportOf(
        [file, { ...file, path: "b.txt", decision: "refused" }],
        [{ path: "a.txt", line: 4, text: "Keep it.\n" }],
        "mixed",
      ),
      `I reviewed this change myself and wrote what I took of it; the files below are on disk as described. The patch is declined only because of that: do not send it again.
a.txt:
- hunk 1 of 2: taken (line 1).
- hunk 2 of 2: refused (line 4); I kept:
  | 4
b.txt: refused; the file is as it was.
My comments:
- a.txt:4: Keep it.`,
    ));

  it("says what was wanted and could not be written", () =>
    equal(
      reportOf([{ ...file, failure: "the disk is full" }], [], "mixed").split("\n")[1],
      "a.txt: I wanted it, but it could not be written (the disk is full); read the file before you go on.",
    ));

  it("stays short for a whole answer", () =>
    equal(reportOf([file], [], "declined"), "I declined this change. None of it was written."));

  it("is bounded", () => {
    const comments = Array.from({ length: 900 }, () => ({
      path: "a",
      line: 1,
      text: "x".repeat(100),
    }));
    equal(reportOf([], comments, "mixed").length < 20_200, true);
  });
});
