import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { root } from "../../../src/build/paths.mjs";
import type { FromWorker, Job, Result } from "./messages.ts";

/** A process that runs one job after another. */
export interface Worker {
  /** Resolves when the job is done; `print` gets what is printed meanwhile. One job at a time. */
  run(job: Job, print: (text: string) => void): Promise<Result>;
  /** Ends the process with all that it started, and resolves when it is gone. */
  close(): Promise<void>;
}

/** How long a worker may take to end what it has started. */
const endingMs = 10_000;

/** Starts a worker. Its process ends by itself as soon as this one is gone. */
export function startWorker(): Worker {
  const child = fork(join(root, "dist", "test", "support", "run", "worker.mjs"), {
    cwd: root,
    silent: true,
    env: { ...process.env, FOLIO_COLOR: process.stdout.isTTY ? "1" : "0" },
  });
  let printTo: (text: string) => void = () => {};
  // What comes past the channel is the last word of a process that breaks.
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => printTo(chunk.toString()));
  const gone = new Promise<void>(resolve => child.once("exit", () => resolve()));
  return {
    run(job, print) {
      printTo = print;
      return runJob(child, job, print);
    },
    async close() {
      if (child.connected) child.disconnect();
      const impatience = setTimeout(() => child.kill("SIGKILL"), endingMs);
      await gone;
      clearTimeout(impatience);
    },
  };
}

function runJob(child: ChildProcess, job: Job, print: (text: string) => void): Promise<Result> {
  return new Promise(resolve => {
    const finish = (result: Result) => {
      child.off("message", onMessage).off("exit", onExit);
      resolve(result);
    };
    // A worker says nothing else.
    const onMessage = (message: FromWorker) => {
      if (message.kind === "output") print(message.text);
      else finish(message);
    };
    const onExit = (code: number | null, signal: string | null) =>
      finish({
        passed: [],
        failed: [`${job.file.name}: its process ended with ${signal ?? code}`],
        left: [],
      });
    if (!child.connected) return onExit(child.exitCode, child.signalCode);
    child.on("message", onMessage).once("exit", onExit);
    child.send(job);
  });
}
