import type { ServerConnection } from "../appserver/connection.ts";
import type { RateLimitSnapshot } from "../protocol/types.gen.ts";
import { report, type Log } from "./log.ts";
import type { Store } from "./store.ts";

/** Signing in and out, and what the account may still use. Folio stores no credentials: the server does. */
export interface Account {
  /** Reads the account, and behind that its limits, into the state. */
  refresh(): Promise<void>;
  /** Begins the browser flow; the address is for the person's browser. Ends with `account/login/completed`. */
  signIn(): Promise<{ readonly loginId: string; readonly authUrl: string }>;
  /** Ends the browser flow; does nothing when none runs. */
  cancelSignIn(): Promise<void>;
  /** Hands a key to the server, which keeps it; it is not kept here. Rejects when the server refuses it. */
  signInWithKey(apiKey: string): Promise<void>;
  /** Has the server forget the account. */
  signOut(): Promise<void>;
}

export function createAccount(
  store: Pick<Store, "state" | "dispatch">,
  ensure: () => Promise<ServerConnection>,
  log: Log,
): Account {
  const refresh = async (): Promise<void> => {
    const server = await ensure();
    const { account, requiresOpenaiAuth } = await server.request("account/read", {});
    const signedOut = account === null && requiresOpenaiAuth;
    store.dispatch({
      type: "account/changed",
      account: signedOut ? { kind: "signedOut" } : { kind: "signedIn", account },
    });
    if (account?.type === "chatgpt") report(log, "Reading the rate limits", readLimits(server));
  };

  const readLimits = async (server: ServerConnection) => {
    const { rateLimitsByLimitId, rateLimits } = await server.request(
      "account/rateLimits/read",
      undefined,
    );
    const byLimitId: Record<string, RateLimitSnapshot> = {
      [rateLimits.limitId ?? "codex"]: rateLimits,
    };
    for (const [id, limit] of Object.entries(rateLimitsByLimitId ?? {}))
      if (limit) byLimitId[id] = limit;
    store.dispatch({ type: "rateLimits/read", byLimitId });
  };

  return {
    refresh,
    async signIn() {
      const server = await ensure();
      const response = await server.request("account/login/start", { type: "chatgpt" });
      if (response.type !== "chatgpt")
        throw new Error(`The server began another login than asked: ${response.type}`);
      store.dispatch({
        type: "account/changed",
        account: { kind: "signingIn", loginId: response.loginId },
      });
      return response;
    },
    async cancelSignIn() {
      const { account } = store.state;
      if (account.kind !== "signingIn") return;
      const server = await ensure();
      await server.request("account/login/cancel", { loginId: account.loginId });
      await refresh();
    },
    async signInWithKey(apiKey) {
      const server = await ensure();
      await server.request("account/login/start", { type: "apiKey", apiKey });
      await refresh();
    },
    async signOut() {
      const server = await ensure();
      await server.request("account/logout", undefined);
      await refresh();
    },
  };
}
