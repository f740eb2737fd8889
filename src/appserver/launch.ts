import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Streams } from "./connection.ts";
import type { EndCause } from "./end.ts";
import { redact } from "./redact.ts";
import { saysWhy } from "./refusals.ts";
import { runIdName, sweep } from "./sweep.ts";

export interface LaunchOptions {
  /** The native binary, never the npm launcher: SIGKILL on the launcher leaves the server alive. */
  readonly binary: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** A line of stderr, clean of escapes and secrets. Only for a log: nothing may depend on it. */
  readonly onLog: (line: string) => void;
}

export interface ServerProcess extends Streams {
  readonly pid: number | undefined;
  /** Resolves once, when the process is gone or could not be started. */
  readonly exited: Promise<EndCause>;
  /** Closes stdin, then asks by SIGTERM after 2 s, then kills after 2 s more. Resolves when the process is gone. */
  stop(): Promise<void>;
  /** Ends a process that hangs, at once. Resolves when it is gone. */
  kill(): Promise<void>;
  /** Why it ended, in its own words: the first `Error:` line of stderr (test/FACTS.md), else its last lines. */
  lastWords(): string;
}

const graceMs = 2000;
const silenceMs = 2000;
const keptLines = 20;

export function launch({ binary, args, env, onLog }: LaunchOptions): ServerProcess {
  const runId = randomUUID();
  const child = spawn(binary, ["app-server", ...args], {
    env: { ...env, [runIdName]: runId },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  const recent: string[] = [];
  let cause: string | undefined;
  readLines(child.stderr, line => {
    const clean = redact(line);
    if (saysWhy(clean)) cause ??= clean;
    recent.push(clean);
    if (recent.length > keptLines) recent.shift();
    onLog(clean);
  });
  const exited = new Promise<EndCause>(resolve => {
    child.once("error", error => {
      if (child.pid !== undefined) return; // only a signal could not be sent: the process lives on
      child.stdout.destroy();
      resolve({ kind: "notStarted", text: error.message });
    });
    child.once("close", (code, signal) => {
      const cause: EndCause = signal
        ? { kind: "signal", signal }
        : { kind: "exit", code: String(code) };
      // What it left running ends with it, also a program in a session of its own.
      void sweep(runId).then(left => {
        if (left.length > 0) onLog(`Ended what the server left running: ${left.join(", ")}`);
        resolve(cause);
      });
    });
  });
  // A program that the server left behind may hold its output open for ever.
  child.once("exit", () => {
    const silence = setTimeout(() => child.stdout.destroy(), silenceMs);
    const endSilence = setTimeout(() => child.stderr.destroy(), silenceMs);
    child.stdout.on("data", () => silence.refresh());
    child.once("close", () => [silence, endSilence].forEach(clearTimeout));
  });
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    child.stdin.end();
    const timers = [
      setTimeout(() => child.kill("SIGTERM"), graceMs),
      setTimeout(() => child.kill("SIGKILL"), 2 * graceMs),
    ];
    await exited;
    timers.forEach(clearTimeout);
  };
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    pid: child.pid,
    exited,
    stop: () => (stopping ??= stop()),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    lastWords: () => cause?.slice(0, 600) ?? recent.slice(-3).join("\n").slice(-600),
  };
}

const maxLogLine = 4096;

/** Lines for a log: the rest of a very long one is dropped, so that a flood costs no memory. */
function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = (lines.pop() ?? "").slice(0, maxLogLine);
    for (const line of lines) if (line.trim()) onLine(line.slice(0, maxLogLine).trimEnd());
  });
}
