import type { Log } from "../../engine/api.ts";
import type { CallMethod, Calls, ToWebview } from "../../model/wire.ts";
import { describeFailure } from "../failure.ts";
import { say } from "../say.ts";
import type { Call, UnreadableCall } from "./messages.ts";

/** What each call does. The page shows a rejection where the call was made. */
export type Handlers = {
  readonly [M in CallMethod]: (params: Calls[M]["params"]) => Promise<Calls[M]["result"]>;
};

export type Reply = Extract<ToWebview, { kind: "reply" }>;

/** What is needed to answer the calls of one view. */
export interface Answering {
  readonly handlers: Handlers;
  /** Why a call must not be carried out, as a text for the person; null when it may be. */
  objection(call: Call): string | null;
  readonly log: Log;
}

/** Carries out a call and resolves with its reply, also when it fails. Never rejects. */
export async function answerCall(
  { handlers, objection, log }: Answering,
  call: Call | UnreadableCall,
): Promise<Reply> {
  const { id } = call;
  if (call.kind === "unreadable") {
    log("warn", `A call of the chat could not be read: ${call.reason}.`);
    return { kind: "reply", id, ok: false, message: say.text(`chat.${call.reason}`) };
  }
  const refused = objection(call);
  if (refused !== null) {
    log("warn", `${call.method} was refused: ${refused}`);
    return { kind: "reply", id, ok: false, message: refused };
  }
  try {
    return { kind: "reply", id, ok: true, result: await run(handlers, call.method, call.params) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    log("warn", `${call.method} failed: ${message}`);
    return { kind: "reply", id, ok: false, message: describeFailure(error) };
  }
}

const run = <M extends CallMethod>(
  handlers: Handlers,
  method: M,
  params: Calls[M]["params"],
): Promise<Calls[M]["result"]> => handlers[method](params);
