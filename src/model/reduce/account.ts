import type { Account, RateLimitSnapshot } from "../../protocol/types.gen.ts";
import { ignored, type Rows } from "./table.ts";

export type AccountState =
  | { readonly kind: "unknown" }
  | { readonly kind: "signedOut" }
  | { readonly kind: "signingIn"; readonly loginId: string }
  /** `account` is null where the configured model provider needs no OpenAI account. */
  | { readonly kind: "signedIn"; readonly account: Account | null };

export interface AccountSlice {
  readonly account: AccountState;
  /** By `limitId`; a window that the server leaves out keeps its last known value. */
  readonly rateLimits: Readonly<Record<string, RateLimitSnapshot>>;
}

export const initialAccount: AccountSlice = { account: { kind: "unknown" }, rateLimits: {} };

export const accountRows = {
  "account/rateLimits/updated": (slice, { rateLimits }) => mergeRateLimits(slice, rateLimits),
  // The engine reads the account anew on these: the notification itself does not say enough.
  "account/updated": ignored,
  "account/login/completed": ignored,
  "account/gatewayOAuth/changed": ignored,
  "modelProvider/authRecoveryStarted": ignored,
  "modelProvider/authRecoveryCompleted": ignored,
} satisfies Rows<AccountSlice>;

/** The server's updates leave out what did not change: a null never blanks what was known. */
function mergeRateLimits(
  { rateLimits }: AccountSlice,
  update: RateLimitSnapshot,
): Partial<AccountSlice> {
  const id = update.limitId ?? "codex";
  const known = Object.hasOwn(rateLimits, id) ? rateLimits[id] : undefined;
  const told = Object.entries(update).filter(([, value]) => value !== null);
  if (known && told.every(([name]) => name === "limitId")) return {};
  const merged = known ? { ...known, ...Object.fromEntries(told) } : update;
  return { rateLimits: { ...rateLimits, [id]: merged } };
}
