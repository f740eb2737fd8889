import * as v from "valibot";
import {
  actions,
  mostNames,
  type CallMethod,
  type Calls,
  type FromWebview,
} from "../../model/wire.ts";

const id = v.nullable(v.pipe(v.string(), v.maxLength(200)));
const threadId = v.pipe(v.string(), v.maxLength(200));
const key = v.pipe(v.string(), v.maxLength(500));
const text = v.pipe(v.string(), v.maxLength(8_000_000));
const value = v.nullable(v.union([text, v.number(), v.boolean(), v.array(text)]));
const values = v.record(v.pipe(v.string(), v.maxLength(500)), value);

const place = v.object({
  turnId: threadId,
  index: v.pipe(v.number(), v.integer()),
  itemId: key,
  offset: v.pipe(v.number(), v.integer()),
});

/** The shape of each call's parameters. A method without a row does not compile. */
export const shapes = {
  send: v.object({ threadId: id, text }),
  interrupt: v.object({ threadId }),
  choose: v.object({ key, choice: key }),
  decline: v.object({ key }),
  submitForm: v.object({ key, values, send: v.picklist(["send", "turn", "session"]) }),
  saveForm: v.object({ key, values }),
  alwaysAllow: v.object({ key }),
  review: v.object({ key }),
  undoReview: v.object({ itemId: key }),
  showTurnChanges: v.object({ threadId, turnId: threadId }),
  copyAnswer: v.object({ threadId, turnId: threadId }),
  restoreTurn: v.object({ threadId, turnId: threadId }),
  changeGoal: v.object({ threadId, does: v.picklist(["continue", "pause", "clear"]) }),
  changeHeld: v.object({ threadId, id: key, does: v.picklist(["send", "edit", "delete"]) }),
  saveDraft: v.object({ threadId: id, text }),
  savePlace: v.object({ threadId, place: v.nullable(place) }),
  loadEarlier: v.object({ threadId }),
  openLink: v.object({ href: text }),
  findNames: v.object({
    names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(500))), v.maxLength(mostNames)),
  }),
  openFile: v.object({ path: text }),
  openText: v.object({ title: text, text }),
  openItem: v.object({ threadId, itemId: key, title: text }),
  copyItem: v.object({ threadId, itemId: key }),
  openNotice: v.object({ id: text }),
  dismissNotice: v.object({ id: text }),
  copy: v.object({ text }),
  act: v.object({ action: v.picklist(actions) }),
} satisfies { readonly [M in CallMethod]: v.GenericSchema<unknown, Calls[M]["params"]> };

const news = v.union([
  v.object({ kind: v.literal("ready"), zone: v.string(), locale: v.string() }),
  v.object({ kind: v.picklist(["needSnapshot", "alive"]) }),
  v.object({ kind: v.literal("failed"), message: v.string() }),
  v.object({ kind: v.literal("seen"), key, part: v.picklist(["asked", "all"]) }),
  v.object({ kind: v.literal("focus"), has: v.boolean() }),
]);
const envelope = v.object({
  kind: v.literal("call"),
  id: v.number(),
  method: v.optional(v.unknown()),
  params: v.optional(v.unknown()),
});

/** A call from the webview whose method and parameters have been checked. */
export type Call = Extract<FromWebview, { kind: "call" }>;

/** A call that cannot be carried out. Its `id` is known, so it can still be answered. */
export interface UnreadableCall {
  readonly kind: "unreadable";
  readonly id: number;
  readonly reason: "unknownMethod" | "tooLong" | "wrongParams";
}

/** Checks a message from the webview; null when it is neither news nor a call. Only what is returned here may be used. */
export function parseMessage(value: unknown): FromWebview | UnreadableCall | null {
  const told = v.safeParse(news, value);
  if (told.success) return told.output;
  const called = v.safeParse(envelope, value);
  return called.success ? parseCall(called.output) : null;
}

const isMethod = (method: unknown): method is CallMethod =>
  typeof method === "string" && Object.hasOwn(shapes, method);

function parseCall(call: v.InferOutput<typeof envelope>): Call | UnreadableCall {
  const { id, method, params } = call;
  if (!isMethod(method)) return { kind: "unreadable", id, reason: "unknownMethod" };
  const parsed = v.safeParse(shapes[method], params);
  if (parsed.success)
    // The table above ties each method to the shape of its parameters.
    return { kind: "call", id, method, params: parsed.output } as Call;
  const isTooLong = parsed.issues.some(({ type }) => type === "max_length");
  return { kind: "unreadable", id, reason: isTooLong ? "tooLong" : "wrongParams" };
}
