import { execFile } from "node:child_process";
import { dirname } from "node:path";

const maxMs = 3000;
const maxBytes = 64 * 1024 * 1024;

export type RunGit = (args: readonly string[], input?: string) => Promise<string | null>;

/** Runs git in a folder; null where it fails, takes too long or says too much. */
export const gitIn =
  (folder: string, env: NodeJS.ProcessEnv): RunGit =>
  (args, input = "") =>
    new Promise(resolve => {
      const child = execFile(
        "git",
        ["--no-optional-locks", "--no-pager", "-C", folder, ...args],
        {
          // Not the folder itself: Windows would look there for a program named git.
          cwd: dirname(process.execPath),
          env: { ...env, GIT_NO_LAZY_FETCH: "1" },
          timeout: maxMs,
          maxBuffer: maxBytes,
          windowsHide: true,
        },
        (error, stdout) => resolve(error ? null : stdout),
      );
      // A git that ended early closes its input; its exit code tells the rest.
      child.stdin?.on("error", () => child.kill());
      child.stdin?.end(input);
    });

/** Options for git while its configuration is not yet known to be harmless: it runs neither a monitor nor a hook. */
export const unarmed = [
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "diff.autoRefreshIndex=false",
] as const;
