import type { RateLimitSnapshot } from "../../protocol/types.gen.ts";
import type { State } from "../state.ts";
import { ignored, type Rows } from "./table.ts";

export const accountRows = {
  "account/rateLimits/updated": (state, { rateLimits }) => mergeRateLimits(state, rateLimits),
  // The engine reads the account anew on these: the notification itself does not say enough.
  "account/updated": ignored,
  "account/login/completed": ignored,
  "account/gatewayOAuth/changed": ignored,
  "modelProvider/authRecoveryStarted": ignored,
  "modelProvider/authRecoveryCompleted": ignored,
} satisfies Rows;

/** A sparse update (PROTOCOL fact 15): a null never blanks what was known. */
function mergeRateLimits(state: State, update: RateLimitSnapshot): State {
  const id = update.limitId ?? "codex";
  const known = Object.hasOwn(state.rateLimits, id) ? state.rateLimits[id] : undefined;
  const told = Object.entries(update).filter(([, value]) => value !== null);
  if (known && told.every(([name]) => name === "limitId")) return state;
  const merged = known ? { ...known, ...Object.fromEntries(told) } : update;
  return { ...state, rateLimits: { ...state.rateLimits, [id]: merged } };
}
