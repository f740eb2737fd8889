import { deepEqual, equal, ok } from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createFileReview } from "../../../../src/engine/review/fileReview.ts";
import { landingOf, type Decision } from "../../../../src/engine/review/landing.ts";
import { proposeFiles, type ProposedFile } from "../../../../src/engine/review/propose.ts";
import type { FileUpdateChange } from "../../../../src/protocol/types.gen.ts";
import { readOnlyFiles } from "../../../support/filePorts.ts";
import { createRandom } from "../../../support/random.ts";
import { randomPatch, type RandomPatch, type Wanted } from "../../../support/randomPatch.ts";
import { said, told } from "../../../../src/model/text/say.ts";

const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** A folder with files, and what a patch would make of it. */
function useFolder() {
  let root = "";
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), "folio-proposals-"))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  return {
    at: (name: string) => join(root, name),
    write: (files: Readonly<Record<string, string>>) => {
      rmSync(root, { recursive: true, force: true });
      mkdirSync(root);
      for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    },
    propose: (changes: readonly FileUpdateChange[]) =>
      proposeFiles(
        changes.map(({ path, kind, diff }) => ({
          path: join(root, path),
          kind:
            kind.type === "update" && kind.move_path !== null
              ? { ...kind, move_path: join(root, kind.move_path) }
              : kind,
          diff:
            kind.type === "update" && kind.move_path !== null
              ? diff.replace(/\n\nMoved to: ([^\n]*)$/, `\n\nMoved to: ${root}/$1`)
              : diff,
        })),
        {
          roots: [root],
          name: path => path.slice(root.length + 1),
          files: readOnlyFiles,
          inWords: said,
        },
      ),
  };
}

const review = createFileReview;

const decisionOf = (proposal: ProposedFile, text: string, isRefused: boolean): Decision => ({
  ...proposal,
  text,
  isRefused,
});
const withoutMark = (text: string) => text.replace(/^\ufeff/, "");

describe(`a random patch (seed ${seed})`, () => {
  const folder = useFolder();
  const random = createRandom(seed);
  const counts = { patches: 0, refused: 0, hunks: 0, ordered: 0 };

  /** What lands of decisions, by name; null where a decision would destroy what another one keeps. */
  const land = (files: Readonly<Record<string, string>>, decisions: readonly Decision[]) => {
    const landing = landingOf(decisions);
    if (landing.kind === "clash") return null;
    const result = new Map(Object.entries(files).map(([name, text]) => [name, withoutMark(text)]));
    for (const { path, text } of landing.files) {
      const name = basename(path);
      if (text === null) result.delete(name);
      else result.set(name, text);
    }
    return result;
  };

  const check = async (patch: RandomPatch) => {
    const { files, changes, meant, refused } = patch;
    folder.write(files);
    const proposals = await folder.propose(changes);
    const why = JSON.stringify(patch).slice(0, 2000);
    counts.patches++;
    if (refused) {
      counts.refused++;
      ok(
        proposals.some(({ refusal, isEditable }) => refusal !== null && !isEditable),
        why,
      );
      return;
    }
    deepEqual(
      proposals.flatMap(({ refusal }) => (refusal ? said(refusal) : [])),
      [],
      why,
    );
    if (proposals.some(({ isOurs }) => isOurs)) counts.ordered++;

    // As a whole: what is written or destroyed is what was seen.
    const whole = land(
      files,
      proposals.map(each => decisionOf(each, each.after, false)),
    );
    const expected = finalOf(files, meant, () => true);
    deepEqual(sorted(whole), sorted(expected), why);
    const left = new Set(proposals.flatMap(({ before, replaced }) => [before, replaced]));
    const right = new Set(proposals.map(({ after }) => after));
    for (const name of new Set([...Object.keys(files), ...(expected?.keys() ?? [])])) {
      const [was, is] = [files[name], expected?.get(name)];
      if (was !== undefined && withoutMark(was) !== is)
        ok(left.has(withoutMark(was)), `${name} goes unseen: ${why}`);
      if (is !== undefined && (was === undefined || is !== withoutMark(was)))
        ok(right.has(is), `${name} appears unseen: ${why}`);
    }

    // In part: hunks as a person might decide about them.
    const choice = new Map<Wanted, readonly boolean[]>();
    const decisions = proposals.map(proposal => {
      const wanted = meant.find(({ name }) => folder.at(name) === proposal.path);
      const reviewed = review(proposal);
      const change = changes[proposal.index];
      const parts = change?.kind.type === "update" ? (change.diff.match(/^@@ /gm)?.length ?? 0) : 0;
      ok(proposal.hunks.length >= parts, `fewer hunks than the patch has: ${why}`);
      // One base for all, and some dozens that differ: nobody decides about thousands one by one.
      const base = random.below(2) === 0;
      const odd = new Set(
        proposal.hunks.slice(0, 40).map(() => random.below(proposal.hunks.length)),
      );
      const takes = proposal.hunks.map((_hunk, hunk) => odd.has(hunk) !== base);
      if (wanted) choice.set(wanted, takes);
      if (proposal.kind === "update" || proposal.kind === "move")
        equal(proposal.hunks.length, wanted?.runs.filter(run => run.isChange).length, why);
      counts.hunks += proposal.hunks.length;
      reviewed.decideAll(base);
      for (const hunk of odd) reviewed.decide(hunk, !base);
      deepEqual(
        reviewed.found().hunks.map(({ state }) => state === "taken"),
        takes,
        why,
      );
      return decisionOf(proposal, reviewed.text(), false);
    });
    const landed = land(files, decisions);
    // A deletion, an addition and an overwrite are whole.
    for (const [at, decision] of decisions.entries())
      if (decision.kind === "add" || decision.kind === "overwrite") {
        const proposal = proposals[at];
        decisions[at] = { ...decision, text: proposal?.after ?? "" };
      }
    const partly = land(files, decisions);
    deepEqual(
      sorted(partly),
      sorted(finalOf(files, meant, wanted => choice.get(wanted) ?? true)),
      why,
    );
    ok(landed !== null);
  };

  it("shows everything that it writes or destroys, and lands as an independent computation says", async function () {
    this.timeout(120_000);
    for (let round = 0; round < 400; round++)
      await check(randomPatch(random, 1 + random.below(24)));
    ok(counts.hunks > 200 && counts.ordered > 1 && counts.refused > 1, JSON.stringify(counts));
  });

  it("does so for files of 20,000 lines too", async function () {
    this.timeout(120_000);
    for (let round = 0; round < 3; round++) await check(randomPatch(random, 20_000));
  });
});

