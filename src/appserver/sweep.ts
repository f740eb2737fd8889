import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";

/** In the environment of a server and of all that it starts: a program that left its group is still known by it. */
export const runIdName = "CODEX_EXT_RUN_ID";

/** Ends what a server left running; resolves with the process ids. On Windows nothing outlives its job. */
export async function sweep(runId: string): Promise<readonly number[]> {
  const token = `${runIdName}=${runId}`;
  const left = process.platform === "linux" ? await inProc(token) : await inList(token);
  return left.filter(pid => {
    try {
      return process.kill(pid, "SIGKILL");
    } catch {
      return false; // it ended meanwhile
    }
  });
}

async function inProc(token: string): Promise<number[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter(name => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async pid => {
      // It ended meanwhile, or it belongs to another user: then it is not ours.
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      return environment.split("\0").includes(token) ? Number(pid) : null;
    }),
  );
  return found.filter(pid => pid !== null);
}

function inList(token: string): Promise<number[]> {
  if (process.platform === "win32") return Promise.resolve([]);
  return new Promise(resolve => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    execFile("ps", ["-Aeww", "-o", "pid=,command="], options, (_error, list) =>
      resolve(
        list
          .split("\n")
          .filter(line => line.includes(token))
          .map(line => Number.parseInt(line, 10))
          .filter(pid => pid > 0 && pid !== process.pid),
      ),
    );
  });
}
