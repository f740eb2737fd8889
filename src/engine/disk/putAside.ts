import { reason, type Reason } from "../../model/text/reason.ts";
import { rename } from "node:fs/promises";
import { basename } from "node:path";
import type { Log } from "../log.ts";
import { isThere } from "./isThere.ts";

/** Says something to the person. */
export type Tell = (what: Reason) => void;

/** Who hears of what happened to a file. */
export interface Speak {
  readonly log: Log;
  readonly tell?: Tell | undefined;
}

/**
 * Moves what stands in the place of a file of ours out of the way, as `NAME.bad-TIME`: it is neither used nor lost, and
 * nothing that was put aside before is overwritten. Gives whether the place is free now.
 */
export async function putAside(file: string, why: unknown, { log, tell }: Speak): Promise<boolean> {
  const stamp = new Date().toISOString().replace(/[:.]/g, "-");
  let aside = `${file}.bad-${stamp}`;
  for (let at = 1; await isThere(aside); at++) aside = `${file}.bad-${stamp}-${at}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return true; // another window was faster
    log("error", `${file} cannot be used, nor put aside: ${String(why)}; ${String(error)}`);
    return false;
  }
  log("warn", `${file} could not be used and was put aside as ${aside}: ${String(why)}`);
  tell?.(reason("notice.putAside", { file: basename(file), aside }));
  return true;
}
