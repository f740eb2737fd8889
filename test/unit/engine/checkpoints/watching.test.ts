import { deepEqual, equal, ok } from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { WatchPath } from "../../../../src/engine/checkpoints/watcher.ts";
import { setUp } from "../../../support/checkpoints.ts";
import { notify, turnOf } from "../../../support/play.ts";
import { until } from "../../../support/processes.ts";
import { createRandom, type Random } from "../../../support/random.ts";

/** What stands in a folder, by path, as the checkpoints mark it. */
function standing(folder: string, marks: Record<string, string> = {}): Record<string, string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const entry = lstatSync(path);
    if (entry.isSymbolicLink()) marks[path] = `-> ${readlinkSync(path)}`;
    else if (entry.isDirectory()) {
      marks[path] = "/";
      standing(path, marks);
    } else {
      const hash = createHash("sha256").update(readFileSync(path)).digest("hex");
      marks[path] = `${hash} ${(entry.mode & 0o7777).toString(8)}`;
    }
  }
  return marks;
}

type Marks = Readonly<Record<string, string>>;

const between = (before: Marks, after: Marks) =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter(path => before[path] !== after[path])
      .toSorted()
      .map(path => [path, { before: before[path] ?? null, after: after[path] ?? null }]),
  );

/** Does something to the files of a folder, as a person, a build or a tool might. */
function act(random: Random, root: string): void {
  const all = Object.entries(standing(root));
  const files = all.filter(([, mark]) => mark !== "/").map(([path]) => path);
  const folders = [root, ...all.filter(([, mark]) => mark === "/").map(([path]) => path)];
  const fresh = () => join(random.pick(folders), `n${random.below(1000)}`);
  const file = files.length > 0 ? random.pick(files) : fresh();
  const isFile = existsSync(file) && lstatSync(file).isFile();
  const acts: (() => void)[] = [
    () => writeFileSync(file, `${random.below(10)}`),
    () => writeFileSync(fresh(), `${random.below(10)}`),
    () => rmSync(file, { force: true }),
    () => renameSync(file, `${file}r`),
    () => isFile && chmodSync(file, random.pick([0o644, 0o600])),
    () => symlinkSync(`to${random.below(10)}`, fresh()),
    () => {
      // As long as before, with the old time: only the time of its change tells.
      if (!isFile) return;
      const { mtime, atime } = lstatSync(file);
      writeFileSync(file, `${random.below(10)}`);
      utimesSync(file, atime, mtime);
    },
    () => {
      // As an editor saves.
      writeFileSync(`${file}.tmp`, `${random.below(10)}`);
      renameSync(`${file}.tmp`, file);
    },
    () => {
      const folder = fresh();
      mkdirSync(join(folder, "in"), { recursive: true });
      writeFileSync(join(folder, "in", "deep"), `${random.below(10)}`);
    },
    () => {
      const folder = random.pick(folders);
      if (folder !== root) renameSync(folder, `${folder}m`);
    },
    () => {
      const folder = random.pick(folders);
      if (folder !== root) rmSync(folder, { recursive: true });
    },
    () => {
      const folder = random.pick(folders);
      if (folder === root) return;
      rmSync(folder, { recursive: true });
      if (random.below(2) === 0) writeFileSync(folder, "a file now");
      else mkdirSync(folder);
    },
  ];
  try {
    random.pick(acts)();
  } catch (error) {
    // Such as to put a file where a folder stands.
    ok(error instanceof Error && "code" in error, String(error));
  }
}

const times = (count: number, work: () => void) => {
  for (let at = 0; at < count; at++) work();
};

function begin(seed: number, watchPath?: WatchPath) {
  const random = createRandom(seed);
  const checking = setUp(watchPath ? { watchPath } : {});
  const root = checking.path("");
  for (let at = 0; at < 20; at++) checking.write(`${at % 3}/${at % 2}/f${at}`, `${at % 10}`);
  const tell = (method: "turn/started" | "turn/completed", id: string) =>
    checking.store.dispatch(
      notify(method, {
        threadId: "th",
        turn: turnOf(id, method === "turn/started" ? "inProgress" : "completed"),
      }),
    );
  /** What is kept of a turn. */
  const filesOf = async (id: string) => {
    const files = (await checking.checkpoints.changes("th", id))?.files ?? {};
    return Object.fromEntries(Object.entries(files));
  };
  return { ...checking, random, root, tell, filesOf, act: () => act(random, root) };
}

/** Whether all that a program did until now is older than a clock's tick, so that its time tells when it was. */
async function letTheClockTick(): Promise<void> {
  const now = Date.now();
  await until("the clock ticks", () => Date.now() > now + 60);
}

const seeds = Array.from({ length: 12 }, (_, at) => at + 1);

