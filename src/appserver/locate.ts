import { execFile } from "node:child_process";
import { constants } from "node:fs";
import { access, readdir, realpath, stat } from "node:fs/promises";
import { basename, delimiter, dirname, isAbsolute, join } from "node:path";

export interface Found {
  readonly ok: true;
  readonly path: string;
  readonly version: string;
  readonly from: "setting" | "PATH";
}

/** What keeps a program from being used, as plain data: faces make words of it. */
export type LocateProblem =
  /** The setting is no absolute path. */
  | { readonly kind: "notAbsolute"; readonly configured: string }
  /** There is no `codex` on PATH. */
  | { readonly kind: "notFound" }
  /** The setting names what is no file. */
  | { readonly kind: "noFile"; readonly path: string }
  /** The npm launcher without the package that holds the program. */
  | { readonly kind: "noBinary"; readonly path: string }
  | { readonly kind: "notExecutable"; readonly path: string }
  | { readonly kind: "notExecutableOnPath"; readonly path: string }
  /** A program of another kind of machine. */
  | { readonly kind: "foreign"; readonly path: string }
  /** It fails when it is asked for its version; `text` is the system's own. */
  | { readonly kind: "fails"; readonly path: string; readonly text: string }
  /** It printed something else when it was asked for its version. */
  | { readonly kind: "noVersion"; readonly path: string; readonly printed: string }
  | {
      readonly kind: "tooOld";
      readonly path: string;
      readonly version: string;
      readonly needed: string;
    };

export type Located = Found | { readonly ok: false; readonly problem: LocateProblem };

/** The oldest server that Folio was tried on. */
const oldestVersion = "0.169.0";
/** The newest one; a newer server is used, and the log says so. */
export const newestTried = "0.169.0";

export interface LocateOptions {
  /** The setting `folio.server.path`; empty when not set. */
  readonly configured: string;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** Finds the native server binary: the setting first, then `codex` on PATH. Runs it once for its version. */
export async function locate(options: LocateOptions): Promise<Located> {
  const { configured, env } = options;
  if (configured !== "") {
    if (!isAbsolute(configured)) return fail({ kind: "notAbsolute", configured });
    return check(configured, "setting", options);
  }
  for (const folder of (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter(isAbsolute)) {
    for (const name of programNames(options.platform)) {
      if (await isFile(join(folder, name))) return check(join(folder, name), "PATH", options);
    }
  }
  return fail({ kind: "notFound" });
}

const programNames = (platform: NodeJS.Platform): readonly string[] =>
  platform === "win32" ? ["codex.exe", "codex.cmd"] : ["codex"];

async function check(path: string, from: Found["from"], options: LocateOptions): Promise<Located> {
  if (!(await isFile(path)))
    return fail(from === "setting" ? { kind: "noFile", path } : { kind: "notFound" });
  const native = await nativeBinary(path, options);
  if (native === undefined) return fail({ kind: "noBinary", path });
  try {
    await access(native, constants.X_OK);
  } catch {
    const kind = from === "setting" ? "notExecutable" : "notExecutableOnPath";
    return fail({ kind, path: native });
  }
  const answer = await askVersion(native, options.env);
  if (typeof answer !== "string") return fail(answer);
  if (isOlder(answer, oldestVersion))
    return fail({ kind: "tooOld", path: native, version: answer, needed: oldestVersion });
  return { ok: true, path: native, version: answer, from };
}

/** `codex` from npm is a JavaScript launcher; the binary lies in the platform's package, beside or below it. */
async function nativeBinary(
  path: string,
  { platform, arch }: LocateOptions,
): Promise<string | undefined> {
  const real = await realpath(path);
  const program = platform === "win32" ? "codex.exe" : "codex";
  if (!/\.(js|mjs|cmd)$/.test(real)) return real;
  const launcher =
    basename(real) === "codex.cmd"
      ? join(dirname(real), "node_modules", "@openai", "codex")
      : dirname(dirname(real));
  const target = `codex-${platform}-${arch}`;
  for (const packages of [join(launcher, "node_modules", "@openai"), dirname(launcher)]) {
    const vendor = join(packages, target, "vendor");
    const triples = await readdir(vendor).catch(() => []); // not this layout
    for (const triple of triples) {
      const binary = join(vendor, triple, "bin", program);
      if (await isFile(binary)) return binary;
    }
  }
  return undefined;
}

const fail = (problem: LocateProblem): Located => ({ ok: false, problem });

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isFile(),
    () => false, // whatever the reason: not a file to start
  );

/** ENOEXEC, and what a shell or a loader says of a program of another machine. */
const foreignCodes: readonly unknown[] = ["ENOEXEC", 126, 127];

/** The version of a program, or why it tells none. */
function askVersion(path: string, env: NodeJS.ProcessEnv): Promise<string | LocateProblem> {
  const options = { env, timeout: 10_000, windowsHide: true };
  return new Promise(resolve => {
    execFile(path, ["--version"], options, (error, stdout) => {
      const version = /\b(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
      if (error && "code" in error && foreignCodes.includes(error.code))
        resolve({ kind: "foreign", path });
      else if (version) resolve(version);
      else if (error) resolve({ kind: "fails", path, text: error.message.slice(0, 200) });
      else resolve({ kind: "noVersion", path, printed: stdout.slice(0, 80).trim() });
    });
  });
}

/** Compares `major.minor.patch`. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map(text => text.split(".").map(Number));
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
