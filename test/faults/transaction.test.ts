import { deepEqual, equal, ok } from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { root as house } from "../../src/build/paths.mjs";
import {
  createTransactions,
  type FileState,
  type FileStep,
} from "../../src/engine/disk/transaction.ts";
import { createRandom } from "../support/random.ts";

/** `FOLIO_KILLS=250` for the whole count. */
const kills = Number(process.env["FOLIO_KILLS"] ?? 12);
/** How many calls are left out between two kills. */
const stride = kills >= 250 ? 1 : 4;
const missing: FileState = { kind: "missing" };

const place = mkdtempSync(join(tmpdir(), "folio-kills-"));
const program = join(place, "child.mjs");

/** A folder with fourteen files of all kinds, and the steps that change it. */
function setUp(seed: number) {
  const random = createRandom(seed);
  const ground = mkdtempSync(join(place, "run-"));
  const root = join(ground, "ws");
  mkdirSync(join(root, "below"), { recursive: true });
  const content = (size: number): FileState => ({
    kind: "file",
    bytes: Buffer.alloc(size, `${random.below(1e9)}\n`),
    mode: random.pick([0o644, 0o600, 0o755]),
  });
  const steps: FileStep[] = [];
  for (let index = 0; index < 14; index++) {
    const path = join(root, index % 3 === 0 ? "below" : "", `f${index}`);
    const size = random.below(200_000);
    const kind = random.below(100) / 100;
    const [expected, wanted]: [FileState, FileState] =
      kind < 0.6
        ? [content(size), content(size + 1)]
        : kind < 0.75
          ? [content(size), missing]
          : kind < 0.9
            ? [missing, content(size)]
            : [{ kind: "link", target: "f0" }, content(size)];
    if (expected.kind === "link") symlinkSync(expected.target, path);
    if (expected.kind === "file") {
      writeFileSync(path, expected.bytes);
      chmodSync(path, expected.mode ?? 0o644);
    }
    steps.push({ path, expected, wanted });
  }
  steps.push({ path: join(root, "new/folder/file"), expected: missing, wanted: content(10) });
  return { ground, root, folder: join(ground, "ours"), steps, random };
}

/** What stands at a path, as text; independent of the product's own way to look. */
function standing(path: string): string {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  if (!entry) return "missing";
  if (entry.isSymbolicLink()) return `link ${readlinkSync(path)}`;
  return `${(entry.mode & 0o777).toString(8)} ${readFileSync(path).toString("base64")}`;
}
const told = (state: FileState): string =>
  state.kind === "file"
    ? `${(state.mode ?? 0).toString(8)} ${Buffer.from(state.bytes).toString("base64")}`
    : state.kind === "link"
      ? `link ${state.target}`
      : "missing";

const input = (steps: readonly FileStep[]) =>
  JSON.stringify(steps, (_key, value: unknown) =>
    typeof value === "object" && value !== null && "type" in value && value.type === "Buffer"
      ? { base64: Buffer.from((value as unknown as { data: number[] }).data).toString("base64") }
      : value,
  );

const over = (child: ChildProcess) =>
  new Promise<void>(resolve => child.once("close", () => resolve()));

/** No half file before anything is mended; and after it everything, or nothing, with nothing left about. */
async function judge(
  { root, folder, steps }: ReturnType<typeof setUp>,
  what: string,
): Promise<"before" | "after"> {
  for (const { path, expected, wanted } of steps)
    ok([told(expected), told(wanted)].includes(standing(path)), `${what}: ${path} is half`);
  await createTransactions(
    folder,
    () => [root],
    (_level, text) => {
      throw new Error(text);
    },
  ).recover();
  const states = steps.map(({ path }) => standing(path));
  const isAfter = steps.every(({ wanted }, index) => told(wanted) === states[index]);
  if (!isAfter)
    deepEqual(
      states.map(state => state.slice(0, 40)),
      steps.map(({ expected }) => told(expected).slice(0, 40)),
      what,
    );
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  deepEqual(
    names.filter(name => name.includes(".folio-")),
    [],
    what,
  );
  equal(existsSync(join(root, "new")), isAfter, what);
  deepEqual(existsSync(folder) ? readdirSync(folder) : [], [], what);
  return isAfter ? "after" : "before";
}

describe("a transaction that is killed", () => {
  before(async () => {
    await build({
      absWorkingDir: house,
      entryPoints: ["test/support/transactionChild.ts"],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "warning",
    });
  });
  after(() => rmSync(place, { recursive: true, force: true }));

  it(`leaves all or nothing, ${kills} times at any moment`, async function () {
    this.timeout(kills * 10_000);
    const ends = { before: 0, after: 0 };
    const wholeMs = await timeOf(setUp(0));
    for (let seed = 1; seed <= kills; seed++) {
      const run = setUp(seed);
      const child = spawn(process.execPath, [program, run.folder, run.root], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      const isOver = over(child);
      child.stdin.end(input(run.steps));
      await new Promise(resolve => child.stdout.once("data", resolve));
      const until = performance.now() + (run.random.below(1000) / 1000) * 1.2 * wholeMs;
      while (performance.now() < until) await new Promise(setImmediate);
      child.kill("SIGKILL");
      await isOver;
      ends[await judge(run, `seed ${seed}`)]++;
      rmSync(run.ground, { recursive: true, force: true });
    }
    console.log(`      taken back ${ends.before}, finished ${ends.after}`);
  });

  it("leaves all or nothing at its calls that change a name", function () {
    this.timeout(stride === 1 ? 300_000 : 60_000);
    if (spawnSync("strace", ["-V"]).error) {
      console.log("      strace is not installed: skipped");
      this.skip();
    }
    return killAtEach(["link,linkat,rename,unlink,mkdir,rmdir", "symlink,fsync,fchmod"]);
  });
});

/** How long it takes undisturbed, from its first word to its last. */
async function timeOf({ root, folder, steps }: ReturnType<typeof setUp>): Promise<number> {
  const child = spawn(process.execPath, [program, folder, root], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const isOver = over(child);
  child.stdin.end(input(steps));
  await new Promise(resolve => child.stdout.once("data", resolve));
  const began = performance.now();
  await isOver;
  return performance.now() - began;
}

/** The system counts calls for each thread by itself, so those of the main thread and of the pool are separate sets. */
async function killAtEach(sets: readonly string[]): Promise<void> {
  let killed = 0;
  for (const calls of sets)
    for (let call = 1, isOver = false; !isOver; call += stride) {
      const run = setUp(7);
      const tracing = ["-f", "-qq", "-o", "/dev/null", "-e", `trace=${calls}`];
      const killing = ["-e", `inject=${calls}:signal=KILL:when=${call}`];
      const { status } = spawnSync(
        "strace",
        [...tracing, ...killing, process.execPath, program, run.folder, run.root],
        { input: input(run.steps), env: { ...process.env, UV_THREADPOOL_SIZE: "1" } },
      );
      await judge(run, `call ${call} of ${calls}`);
      rmSync(run.ground, { recursive: true, force: true });
      isOver = status === 0;
      if (!isOver) killed++;
    }
  ok(killed * stride > 20, `only ${killed} calls were seen`);
  console.log(`      killed at ${killed} calls`);
}
