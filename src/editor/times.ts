import { env, UIKind } from "vscode";

/** Where the person is, and how dates are written there. */
export interface Reader {
  readonly locale: string;
  /** A zone of the tz database; null: the zone of this computer, which the person may not be in. */
  readonly zone: string | null;
}

/** Moments in milliseconds since 1970, in words of the person. */
export interface Times {
  /** "Nov 25, 2026, 4:55 PM". */
  moment(at: number): string;
  /** The same with seconds. */
  exact(at: number): string;
  /** What is still to come: "4:55 PM" on the day of `now`, else "Wed, Dec 2, 4:55 PM". */
  coming(at: number, now: number): string;
}

const minutes = { hour: "numeric", minute: "2-digit" } as const;
const date = { year: "numeric", month: "short", day: "numeric" } as const;

/** A zone that may not be the person's is named in every time. */
export function createTimes({ locale, zone }: Reader): Times {
  const of = (parts: Intl.DateTimeFormatOptions) => {
    let format: Intl.DateTimeFormat | undefined;
    const named = zone === null ? { timeZoneName: "short" as const } : { timeZone: zone };
    // They are made late: the first one costs some milliseconds.
    return (at: number) =>
      // A file of ours may hold what is no time.
      Number.isFinite(at)
        ? (format ??= new Intl.DateTimeFormat(locale, { ...parts, ...named })).format(at)
        : "";
  };
  const clock = of(minutes);
  const near = of({ weekday: "short", month: "short", day: "numeric", ...minutes });
  const far = of({ weekday: "short", ...date, ...minutes });
  const day = of(date);
  return {
    moment: of({ ...date, ...minutes }),
    exact: of({ ...date, ...minutes, second: "2-digit" }),
    coming(at, now) {
      if (day(at) === day(now)) return clock(at);
      return Math.abs(at - now) < 180 * 86_400_000 ? near(at) : far(at);
    },
  };
}

/** What the page of a chat told: it runs where the person is, and the extension may run elsewhere. */
let told: Reader | null = null;
let made: { readonly key: string; readonly times: Times } | null = null;

/** Takes the zone and the locale that a page tells of. What is no zone or locale is ignored. */
export function readsIn(reader: { readonly locale: string; readonly zone: string }): void {
  try {
    const { timeZone } = new Intl.DateTimeFormat(reader.locale, {
      timeZone: reader.zone,
    }).resolvedOptions();
    told = { locale: reader.locale, zone: timeZone };
  } catch {
    // The times stay as they are: in a zone that is named.
  }
}

/** Times as the person reads them, as far as that is known by now. */
export function times(): Times {
  const reader = { locale: localeOf(env.language, told?.locale), zone: told?.zone ?? ownZone() };
  const key = JSON.stringify(reader);
  if (made?.key !== key) made = { key, times: createTimes(reader) };
  return made.times;
}

/** The language is VS Code's; a country is the person's, where both speak the same language. */
export const localeOf = (language: string, ofPage: string | undefined): string =>
  ofPage !== undefined && ofPage.split("-")[0] === language.split("-")[0] ? ofPage : language;

/** The zone of this computer where the person sits at it. */
const ownZone = (): string | null =>
  env.remoteName === undefined && env.uiKind === UIKind.Desktop
    ? new Intl.DateTimeFormat().resolvedOptions().timeZone
    : null;
