import type { ServerConnection } from "../../appserver/connection.ts";
import { isRequestError } from "../../appserver/errors.ts";
import { runningTurn } from "../../model/select/thread.ts";
import type { UserInput } from "../../protocol/types.gen.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store.ts";

export interface Steering {
  readonly input: readonly UserInput[];
  /** Comes back as the `clientId` of the message, also from the server's store. */
  readonly clientUserMessageId: string;
}

export interface SteerOptions {
  readonly store: Store;
  readonly log: Log;
  /** The server with the thread open for writing. */
  ensureLoaded(threadId: string): Promise<ServerConnection>;
}

/** Says something to the turn that runs; false when no turn takes it. It never starts a turn. */
export type Steer = (threadId: string, steering: Steering) => Promise<boolean>;

export const createSteer =
  ({ store, log, ensureLoaded }: SteerOptions): Steer =>
  async (threadId, { input, clientUserMessageId }) => {
    const running = runningTurn(store.state.threads[threadId]);
    if (!running) return false;
    const server = await ensureLoaded(threadId);
    try {
      await server.request("turn/steer", {
        threadId,
        input: [...input],
        expectedTurnId: running.id,
        clientUserMessageId,
      });
      return true;
    } catch (error) {
      // The turn ended meanwhile.
      if (!isRequestError(error) || error.reason !== "refused") throw error;
      log("debug", `Steering was refused: ${error.message}`);
      return false;
    }
  };
