import * as v from "valibot";
import { actions, type FromWebview } from "../../model/wire.ts";

const id = v.nullable(v.pipe(v.string(), v.maxLength(200)));
const threadId = v.pipe(v.string(), v.maxLength(200));
const key = v.pipe(v.string(), v.maxLength(500));
const text = v.pipe(v.string(), v.maxLength(8_000_000));

const value = v.nullable(v.union([text, v.number(), v.boolean(), v.array(text)]));
const values = v.record(v.pipe(v.string(), v.maxLength(500)), value);

const call = <M extends string, P extends v.ObjectEntries>(method: M, params: P) =>
  v.object({
    kind: v.literal("call"),
    id: v.number(),
    method: v.literal(method),
    params: v.object(params),
  });

const message = v.union([
  v.object({ kind: v.picklist(["ready", "needSnapshot", "alive"]) }),
  v.object({ kind: v.literal("failed"), message: v.string() }),
  v.object({ kind: v.literal("seen"), key, part: v.picklist(["asked", "all"]) }),
  v.object({ kind: v.literal("focus"), has: v.boolean() }),
  call("send", { threadId: id, text }),
  call("interrupt", { threadId }),
  call("choose", { key, choice: key }),
  call("decline", { key }),
  call("submitForm", { key, values, send: v.picklist(["send", "turn", "session"]) }),
  call("saveForm", { key, values }),
  call("alwaysAllow", { key }),
  call("review", { key }),
  call("undoReview", { itemId: key }),
  call("showTurnChanges", { threadId, turnId: threadId }),
  call("restoreTurn", { threadId, turnId: threadId }),
  call("changeGoal", { threadId, does: v.picklist(["continue", "pause", "clear"]) }),
  call("changeHeld", { threadId, id: key, does: v.picklist(["send", "edit", "delete"]) }),
  call("saveDraft", { threadId: id, text }),
  call("loadEarlier", { threadId }),
  call("openLink", { href: text }),
  call("openFile", { path: text }),
  call("openText", { title: text, text }),
  call("openNotice", { text }),
  call("dismissNotice", { text }),
  call("copy", { text }),
  call("act", { action: v.picklist(actions) }),
]);

/** A message of the webview when it has the shape of one; null otherwise. Nothing else of it is ever looked at. */
export function parseMessage(value: unknown): FromWebview | null {
  const parsed = v.safeParse(message, value);
  return parsed.success ? (parsed.output satisfies v.InferOutput<typeof message>) : null;
}
