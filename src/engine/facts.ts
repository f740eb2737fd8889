import { execFile } from "node:child_process";
import { lstat, opendir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isSecret, isWithin } from "../policy/paths.ts";

/** Where a path leads, links followed; for one that does not exist, where its folder does. Null when neither is known. */
export async function realPathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch {
    const folder = dirname(path);
    if (folder === path) return null;
    const real = await realPathOf(folder);
    // A link to nowhere is something: what it will lead to is not known.
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    return real === null || isThere ? null : join(real, basename(path));
  }
}

/** Whether a path below a root is still there when links are followed; false where nobody can tell. */
export async function isReallyWithin(path: string, root: string): Promise<boolean> {
  const [real, realRoot] = await Promise.all([realPathOf(path), realPathOf(root)]);
  return real !== null && realRoot !== null && isWithin(real, realRoot);
}

const maxEntries = 60_000;
const maxScanMs = 1500;

/** Paths of files with secret-like names below a folder, relative to it, with `/`; null when it is too large to tell. */
export async function secretsBelow(root: string): Promise<readonly string[] | null> {
  const found: string[] = [];
  const folders = [""];
  const end = performance.now() + maxScanMs;
  let entries = 0;
  try {
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for await (const entry of await opendir(join(root, folder))) {
        if (++entries > maxEntries || performance.now() > end) return null;
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (isSecret(entry.name)) found.push(path);
        else if (entry.isDirectory() && entry.name !== ".git") folders.push(path);
      }
    }
  } catch {
    return null; // a folder that may not be read, or went away meanwhile
  }
  return found;
}

/** Keys of git's configuration that make reading commands run a program or reach out (SAFETY S8). */
const risky =
  /^(core\.(fsmonitor|pager|hookspath|sshcommand|gitproxy|askpass|worktree|alternaterefscommand)|pager\..*|diff\.external|diff\..*\.(command|textconv)|filter\..*|gpg\..*|log\.showsignature|include\..*|includeif\..*|extensions\.(partialclone|worktreeconfig)|remote\..*\.(promisor|partialclonefilter)|status\.submodulesummary|diff\.submodule)$/;

/** What the server must be started with, so that git asks nobody and locks nothing. */
export const gitEnvironment = {
  GIT_PAGER: "cat",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
} as const;

const harmlessVariables = new Set<string>([
  ...Object.keys(gitEnvironment),
  "GIT_EDITOR",
  "GIT_ASKPASS",
]);

/**
 * Whether git commands that only read run no program in a repository: its folder is the root itself, without submodules,
 * and neither its configuration nor the environment names one.
 */
export async function isGitHardened(root: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const variables = Object.entries(env).filter(([name]) => name.startsWith("GIT_"));
  if (variables.some(([name]) => !harmlessVariables.has(name))) return false;
  if (Object.entries(gitEnvironment).some(([name, value]) => env[name] !== value)) return false;
  const isFolder = (path: string) =>
    stat(path).then(
      found => found.isDirectory(),
      () => false,
    );
  if (!(await isFolder(join(root, ".git"))) || (await isFolder(join(root, ".git", "modules"))))
    return false;
  const config = await new Promise<string | null>(resolve =>
    execFile(
      "git",
      ["config", "--list", "-z", "--includes"],
      { cwd: root, env, timeout: 3000, maxBuffer: 1024 * 1024, windowsHide: true },
      (error, stdout) => resolve(error ? null : stdout),
    ),
  );
  if (config === null) return false;
  return config.split("\0").every(entry => {
    const [key = "", value = ""] = entry.split("\n");
    return (
      !risky.test(key.toLowerCase()) ||
      (key.toLowerCase() === "core.fsmonitor" && value === "false")
    );
  });
}
