import { randomUUID } from "node:crypto";
import { watch, type FSWatcher } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { report, type Log } from "../log.ts";
import type { Scope } from "../scope.ts";
import { isThere } from "../disk/isThere.ts";

/** What came of asking a window to let go of a thread. `notHeld`: it does not have it. */
export type Release = "released" | "busy" | "notHeld";

export interface HandoverOptions {
  /** A folder of ours that all windows of the person share. */
  readonly folder: string;
  readonly log: Log;
  /** With its end nothing is heard or asked any more. */
  readonly scope: Scope;
  /** Lets go of a thread of this window. */
  release(threadId: string): Promise<Release>;
}

export interface Handover {
  /** Begins to hear what other windows ask for. */
  listen(): Promise<void>;
  /** Asks the other windows for a thread; `noAnswer` when none of them has it, 5 s at most. */
  ask(threadId: string): Promise<"released" | "busy" | "noAnswer">;
}

const longestWaitMs = 5000;
const lookEveryMs = 50;
const forgottenAfterMs = 60_000;

/**
 * Windows hand threads to each other through files: who wants one makes `THREAD~UUID.asked`, and who has it renames that
 * to `.released` or `.busy`.
 */
export function createHandover({ folder, log, scope, release }: HandoverOptions): Handover {
  let watcher: FSWatcher | undefined;
  const own = new Set<string>();

  const answer = async (name: string) => {
    const [, threadId, id] = /^([\w-]+)~([\w-]+)\.asked$/.exec(name) ?? [];
    if (threadId === undefined || id === undefined || own.has(id)) return;
    // `watch` tells of deletions too.
    if (!(await isThere(join(folder, name)))) return;
    const answered = await release(threadId);
    if (answered === "notHeld") return;
    log("info", `Another window asked for thread ${threadId}: ${answered}.`);
    // Who asked may have given up: then there is nothing to rename.
    await rename(join(folder, name), join(folder, `${threadId}~${id}.${answered}`)).catch(() => {});
  };

  return {
    async listen() {
      if (watcher) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if (watcher) return;
      watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null) report(log, "Handing a thread over", answer(name));
      });
      watcher.on("error", error => log("warn", `Threads cannot be handed over: ${error.message}`));
      scope.add({ dispose: () => watcher?.close() });
      for (const name of await readdir(folder)) {
        const file = join(folder, name);
        const entry = await stat(file).catch(() => null); // gone: whoever asked has its answer
        if (entry && Date.now() - entry.mtimeMs > forgottenAfterMs) await rm(file, { force: true });
      }
    },
    async ask(threadId) {
      const id = randomUUID();
      own.add(id);
      const place = (answered: string) => join(folder, `${threadId}~${id}.${answered}`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(place("asked"), "");
      const end = performance.now() + longestWaitMs;
      try {
        while (performance.now() < end) {
          for (const answered of ["released", "busy"] as const)
            if (await isThere(place(answered))) return answered;
          if (!(await scope.pause(lookEveryMs))) break;
        }
        return "noAnswer";
      } finally {
        own.delete(id);
        for (const name of ["asked", "released", "busy"]) await rm(place(name), { force: true });
      }
    },
  };
}
