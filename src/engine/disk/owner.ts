import { readFileSync } from "node:fs";
import { codeOf } from "./codeOf.ts";

/** A process that owns something on disk. */
export interface Owner {
  readonly pid: number;
  /** When it began, as the system counts; "" where that cannot be found out. A number alone may be another process's by now. */
  readonly began: string;
}

export const ownOwner = (): Owner => ({ pid: process.pid, began: beginningOf(process.pid) });

/** Whether a process still lives; true for one that only seems to, where the system does not tell more. */
export function isAlive({ pid, began }: Owner): boolean {
  try {
    if (pid <= 0 || !process.kill(pid, 0)) return false;
  } catch (error) {
    // It lives, and belongs to somebody else.
    if (codeOf(error) !== "EPERM") return false;
  }
  return began === "" || beginningOf(pid) === began;
}

/** Field 22 of /proc/PID/stat (proc(5)); the name before it may hold blanks and brackets. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? "ended" : `${boot} ${fields[18] ?? ""}`;
  } catch {
    return ""; // no such system, or the process has just ended
  }
}

export const isOwner = (value: unknown): value is Owner =>
  typeof value === "object" &&
  value !== null &&
  "pid" in value &&
  typeof value.pid === "number" &&
  "began" in value &&
  typeof value.began === "string";
