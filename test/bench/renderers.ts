/** What the renderer processes of a browser take, as the browser itself tells. One page must be open at a time. */
import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";

export interface Renderers {
  /** CPU time of all renderers so far, in milliseconds; of those that ended meanwhile it knows nothing. */
  cpuMs(): Promise<number>;
  /** Resident memory of all renderers in MB. Linux only; 0 elsewhere. */
  residentMb(): Promise<number>;
}

interface ProcessInfo {
  readonly type: string;
  readonly id: number;
  /** In seconds. */
  readonly cpuTime: number;
}

export function renderers(browser: Browser): Renderers {
  const session = browser.newBrowserCDPSession();
  const list = async (): Promise<readonly ProcessInfo[]> => {
    const { processInfo } = await (await session).send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer");
  };
  return {
    cpuMs: async () => (await list()).reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0),
    residentMb: async () => (await list()).reduce((sum, { id }) => sum + residentKb(id) / 1024, 0),
  };
}

function residentKb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0; // ended meanwhile, or not Linux
  }
}
