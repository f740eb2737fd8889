import { reason, type Reason } from "../text/reason.ts";
import type { RateLimitSnapshot, RateLimitWindow } from "../../protocol/types.gen.ts";
import type { State, ThreadState } from "../state.ts";

/** How full the model's window is: tokens of the last request against the window, and their share in percent. */
export function contextUse(
  thread: ThreadState | undefined,
): { used: number; window: number; percentUsed: number } | null {
  const usage = thread?.usage;
  if (!usage?.modelContextWindow) return null;
  const used = usage.last.totalTokens;
  const window = usage.modelContextWindow;
  return { used, window, percentUsed: Math.min(100, Math.round((used / window) * 100)) };
}

/** One rate-limit window with the name that people know it by. */
export interface LimitWindow {
  readonly name: Reason;
  readonly usedPercent: number;
  /** Unix seconds, null when the server did not say. */
  readonly resetsAt: number | null;
}

/** The primary and secondary windows of the limit "codex", or of the only limit there is. */
export function limitWindows(state: State): readonly LimitWindow[] {
  const limits: RateLimitSnapshot | undefined =
    state.rateLimits["codex"] ?? Object.values(state.rateLimits)[0];
  return [limits?.primary, limits?.secondary]
    .filter(window => window != null)
    .map(window => ({
      name: windowName(window),
      usedPercent: window.usedPercent,
      resetsAt: window.resetsAt,
    }));
}

function windowName({ windowDurationMins: minutes }: RateLimitWindow): Reason {
  if (!minutes) return reason("limit.any");
  if (minutes % 10080 === 0)
    return minutes === 10080
      ? reason("limit.week")
      : reason("limit.weeks", { number: minutes / 10080 });
  if (minutes % 1440 === 0)
    return minutes === 1440
      ? reason("limit.day")
      : reason("limit.days", { number: minutes / 1440 });
  if (minutes % 60 === 0) return reason("limit.hours", { number: minutes / 60 });
  return reason("limit.minutes", { number: minutes });
}
