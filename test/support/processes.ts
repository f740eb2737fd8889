import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/**
 * Process ids of the app-servers that were started with this CODEX_HOME. A server that starts a program is there twice for
 * a moment: its child has its name until the program is loaded, and does not count.
 */
export function appServers(codexHome: string): readonly number[] {
  if (process.platform === "linux") {
    const named = readdirSync("/proc").filter(
      pid =>
        /^\d+$/.test(pid) &&
        holds(pid, "cmdline", "app-server") &&
        holds(pid, "environ", `CODEX_HOME=${codexHome}`),
    );
    const parentOf = (pid: string) => /^PPid:\s*(\d+)/m.exec(read(pid, "status"))?.[1];
    return named
      .filter(pid => {
        const parent = parentOf(pid);
        return parent !== undefined && !named.includes(parent);
      })
      .map(Number);
  }
  return execFileSync("ps", ["-Aeww", "-o", "pid=,command="], { encoding: "utf8" })
    .split("\n")
    .filter(line => line.includes("app-server") && line.includes(`CODEX_HOME=${codexHome}`))
    .map(line => Number.parseInt(line, 10));
}

/** Processes whose environment holds `NAME=value`, as those have that came from one with it. Linux only. */
export const processesWith = (
  variable: string,
): readonly { readonly pid: number; readonly command: string }[] =>
  readdirSync("/proc")
    .filter(name => /^\d+$/.test(name) && holds(name, "environ", `${variable}\0`))
    .map(pid => ({ pid: Number(pid), command: read(pid, "cmdline").replaceAll("\0", " ") }));

const holds = (pid: string, file: "cmdline" | "environ", text: string): boolean =>
  read(pid, file).includes(text);

function read(pid: string, file: "cmdline" | "environ" | "status"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // gone meanwhile, or somebody else's
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
