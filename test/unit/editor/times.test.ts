import { deepEqual, equal, match } from "node:assert/strict";
import { createTimes, localeOf } from "../../../src/editor/times.ts";
import { usageRows, statusText } from "../../../src/editor/status/text.ts";
import { fullestWindow, limitWindows, nextReset } from "../../../src/model/select/usage.ts";
import { initialState } from "../../../src/model/state.ts";
import type { RateLimitWindow } from "../../../src/protocol/types.gen.ts";

const hour = 3_600_000;
const day = 24 * hour;
/** A Wednesday. */
const now = Date.UTC(2026, 10, 25, 16, 55);
/** Locales write narrow spaces where people write plain ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("a time", () => {
  const inTokyo = createTimes({ locale: "en-US", zone: "Asia/Tokyo" });
  it("is the person's, whatever the zone of the computer", () => {
    const zones: readonly (readonly [string, string, string])[] = [
      ["en-US", "Asia/Tokyo", "Nov 26, 2026, 1:55 AM"],
      ["en-US", "America/Los_Angeles", "Nov 25, 2026, 8:55 AM"],
      ["en-GB", "Europe/London", "25 Nov 2026, 16:55"],
      ["de", "Europe/Berlin", "25. Nov. 2026, 17:55"],
      ["ja", "Asia/Kolkata", "2026年11月25日 22:25"],
      ["fr", "Pacific/Chatham", "26 nov. 2026, 6:40"],
    ];
    for (const [locale, zone, text] of zones)
      equal(plain(createTimes({ locale, zone }).moment(now)), text, `${locale} ${zone}`);
    equal(plain(inTokyo.exact(now + 7000)), "Nov 26, 2026, 1:55:07 AM");
  });

  it("names its zone where that may be another one than the person's", () => {
    const times = createTimes({ locale: "en-US", zone: null });
    for (const text of [times.moment(now), times.exact(now), times.coming(now + hour, now)])
      match(plain(text), / (UTC|GMT[+-]?\S*|[A-Z]{2,5})$/);
  });

  it("that is to come has a date, but for today's", () => {
    const coming = (ms: number, times = inTokyo) => plain(times.coming(now + ms, now));
    equal(coming(2 * hour), "3:55 AM");
    equal(coming(22 * hour), "11:55 PM");
    equal(coming(23 * hour), "Fri, Nov 27, 12:55 AM");
    equal(coming(7 * day), "Thu, Dec 3, 1:55 AM");
    equal(coming(300 * day), "Wed, Sep 22, 2027, 1:55 AM");
    const inBerlin = createTimes({ locale: "de", zone: "Europe/Berlin" });
    equal(coming(6 * hour, inBerlin), "23:55");
    equal(coming(7 * day, inBerlin), "Mi., 2. Dez., 17:55");
  });

  it("of a broken record is no time", () => equal(inTokyo.moment(Number.NaN), ""));

  it("is written as in the person's country, in VS Code's language", () => {
    equal(localeOf("en", "en-GB"), "en-GB");
    equal(localeOf("de", "en-US"), "de");
    equal(localeOf("zh-cn", "zh-TW"), "zh-TW");
    equal(localeOf("fr", undefined), "fr");
  });
});

describe("a limit", () => {
  const window = (usedPercent: number, windowDurationMins: number, inMs: number | null) =>
    ({
      usedPercent,
      windowDurationMins,
      resetsAt: inMs === null ? null : (now + inMs) / 1000,
    }) satisfies RateLimitWindow;
  const stateOf = (primary: RateLimitWindow, secondary: RateLimitWindow) => {
    // Of a snapshot only the windows are read.
    const codex = { primary, secondary } as (typeof initialState)["rateLimits"][string];
    return {
      ...initialState,
      connection: { kind: "ready", generation: 1, version: "1", path: "codex" } as const,
      rateLimits: { codex },
    };
  };
  const times = createTimes({ locale: "en-US", zone: "Asia/Tokyo" });
  const rows = (state: typeof initialState, at = now) =>
    usageRows(state, undefined, { now: at, number: String, times }).map(([name, value]) =>
      plain(`${name}: ${value}`),
    );

  it("says when it is reset: today's by the clock, a weekly one with its date", () =>
    deepEqual(rows(stateOf(window(55, 300, 2 * hour), window(20, 10_080, 7 * day))), [
      "5-hour limit: 55% used, resets 3:55 AM",
      "Weekly limit: 20% used, resets Thu, Dec 3, 1:55 AM",
    ]));

  it("whose reset is over is over, whoever last told of it", () => {
    const state = stateOf(window(100, 300, -1000), window(20, 10_080, day));
    deepEqual(
      limitWindows(state, now).map(({ usedPercent }) => usedPercent),
      [null, 20],
    );
    deepEqual(rows(state), [
      "5-hour limit: 0% used: the window has started anew",
      "Weekly limit: 20% used, resets Fri, Nov 27, 1:55 AM",
    ]);
    const words = (at: number) => plain(statusText(state, undefined, { now: at, times }).words);
    equal(words(now), "Limit 20%");
    equal(words(now - 2000), "Limit 100%, resets 1:54 AM");
    equal(fullestWindow(state, now + 2 * day).usedPercent, 0);
  });

  it("is looked at again when the next window is reset", () => {
    const state = stateOf(window(100, 300, hour), window(20, 10_080, day));
    equal(nextReset(state, now), now + hour);
    equal(nextReset(state, now + hour), now + day);
    equal(nextReset(state, now + day), null);
    equal(nextReset(stateOf(window(1, 300, null), window(1, 300, null)), now), null);
  });
});
