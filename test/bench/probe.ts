/** What the extension host takes, asked of the bare extension in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
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
  /** Memory after everything unused was let go. */
  memory(): Promise<{ readonly residentMb: number; readonly heapMb: number }>;
}

export function probeOf({ folder }: Pick<VsCodeServer, "folder">): Probe {
  const ask = async (path: string) => {
    const port = readFileSync(join(folder, "probe-port"), "utf8");
    const response = await fetch(`http://127.0.0.1:${port}/${path}`);
    return response.json();
  };
  return {
    begin: async () => void (await ask("begin")),
    read: async () => (await ask("read")) as HostUse,
    memory: async () => (await ask("memory")) as Awaited<ReturnType<Probe["memory"]>>,
  };
}
