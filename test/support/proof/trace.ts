import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A command to be run in a throw-away folder. */
export interface Run {
  readonly shell: string;
  readonly command: string;
  readonly cwd: string;
}

/** One system call that opens, changes, starts or connects something. */
export interface Call {
  readonly pid: string;
  readonly name: string;
  /** The arguments as strace writes them. */
  readonly args: string;
  /** What came back: a number, with the real path behind a file's; `-1 ENOENT …` for a failure. */
  readonly result: string;
}

/** What a command did. */
export interface Traced {
  readonly calls: readonly Call[];
  readonly output: string;
  /** The shell's exit code; null where the command did not end in time. */
  readonly code: number | null;
}

/** All that can change a file, start a program, reach another process or set the machine. */
const calls =
  "clone,clone3,fork,vfork,open,openat,openat2,creat,execve,execveat,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,rmdir,link,linkat,symlink,symlinkat,chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,truncate,ftruncate,connect,bind,sendto,utimensat,utimes,utime,futimesat,mknod,mknodat,setxattr,lsetxattr,fsetxattr,clock_settime,settimeofday,clock_adjtime,mount,chroot,ptrace";

/** Why commands cannot be watched on this machine; null when they can. */
export function missingTool(): string | null {
  const isThere = (tool: string, ...args: string[]) =>
    spawnSync(tool, args, { stdio: "ignore" }).status === 0;
  if (!isThere("strace", "-f", "-o", "/dev/null", "true")) return "strace does not work here";
  return isThere("bash", "-c", "true") ? null : "bash is missing here";
}

/** Commands run without our rights where we are root: one that does harm after all does none to the machine. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Gives a folder to the user that the commands run as. */
export function handOver(folder: string): void {
  if (nobody.uid !== undefined) spawnSync("chown", ["-hR", `${nobody.uid}:${nobody.gid}`, folder]);
}

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const secondsEach = 8;

/** Runs commands one after the other under one strace. What does not end in time ends the batch, and the rest is run anew. */
export async function traceAll(
  runs: readonly Run[],
  environment: Readonly<Record<string, string>>,
): Promise<Traced[]> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "folio-trace-")));
  try {
    const done: Traced[] = [];
    while (done.length < runs.length)
      done.push(...(await traceBatch(runs.slice(done.length), { place, environment })));
    return done;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

async function traceBatch(
  runs: readonly Run[],
  { place, environment }: { place: string; environment: Readonly<Record<string, string>> },
): Promise<Traced[]> {
  rmSync(place, { recursive: true, force: true });
  for (const name of ["mark", "out"]) mkdirSync(join(place, name), { recursive: true });
  const script = runs.map(({ shell, command, cwd }, at) => {
    const [mark, out] = [join(place, "mark", String(at)), join(place, "out", String(at))];
    writeFileSync(mark, "");
    return `: <${mark}\n(cd ${quote(cwd)} && exec ${shell} -c ${quote(command)}) </dev/null >${out} 2>&1\necho $?`;
  });
  // What reads or writes without an end is stopped by these limits; what waits, by the clock below.
  writeFileSync(
    join(place, "all.sh"),
    `ulimit -f 8192 -t ${secondsEach} -c 0\n${script.join("\n")}\n`,
  );
  handOver(place);
  const log = join(place, "log");
  const codes = await runTraced(
    [
      "-f",
      "--seccomp-bpf",
      "-qq",
      "-y",
      "-s",
      "4096",
      "-e",
      `trace=${calls}`,
      "-e",
      "signal=none",
    ].concat(["-o", log, "bash", join(place, "all.sh")]),
    { cwd: place, environment },
  );
  const byRun = attribute(readFileSync(log, "utf8"), join(place, "mark"));
  const count = Math.min(codes.length + 1, runs.length);
  return Array.from({ length: count }, (_none, at) => ({
    calls: byRun.get(at) ?? [],
    output: readFileSync(join(place, "out", String(at)), "utf8"),
    code: codes[at] ?? null,
  }));
}

/** The exit codes of the commands that ended; fewer than there are when one was waited for in vain. */
function runTraced(
  args: readonly string[],
  { cwd, environment }: { cwd: string; environment: Readonly<Record<string, string>> },
): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn("strace", args, {
      cwd,
      env: environment,
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
      ...nobody,
    });
    let text = "";
    const stop = () => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    };
    let timer = setTimeout(stop, secondsEach * 3000);
    child.stdout.on("data", (data: Buffer) => {
      text += data.toString();
      clearTimeout(timer);
      timer = setTimeout(stop, secondsEach * 3000);
    });
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      resolve(text.split("\n").filter(Boolean).map(Number));
    });
  });
}

/** The calls of each run: a run's begin with the opening of its mark. */
function attribute(log: string, marks: string): Map<number, Call[]> {
  const byRun = new Map<number, Call[]>();
  const begun = new Map<string, string>();
  let current: Call[] = [];
  for (const line of log.split("\n")) {
    const [, pid = "", rest = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(rest)?.[1];
    if (unfinished !== undefined) {
      begun.set(pid, unfinished);
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)?.[1];
    const whole = resumed === undefined ? rest : (begun.get(pid) ?? "") + resumed;
    const [, name, args = "", result = ""] = /^(\w+)\((.*)\) += (.*)$/.exec(whole) ?? [];
    if (name === undefined) continue;
    const mark = args.includes(`"${marks}/`) ? /\/mark\/(\d+)"/.exec(args)?.[1] : undefined;
    if (mark === undefined) current.push({ pid, name, args, result });
    else byRun.set(Number(mark), (current = []));
  }
  return byRun;
}
