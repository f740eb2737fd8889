import { prompts } from "../prompts.ts";
import { say } from "../say.ts";

const silentMs = 1000;
const longestMs = 60_000;

const after = (ms: number) => new Promise<"late">(resolve => setTimeout(resolve, ms, "late"));

/** Waits until the folders were read before a turn. When that takes long the person sees a notification, and can skip it. */
export async function patience(looking: Promise<void>): Promise<void> {
  if ((await Promise.race([looking, after(silentMs)])) !== "late") return;
  await prompts.progress(say.notice("restore.looking"), cancelled =>
    Promise.race([looking, after(longestMs), cancelled]),
  );
}
