import { notice } from "../../model/text/sinks.ts";
import { showProgress } from "../surfaces.ts";

const silentMs = 1000;
const longestMs = 60_000;

const after = (ms: number) => new Promise<"late">(resolve => setTimeout(resolve, ms, "late"));

/** Waits for the look through the folders before a turn; the person sees it when it takes long, and may go on without. */
export async function patience(looking: Promise<void>): Promise<void> {
  if ((await Promise.race([looking, after(silentMs)])) !== "late") return;
  await showProgress(
    notice`Looking through the files before this turn. If you cancel, it begins without, and its changes to files cannot be restored.`,
    cancelled => Promise.race([looking, after(longestMs), cancelled]),
  );
}