describe("checkpoints while files change", () => {
  for (const seed of seeds)
    it(`keep what Codex changed and nothing else, also where a turn begins in the middle of it (${seed})`, async () => {
      /** What the person still does while a turn begins: whenever the system tells of something. */
      let left = 0;
      const busy: WatchPath = (path, { hear }) =>
        watch(path, { persistent: false }, (_event, name) => {
          if (left === 0 || random.below(2) === 0) return hear(name);
          left--;
          act();
          if (!basename(path).startsWith("fences-")) return hear(name);
          // The system tells in order: of this file when it is touched after what the person did.
          utimesSync(join(path, name ?? ""), new Date(), new Date());
        });
      const { random, root, tell, filesOf, act, checkpoints } = begin(seed, busy);
      await checkpoints.warmUp();
      for (const id of ["t1", "t2", "t3", "t4"]) {
        times(random.below(4), act);
        left = random.below(4);
        await checkpoints.prepare("th");
        left = 0;
        const before = standing(root);
        tell("turn/started", id);
        times(random.below(5), act);
        if (random.below(2) === 0) await new Promise(setImmediate);
        times(random.below(3), act);
        const after = standing(root);
        tell("turn/completed", id);
        await checkpoints.flush();
        deepEqual(await filesOf(id), between(before, after), id);
      }
      checkpoints.end();
    });

  for (const seed of seeds)
    it(`keep turns apart that follow each other at once (${seed})`, async () => {
      const { random, root, tell, filesOf, act, checkpoints } = begin(seed);
      await checkpoints.warmUp();
      const expected: Record<string, unknown> = {};
      for (const id of ["t1", "t2", "t3", "t4"]) {
        await checkpoints.prepare("th");
        const before = standing(root);
        tell("turn/started", id);
        times(1 + random.below(4), act);
        expected[id] = between(before, standing(root));
        tell("turn/completed", id);
      }
      await checkpoints.flush();
      for (const [id, files] of Object.entries(expected)) deepEqual(await filesOf(id), files, id);
      checkpoints.end();
    });

  for (const seed of seeds)
    it(`find out what a watcher did not hear, or heard too late (${seed})`, async () => {
      const deaf = createRandom(seed);
      const badly: WatchPath = (path, { hear }) => {
        const isFence = basename(path).startsWith("fences-");
        return watch(path, { persistent: false }, (_event, name) => {
          const chance = isFence ? 0 : deaf.below(3);
          if (chance === 0) hear(name);
          if (chance === 1) setTimeout(hear, 1 + deaf.below(30), name);
        });
      };
      const { random, root, tell, filesOf, act, checkpoints } = begin(seed, badly);
      await checkpoints.warmUp();
      for (const id of ["t1", "t2", "t3", "t4"]) {
        times(1 + random.below(4), act);
        await letTheClockTick();
        await checkpoints.prepare("th");
        const before = standing(root);
        tell("turn/started", id);
        // A model takes longer than the comparison to think of what it writes.
        await checkpoints.flush();
        times(1 + random.below(4), act);
        const after = standing(root);
        await letTheClockTick();
        tell("turn/completed", id);
        await checkpoints.flush();
        deepEqual(await filesOf(id), between(before, after), id);
      }
      checkpoints.end();
    });

  it("look at everything where the watcher fails, falls silent or is flooded", async () => {
    for (const how of ["throws", "fails", "is silent", "is flooded"]) {
      const silent: WatchPath = (path, { hear, fail }) => {
        if (how === "throws") throw new Error("No watches are left.");
        if (basename(path).startsWith("fences-")) {
          if (how === "is silent") return { close: () => {} };
          return watch(path, { persistent: false }, (_event, name) => hear(name));
        }
        if (how === "fails") setImmediate(fail, new Error("It broke."));
        if (how === "is flooded") setImmediate(times, 6000, () => hear(`${Math.random()}`));
        return { close: () => {} };
      };
      const { root, write, tell, filesOf, checkpoints } = begin(1, silent);
      await checkpoints.warmUp();
      write("mine", "1");
      await checkpoints.prepare("th");
      tell("turn/started", "t1");
      write("codex", "1");
      tell("turn/completed", "t1");
      await checkpoints.flush();
      deepEqual(Object.keys(await filesOf("t1")), [join(root, "codex")], how);
      checkpoints.end();
    }
  });

  it("leave no watcher and no file behind that nobody needs", async () => {
    let open = 0;
    const counted: WatchPath = path => {
      open++;
      ok(existsSync(dirname(path)));
      return { close: () => void open-- };
    };
    const { checkpoints, kept } = begin(1, counted);
    await checkpoints.warmUp();
    ok(open > 0);
    checkpoints.end();
    equal(open, 0);
    await until(
      "its folder is gone",
      () => !readdirSync(kept).some(name => name.startsWith("fences")),
    );
  });
});
