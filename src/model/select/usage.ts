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
  /** Null once the window was reset since the server told of it: what was used before counts no more. */
  readonly usedPercent: number | null;
  /** Unix seconds, null when the server did not say. */
  readonly resetsAt: number | null;
}

const isOver = ({ resetsAt }: RateLimitWindow, now: number): boolean =>
  resetsAt !== null && resetsAt * 1000 <= now;

/** The share that is used of the window of which most is, and when that resets; 0 where nothing is known. */
export const fullestWindow = (
  state: State,
  now: number,
): { readonly usedPercent: number; readonly resetsAt: number | null } =>
  limitWindows(state, now)
    .map(({ usedPercent, resetsAt }) => ({ usedPercent: usedPercent ?? 0, resetsAt }))
    .reduce((fullest, one) => (one.usedPercent > fullest.usedPercent ? one : fullest), {
      usedPercent: 0,
      resetsAt: null,
    });

/** When the next window is reset, in milliseconds since 1970; null where none is known. */
export function nextReset(state: State, now: number): number | null {
  const resets = limitWindows(state, now)
    .map(({ resetsAt }) => (resetsAt ?? 0) * 1000)
    .filter(at => at > now);
  return resets.length > 0 ? Math.min(...resets) : null;
}

/** The primary and secondary windows of the limit "codex", or of the only limit there is, at a time in milliseconds. */
export function limitWindows(state: State, now: number): readonly LimitWindow[] {
  const limits: RateLimitSnapshot | undefined =
    state.rateLimits["codex"] ?? Object.values(state.rateLimits)[0];
  return [limits?.primary, limits?.secondary]
    .filter(window => window != null)
    .map(window => ({
      name: windowName(window),
      usedPercent: isOver(window, now) ? null : window.usedPercent,
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
