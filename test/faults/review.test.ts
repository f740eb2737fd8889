import { said } from "../../src/model/text/say.ts";
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { root as house } from "../../src/build/paths.mjs";
import { hashOf, type DecidedFile } from "../../src/engine/review/prepare.ts";
import { createTransactions } from "../../src/engine/disk/transaction.ts";
import { diskFiles } from "../../src/engine/review/files.ts";
import { createWriting } from "../../src/engine/review/writing.ts";
import { createScope } from "../../src/engine/scope.ts";
import { createStore } from "../../src/engine/store.ts";
import { notify } from "../support/play.ts";
import { createRandom } from "../support/random.ts";
import { createReviewCase, standingBelow, strangersBelow } from "../support/reviewCase.ts";

/** `FOLIO_KILLS=250` for the whole count. */
const kills = Number(process.env["FOLIO_KILLS"] ?? 25);
const place = { threadId: "th", turnId: "tu", itemId: "change" };
const grounds = mkdtempSync(join(tmpdir(), "folio-review-kills-"));
const program = join(grounds, "child.mjs");

const setUp = (seed: number, files = 12, parent = grounds) => {
  const ground = mkdtempSync(join(parent, "run-"));
  const root = join(ground, "ws");
  mkdirSync(root);
  const random = createRandom(seed);
  const it = createReviewCase(random, root, files);
  return { ...it, random, ground, root, folder: join(ground, "ours") };
};
type Run = ReturnType<typeof setUp>;