type Choice = readonly boolean[] | true;

/** What the meant order leaves behind, computed from the lines that the patch was made of. */
function finalOf(
  files: Readonly<Record<string, string>>,
  meant: readonly Wanted[],
  choiceOf: (wanted: Wanted) => Choice,
): ReadonlyMap<string, string> {
  const result = new Map(Object.entries(files).map(([name, text]) => [name, withoutMark(text)]));
  for (const wanted of meant) {
    const choice = wanted.kind === "update" ? choiceOf(wanted) : true;
    let hunk = 0;
    const text = wanted.runs
      .map(({ isChange, removed, added, kept }) =>
        isChange ? (choice === true || choice[hunk++] === true ? added : removed) : kept,
      )
      .join("");
    if (wanted.kind === "delete" || wanted.target !== null) result.delete(wanted.name);
    if (wanted.kind !== "delete") result.set(wanted.target ?? wanted.name, withoutMark(text));
  }
  return result;
}

const sorted = (map: ReadonlyMap<string, string> | null) =>
  map && [...map].toSorted(([left], [right]) => (left < right ? -1 : 1));

describe("a proposal", () => {
  const folder = useFolder();
  const update = (path: string, diff: string, move_path: string | null = null) => ({
    path,
    kind: { type: "update", move_path } as const,
    diff: move_path === null ? diff : `${diff}\n\nMoved to: ${move_path}`,
  });
  const one = async (change: FileUpdateChange) => {
    const [proposal] = await folder.propose([change]);
    ok(proposal);
    return proposal;
  };

  it("keeps words of the file that look like the server's own trailer", async () => {
    folder.write({ a: "x\n" });
    for (const [text, shown] of [
      ["+\n+Moved to: docs/archive.md\n", "x\n\nMoved to: docs/archive.md\n"],
      ["+Moved to: a\n", "x\nMoved to: a\n"],
    ] as const) {
      const count = text.split("\n").length;
      const diff = `@@ -1 +1,${count} @@\n x\n${text}`;
      equal((await one(update("a", diff))).after, shown);
      equal((await one(update("a", diff, "b"))).after, shown);
    }
  });

  it("is refused where nothing of the file would be left", async () => {
    folder.write({ "notes.md": "one\n" });
    const proposal = await one(update("notes.md", "@@ -1 +1 @@\n-one\n+ONE\n", "notes.md"));
    ok(
      /^Decline it: .* onto itself/.test(told(proposal.refusal ?? "")),
      JSON.stringify(proposal.refusal),
    );
    equal(proposal.isEditable, false);
    deepEqual([proposal.before, proposal.after], ["one\n", "ONE\n"]);
  });

  it("is refused for moves in a circle and for two texts at one place", async () => {
    folder.write({ a: "a\n", b: "b\n" });
    const circle = await folder.propose([
      update("a", "@@ -1 +1 @@\n-a\n+A\n", "b"),
      update("b", "@@ -1 +1 @@\n-b\n+B\n", "a"),
    ]);
    ok(circle.every(({ refusal }) => /circle/.test(told(refusal ?? ""))));
    const twice = await folder.propose([
      update("a", "@@ -1 +1 @@\n-a\n+A\n", "c"),
      update("b", "@@ -1 +1 @@\n-b\n+B\n", "c"),
    ]);
    ok(twice.every(({ refusal }) => /which comes last/.test(told(refusal ?? ""))));
  });

  it("shows what a move overwrites", async () => {
    folder.write({ a: "a\n", b: "old b\n" });
    const proposal = await one(update("a", "@@ -1 +1 @@\n-a\n+A\n", "b"));
    deepEqual([proposal.replaced, proposal.after, proposal.isOurs], ["old b\n", "A\n", false]);
    ok(
      proposal.warnings.some(text => said(text).includes("moves to, b. It would be overwritten.")),
    );
  });

  it("is written by Folio where only one order of its changes ends as shown", async () => {
    folder.write({ a: "a\n", b: "old b\n" });
    const proposals = await folder.propose([
      { path: "b", kind: { type: "delete" }, diff: "old b\n" },
      update("a", "@@ -1 +1 @@\n-a\n+A\n", "b"),
    ]);
    ok(proposals.every(({ isOurs, refusal }) => isOurs && refusal === null));
    const decisions = proposals.map(each => decisionOf(each, each.after, false));
    deepEqual(landingOf(decisions), {
      kind: "lands",
      files: [
        { path: folder.at("b"), text: "A\n", from: folder.at("a") },
        { path: folder.at("a"), text: null, from: folder.at("a") },
      ],
    });
    // Who keeps the file does not lose it to the move.
    const [kept, moved] = decisions;
    ok(kept && moved);
    equal(landingOf([{ ...kept, isRefused: true }, moved]).kind, "clash");
  });

  for (const [name, bytes] of [
    ["Latin-1", Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a])],
    ["UTF-16 without zero bytes", Buffer.from("\u4e2d\u6587\u5b57\u7b26".repeat(20), "utf16le")],
  ] as const)
    it(`does not take ${name} for text`, async () => {
      folder.write({});
      writeFileSync(folder.at("a"), bytes);
      const proposal = await one({ path: "a", kind: { type: "add" }, diff: "new\n" });
      equal(proposal.kind, "overwrite");
      equal(proposal.isEditable, false);
      ok(proposal.warnings.some(text => said(text).includes("cannot be shown")));
    });

  it("takes hunks of mixed line ends apart, and lets nobody type there", async () => {
    folder.write({ a: "1\r\n2\n3\r4\n5\r\n6\n" });
    const diff = "@@ -1,3 +1,3 @@\n 1\r\n-2\n+TWO\r\n 3\r@@ -5,2 +5,2 @@\n 5\r\n-6\n+SIX\r\n";
    const proposal = await one(update("a", diff));
    deepEqual([proposal.isEditable, proposal.isTypable], [true, false]);
    const reviewed = review(proposal);
    reviewed.decide(0, false);
    equal(reviewed.text(), "1\r\n2\n3\r4\n5\r\nSIX\r\n");
    equal(reviewed.found().hunks[1]?.range.start, 5);
  });

  it("does not hang on a forged header, and takes nothing of it", async () => {
    folder.write({ a: "x\n" });
    for (const header of [
      "@@ -99999999999,1 +1 @@",
      "@@ -1,99999999999 +1 @@",
      "@@ -999999999 +999999999 @@",
      "@@ -1 +1,999999999 @@",
    ]) {
      const proposal = await one(update("a", `${header}\n-nothing\n+y\n`));
      ok(/no longer fits/.test(told(proposal.refusal ?? "")), header);
      equal(proposal.after, "x\n");
    }
  });

  it("does not wait for a pipe", async function () {
    if (process.platform === "win32") return this.skip();
    const { execFileSync } = await import("node:child_process");
    folder.write({});
    execFileSync("mkfifo", [folder.at("a")]);
    const proposal = await one({ path: "a", kind: { type: "add" }, diff: "new\n" });
    ok(proposal.warnings.some(text => said(text).includes("no ordinary file")));
    ok(existsSync(folder.at("a")));
  });
});
