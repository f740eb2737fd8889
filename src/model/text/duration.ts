import { say } from "./say.ts";
import { numberText } from "./speak.ts";

/** `850 ms`, `4.2 s`, `3 min 20 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return say("duration.milliseconds", { number: Math.round(ms) });
  const seconds = ms / 1000;
  if (seconds < 10) {
    const number = numberText(seconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return say("duration.seconds", { number });
  }
  if (seconds < 60) return say("duration.seconds", { number: Math.round(seconds) });
  return say("duration.minutes", {
    minutes: Math.floor(seconds / 60),
    seconds: Math.round(seconds % 60),
  });
}

/** `8 s`, `1 min 12 s`, `2 h 10 min`: what goes on, without parts of a second. */
export function wholeSeconds(ms: number): string {
  const all = Math.floor(ms / 1000);
  if (all < 60) return say("duration.seconds", { number: all });
  const minutes = Math.floor(all / 60);
  return minutes < 60
    ? say("duration.minutes", { minutes, seconds: all % 60 })
    : say("duration.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** `4:05`: minutes and seconds. */
export const clockText = (seconds: number): string =>
  say("duration.clock", {
    minutes: Math.floor(seconds / 60),
    seconds: numberText(seconds % 60, { minimumIntegerDigits: 2 }),
  });
