/** What the extension host takes, asked of the bare extension in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { until } from "../support/processes.ts";
import type { VsCodeServer } from "../support/vscodeServer.ts";

export interface HostUse {
  readonly cpuMs: number;
  /** The longest time in which nothing else could run there. */
  readonly longestBlockMs: number;
}

export interface Probe {
  /** Counts from now on. */
  begin(): Promise<void>;
  /** What was taken since `begin`. */
  read(): Promise<HostUse>;
  /** Resolves when the host has been at rest for a second. */
  atRest(): Promise<void>;
  /** Memory after everything unused was let go. */
  memory(): Promise<{ readonly residentMb: number; readonly heapMb: number }>;
}

/** CPU time in a second that VS Code itself takes now and then. */
const restMs = 80;

export function probeOf({ folder }: Pick<VsCodeServer, "folder">): Probe {
  const ask = async (path: string) => {
    const port = readFileSync(join(folder, "probe-port"), "utf8");
    const response = await fetch(`http://127.0.0.1:${port}/${path}`);
    return response.json();
  };
  const begin = async () => void (await ask("begin"));
  const read = async () => (await ask("read")) as HostUse;
  return {
    begin,
    read,
    atRest: () =>
      until(
        "the extension host is at rest",
        async () => {
          await begin();
          await pause(1000);
          return (await read()).cpuMs < restMs;
        },
        120_000,
      ),
    memory: async () => (await ask("memory")) as Awaited<ReturnType<Probe["memory"]>>,
  };
}
