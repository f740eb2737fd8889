import { realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { isHidden, isSecret, isWithin } from "../../../src/policy/paths.ts";
import { canary } from "../folders.ts";
import type { Judged } from "../oracle.ts";
import type { Call, Run, Traced } from "./trace.ts";

/** What every program reads before its own work begins: the loader, locales, public data. */
const everybody =
  /^\/(?:lib|lib64|usr\/lib|usr\/local\/lib|usr\/share|usr\/libexec)\/|^\/etc\/(?:ld\.so\.\w+|locale\.alias)$|^\/dev\/(?:null|tty|urandom)$|^\/usr\/lib\/locale|^\/proc\/(?:\d+\/(?:maps|stat|status|loginuid|cgroup|mountinfo|mounts|filesystems|exe)|filesystems|meminfo|stat|sys\/kernel\/\w+|sys\/vm\/\w+)$|^\/sys\/(?:fs\/cgroup|devices\/system\/cpu)\b/;
const users = /^\/etc\/(?:passwd|group|nsswitch\.conf|host\.conf|hosts|resolv\.conf|gai\.conf)$/;
const times = /^\/etc\/(?:localtime|timezone)$/;
/** What else a program reads on its own, whatever it is asked. */
const own: Readonly<Record<string, RegExp>> = {
  bash: users,
  zsh: new RegExp(`${users.source}|^/etc/zsh/`),
  ls: new RegExp(`${users.source}|${times.source}`),
  id: users,
  whoami: users,
  groups: users,
  stat: new RegExp(`${users.source}|${times.source}`),
  find: new RegExp(`${users.source}|${times.source}`),
  tree: users,
  date: times,
  diff: times,
  uptime: /^\/(?:proc\/(?:uptime|loadavg)|(?:var\/)?run\/utmp|etc\/localtime)$/,
  file: /^\/etc\/(?:magic|magic\.mime)$/,
  df: /^\/proc\//,
  nproc: /^\/proc\//,
  which: /^\/usr\/bin\/which/,
  egrep: /^\/usr\/bin\/egrep$/,
  fgrep: /^\/usr\/bin\/fgrep$/,
  node: /^\/(?:proc|sys|usr|etc\/ssl)\//,
  python: /^\/(?:proc|sys|usr|etc\/python3)\b/,
  python3: /^\/(?:proc|sys|usr|etc\/python3)\b/,
  git: new RegExp(`${users.source}|${times.source}|^/etc/gitconfig$`),
};
/** Programs that a program is made of. */
const parts: Readonly<Record<string, readonly string[]>> = {
  which: ["sh", "dash", "which"],
  egrep: ["sh", "dash", "grep"],
  fgrep: ["sh", "dash", "grep"],
};

/** What a search reads to know what to leave out. */
const rules =
  /(?:^|\/)(?:\.gitignore|\.ignore|\.rgignore|\.git\/info\/exclude|\.git\/commondir|\.git)$/;

const forks = new Set(["clone", "clone3", "fork", "vfork"]);

export interface Proof {
  readonly run: Run;
  readonly judged: Judged;
  /** Programs that the command names. */
  readonly programs: readonly string[];
  readonly root: string;
}

/** What a command did that its verdict did not say; null when it kept to it. */
export function findBreach(proof: Proof, { calls, output, code }: Traced): string | null {
  if (code === null || code === 137 || code === 152 || code === 153) return "did not end";
  if (output.includes(canary)) return "printed a secret";
  const programs = new Map<string, string>();
  const parents = new Map(
    calls
      .filter(({ name }) => forks.has(name))
      .map(({ pid, result }): [string, string] => [result, pid]),
  );
  // A thread or a child is what its parent was, until it becomes another program.
  const programOf = (pid: string | undefined): string =>
    pid === undefined ? proof.run.shell : (programs.get(pid) ?? programOf(parents.get(pid)));
  for (const call of calls) {
    const program = programOf(call.pid);
    const breach = breachOf(call, program, proof);
    if (breach !== null) return breach;
    if (call.name === "execve" && call.result === "0")
      programs.set(call.pid, basename(pathIn(call.args)));
  }
  return null;
}

function breachOf(call: Call, program: string, proof: Proof): string | null {
  const { name, args, result } = call;
  const path = pathIn(args);
  if (forks.has(name)) return null;
  // Git keeps its index fresh, even where it is told to lock nothing; that runs a hook, so hooks are looked for.
  if (
    program === "git" &&
    isWithin(path, join(proof.root, ".git")) &&
    /\/index(\.lock)?$/.test(path)
  )
    return null;
  switch (name) {
    case "execve":
      return execBreach(path, result, proof);
    case "open":
    case "openat":
    case "openat2":
      return isWriting(args)
        ? writeBreach(path, args)
        : result.startsWith("-1")
          ? null
          : readBreach(
              realPathIn(result),
              { program, isFolder: args.includes("O_DIRECTORY") },
              proof,
            );
    case "connect":
      // The C library asks a daemon of the machine for users' names.
      return args.includes("/nscd/socket") ? null : `connected to ${args}`;
    case "sendto":
      return args.includes("NETLINK") ? null : `sent ${args}`;
    default:
      return `called ${name}(${args}) = ${result}`;
  }
}

const isWriting = (args: string): boolean => /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND/.test(args);

const writeBreach = (path: string, args: string): string | null =>
  /^\/dev\/(?:null|tty)$/.test(path) || /\/folio-trace-\w+\/out\/\d+$/.test(path)
    ? null
    : `opened for writing: ${args}`;

function execBreach(path: string, result: string, { programs, run, root }: Proof): string | null {
  if (!result.startsWith("0")) return isWithin(path, root) ? `tried to run ${path}` : null;
  const known = [run.shell, ...programs, ...programs.flatMap(program => parts[program] ?? [])];
  if (programs.includes("git") && /\/git-core\/git(?:-\w+)?$/.test(path)) return null;
  return /^\/(?:usr\/(?:local\/)?)?bin\//.test(path) && known.includes(basename(path))
    ? null
    : `ran ${path}`;
}

function readBreach(
  path: string,
  { program, isFolder }: { program: string; isFolder: boolean },
  { judged, root, programs }: Proof,
): string | null {
  if (!isWithin(path, root)) {
    const isOwn = [program, ...programs.filter(name => parts[name] && program !== name)].some(
      name => own[name]?.test(path),
    );
    const isSystem = everybody.test(path) || isOwn;
    // A search asks the folders above for what to leave out, and git for where the repository ends.
    const isAbove = isFolder && `${root}/`.startsWith(path === "/" ? "/" : `${path}/`);
    return isSystem || isAbove ? null : `${program} opened ${path}`;
  }
  if (isFolder || program === "git" || (program === "rg" && rules.test(path))) return null;
  const within = path.slice(root.length);
  if (isHidden(within) || isSecret(within)) return `${program} opened the secret ${path}`;
  const isNamed = [...judged.named].some(name => realOf(name) === path);
  const isBelow = [...judged.surveyed].some(folder => isWithin(path, realOf(folder)));
  return isNamed || isBelow ? null : `${program} opened ${path}, which nobody named`;
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** The first text among a call's arguments. */
const pathIn = (args: string): string => decode(/"((?:[^"\\]|\\.)*)"/.exec(args)?.[1] ?? "");

/** strace writes `3</real/path>` for an opened file. */
const realPathIn = (result: string): string =>
  join("/", decode(/^\d+<(.*?)(?:<char [\d:]+>)?>$/.exec(result)?.[1] ?? result));

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", v: "\v", f: "\f" };

/** Bytes as strace writes them: octal numbers and the escapes of C. */
function decode(text: string): string {
  const bytes = text.replaceAll(/\\([0-7]{1,3}|.)/g, (_all, code: string) =>
    /^[0-7]/.test(code) ? String.fromCodePoint(Number.parseInt(code, 8)) : (escapes[code] ?? code),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