const start = ({ folder, root, files }: Pick<Run, "folder" | "root" | "files">, uid?: number) => {
  const child = spawn(process.execPath, [program, folder, root], {
    stdio: ["pipe", "pipe", "inherit"],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  child.stdin.end(JSON.stringify(files));
  return child;
};
const over = (child: ChildProcess) =>
  new Promise<void>(resolve => child.once("close", () => resolve()));
/** How long a child takes here from its beginning to its end: the moments to strike at are spread over that. */
async function usualMs(): Promise<number> {
  const times: number[] = [];
  for (let seed = 1; seed <= 3; seed++) {
    const run = setUp(seed);
    const child = start(run);
    const closed = over(child);
    await new Promise(resolve => child.stdout.once("data", resolve));
    const began = performance.now();
    await new Promise(resolve => child.stdout.once("data", resolve));
    times.push(performance.now() - began);
    await closed;
    rmSync(run.ground, { recursive: true, force: true });
  }
  return times.toSorted((left, right) => left - right)[1] ?? 0;
}
/** What a child that is not killed says at its end. */
async function told(child: ReturnType<typeof start>): Promise<{ isAny: boolean; why: string }> {
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  await over(child);
  return JSON.parse(text.split("\n")[1] ?? "") as { isAny: boolean; why: string };
}

/** The next window: it ends what was left, and its state hears what became of the change. */
async function nextStart({ root, folder }: Run) {
  const store = createStore(() => {});
  store.dispatch(
    notify("item/started", {
      ...place,
      startedAtMs: 0,
      item: { type: "fileChange", id: place.itemId, changes: [], status: "inProgress" },
    }),
  );
  const log = () => {};
  const transactions = createTransactions(join(folder, "journal"), () => [root], log);
  await transactions.recover();
  const notices: string[] = [];
  const scope = createScope();
  const writing = createWriting({
    store,
    log,
    scope,
    folder,
    files: diskFiles(transactions),
    warn: what => notices.push(said(what)),
  });
  await writing.recover();
  scope.dispose();
  return {
    outcome: store.state.threads["th"]?.turns[0]?.items[0]?.outcome?.files,
    notices,
    records: existsSync(join(folder, "threads"))
      ? readdirSync(join(folder, "threads")).filter(name => name.endsWith(".json"))
      : [],
  };
}

/** No half file at the moment of the kill; all or nothing after the next start, and that is what is told. */
async function judge(run: Run, what: string): Promise<"before" | "after"> {
  const { root, folder, files, before, after } = run;
  for (const [path, now] of standingBelow(root, after.keys()))
    ok(now === before.get(path) || now === after.get(path), `${what}: ${path} is half`);
  const { outcome, notices, records } = await nextStart(run);
  const states = standingBelow(root, after.keys());
  const isAfter = [...after].every(([path, wanted]) => states.get(path) === wanted);
  if (!isAfter) deepEqual(states, before, what);
  deepEqual(strangersBelow(root), [], what);
  for (const name of ["journal", "begun"].filter(part => existsSync(join(folder, part))))
    deepEqual(
      readdirSync(join(folder, name)).filter(file => /json/.test(file)),
      [],
      what,
    );
  // It was killed before it wrote its note: nothing was written, and there is nothing to tell.
  if (!outcome) return (ok(!isAfter || records.length === 1, what), isAfter ? "after" : "before");
  equal(notices.length, isAfter ? 1 : 0, what);
  deepEqual(
    outcome.map(({ result }) => result),
    files.map(({ result }) => (result === "refused" || isAfter ? result : "failed")),
    what,
  );
  return isAfter ? "after" : "before";
}

describe("a mixed review", () => {
  before(async () => {
    await build({
      absWorkingDir: house,
      entryPoints: ["test/support/reviewChild.ts"],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "warning",
    });
    chmodSync(grounds, 0o755);
  });
  after(() => rmSync(grounds, { recursive: true, force: true }));

  it(`leaves all or nothing when it is killed, and tells which, ${kills} times at any moment`, async function () {
    this.timeout(kills * 2000);
    const ends = { before: 0, after: 0 };
    const longest = await usualMs();
    for (let seed = 1; seed <= kills; seed++) {
      const run = setUp(seed);
      const child = start(run);
      const closed = over(child);
      await new Promise(resolve => child.stdout.once("data", resolve));
      const until = performance.now() + (longest * run.random.below(1300)) / 1000;
      while (performance.now() < until) await new Promise(setImmediate);
      child.kill("SIGKILL");
      await closed;
      ends[await judge(run, `seed ${seed}`)]++;
      rmSync(run.ground, { recursive: true, force: true });
    }
    console.log(`      taken back ${ends.before}, finished ${ends.after}`);
  });

  const unchanged = ({ root, before }: Run, what: string) => {
    deepEqual(standingBelow(root, before.keys()), before, what);
    deepEqual(strangersBelow(root), [], what);
  };

  it("writes nothing where the disk is full, wherever that shows", async function () {
    const disk = mkdtempSync(join(grounds, "disk-"));
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=256k", "folio", disk]);
    if (mounted.status !== 0) {
      console.log("      a small disk cannot be mounted here: skipped");
      this.skip();
    }
    try {
      // From no room at all to nearly enough of it.
      for (let room = 0; room < 12; room++) {
        const run = setUp(900 + room, 12, disk);
        fill(join(disk, "ballast"), room * 4096);
        const result = await told(start(run));
        if (result.isAny) deepEqual(standingBelow(run.root, run.after.keys()), run.after);
        else {
          unchanged(run, `${room} pages free`);
          match(result.why, /disk is full|ENOSPC/);
        }
        rmSync(join(disk, "ballast"));
        rmSync(run.ground, { recursive: true, force: true });
      }
    } finally {
      spawnSync("umount", [disk]);
    }
  });

  it("writes nothing where a folder may not be written", async function () {
    const isRoot = process.getuid?.() === 0;
    const nobody = 65534;
    if (process.platform === "win32") this.skip();
    if (isRoot && spawnSync(process.execPath, ["-v"], { uid: nobody }).status !== 0) {
      console.log("      nobody else may run Node here: skipped");
      this.skip();
    }
    const run = setUp(77);
    mkdirSync(run.folder);
    if (isRoot) spawnSync("chown", ["-R", `${nobody}:${nobody}`, run.ground]);
    mkdirSync(join(run.root, "locked"));
    writeFileSync(join(run.root, "locked", "file.txt"), "locked\n");
    chmodSync(join(run.root, "locked"), 0o555);
    const locked: DecidedFile = {
      path: join(run.root, "locked", "file.txt"),
      movedTo: null,
      turn: 0,
      replaced: null,
      kind: "update",
      result: "part",
      shown: { kind: "bytes", hash: hashOf(Buffer.from("locked\n")) },
      text: "changed\n",
    };
    const files = [...run.files, locked];
    const result = await told(start({ ...run, files }, isRoot ? nobody : undefined));
    equal(result.isAny, false);
    match(result.why, /file\.txt could not be written \(no permission\)/);
    unchanged(run, "locked");
    equal(readFileSync(locked.path, "utf8"), "locked\n");
    chmodSync(join(run.root, "locked"), 0o755);
  });

  it("loses no line that another program appends meanwhile", async () => {
    const ends = { written: 0, refused: 0 };
    const longest = await usualMs();
    for (let seed = 1; seed <= 12; seed++) {
      const run = setUp(5000 + seed);
      const first = run.files.find(({ kind, result }) => kind === "update" && result !== "refused");
      if (!first) continue;
      const child = start(run);
      const result = told(child);
      await new Promise(resolve => child.stdout.once("data", resolve));
      const appended: string[] = [];
      const count = 1 + run.random.below(3);
      for (let line = 0; line < count; line++) {
        const until = performance.now() + (longest * run.random.below(1000)) / 1000;
        while (performance.now() < until) await new Promise(setImmediate);
        appended.push(`appended ${line}\n`);
        appendFileSync(first.path, `appended ${line}\n`);
      }
      const { isAny } = await result;
      ends[isAny ? "written" : "refused"]++;
      const kept = keptTexts(run);
      for (const line of appended) ok(kept.includes(line), `seed ${seed}: ${line} is lost`);
      const others = [...run.after.keys()].filter(path => join(run.root, path) !== first.path);
      deepEqual(
        standingBelow(run.root, others),
        new Map(others.map(path => [path, (isAny ? run.after : run.before).get(path) ?? null])),
        `seed ${seed}`,
      );
      rmSync(run.ground, { recursive: true, force: true });
    }
    console.log(`      written ${ends.written}, stepped back ${ends.refused}`);
  });
});

/** Fills a small disk, and leaves so many bytes free. */
function fill(ballast: string, free: number): void {
  writeFileSync(ballast, "");
  let size = 0;
  try {
    for (; size < 1024 * 1024; size += 4096) appendFileSync(ballast, Buffer.alloc(4096));
  } catch {
    truncateSync(ballast, Math.max(0, size - free)); // it is full: that is what was wanted
  }
}

/** Everything that still can be read: the files, and what was put aside. */
const keptTexts = ({ root, folder }: Pick<Run, "root" | "folder">): string =>
  [root, folder]
    .filter(existsSync)
    .flatMap(where =>
      readdirSync(where, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => readFileSync(join(entry.parentPath, entry.name), "utf8")),
    )
    .join("\n");
