import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Process ids of the app-servers that were started with this CODEX_HOME. */
export function appServers(codexHome: string): readonly number[] {
  if (process.platform === "linux")
    return readdirSync("/proc")
      .filter(name => /^\d+$/.test(name))
      .filter(
        pid =>
          holds(pid, "cmdline", "app-server") && holds(pid, "environ", `CODEX_HOME=${codexHome}`),
      )
      .map(Number);
  return execFileSync("ps", ["-Aeww", "-o", "pid=,command="], { encoding: "utf8" })
    .split("\n")
    .filter(line => line.includes("app-server") && line.includes(`CODEX_HOME=${codexHome}`))
    .map(line => Number.parseInt(line, 10));
}

function holds(pid: string, file: "cmdline" | "environ", text: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8").includes(text);
  } catch {
    return false; // gone meanwhile, or somebody else's
  }
}

/** Resolves once `isTrue` holds; rejects with `what` after `ms`. */
export async function until(
  what: string,
  isTrue: () => boolean | Promise<boolean>,
  ms = 15_000,
): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Waited ${ms / 1000} s in vain: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
