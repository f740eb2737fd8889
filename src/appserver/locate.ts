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

/** `Problem` is what may be wrong with a program; the state has its name (`InstallProblem`). */
export type Located<Problem extends string> =
  Found | { readonly ok: false; readonly problem: Problem; readonly message: string };

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
export async function locate(options: LocateOptions) {
  const { configured, env } = options;
  if (configured !== "") {
    if (!isAbsolute(configured))
      return fail(
        "missing",
        `The setting folio.server.path must be an absolute path; it is "${configured}".`,
      );
    return check(configured, "setting", options);
  }
  for (const folder of (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter(isAbsolute)) {
    for (const name of programNames(options.platform)) {
      if (await isFile(join(folder, name))) return check(join(folder, name), "PATH", options);
    }
  }
  return fail(
    "missing",
    "Folio found no Codex. Install it (npm install -g @openai/codex), or set folio.server.path to its program.",
  );
}

const programNames = (platform: NodeJS.Platform): readonly string[] =>
  platform === "win32" ? ["codex.exe", "codex.cmd"] : ["codex"];

async function check(path: string, from: Found["from"], options: LocateOptions) {
  const source = from === "setting" ? "The setting folio.server.path" : "PATH";
  if (!(await isFile(path)))
    return fail("missing", `${source} names ${path}, but there is no such file.`);
  const native = await nativeBinary(path, options);
  if (native === undefined)
    return fail(
      "unusable",
      `${path} is the npm launcher of Codex, but its binary is not installed beside it. Reinstall @openai/codex.`,
    );
  try {
    await access(native, constants.X_OK);
  } catch {
    return fail(
      "notExecutable",
      `${source} names ${native}, which may not be executed. Make it executable (chmod +x), or choose another.`,
    );
  }
  const answer = await askVersion(native, options.env);
  if (!answer.ok) return fail("unusable", `${native} did not tell its version: ${answer.problem}`);
  if (isOlder(answer.version, oldestVersion))
    return fail(
      "tooOld",
      `${native} is Codex ${answer.version}; Folio needs ${oldestVersion} or newer. Update it: npm install -g @openai/codex.`,
    );
  const found: Found = { ok: true, path: native, version: answer.version, from };
  return found;
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

const fail = <Problem extends string>(problem: Problem, message: string) =>
  ({ ok: false, problem, message }) as const;

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isFile(),
    () => false, // whatever the reason: not a file to start
  );

/** ENOEXEC, and what a shell or a loader says of a program of another machine. */
const foreignCodes: readonly unknown[] = ["ENOEXEC", 126, 127];

type VersionAnswer = { ok: true; version: string } | { ok: false; problem: string };

function askVersion(binary: string, env: NodeJS.ProcessEnv): Promise<VersionAnswer> {
  return new Promise(resolve => {
    execFile(
      binary,
      ["--version"],
      { env, timeout: 10_000, windowsHide: true },
      (error, stdout) => {
        const isForeign = error && "code" in error && foreignCodes.includes(error.code);
        if (isForeign) return resolve({ ok: false, problem: "it is no program for this machine" });
        const version = /\b(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
        if (version) resolve({ ok: true, version });
        else
          resolve({
            ok: false,
            problem: error
              ? error.message.slice(0, 200)
              : `it printed "${stdout.slice(0, 80).trim()}"`,
          });
      },
    );
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
