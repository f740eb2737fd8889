import type { ServerConnection } from "../../appserver/connection.ts";
import type { TurnSteerParams } from "../../protocol/types.gen.ts";
import { isRefused } from "../errors.ts";
import type { Log } from "../log.ts";

/** Says something to a turn; null where the turn does not take it, most often because it ended meanwhile. */
export async function steer(
  server: ServerConnection,
  params: TurnSteerParams,
  log: Log,
): Promise<string | null> {
  try {
    return (await server.request("turn/steer", params)).turnId;
  } catch (error) {
    if (!isRefused(error)) throw error;
    log("debug", `Steering was refused: ${error.message}`);
    return null;
  }
}
