import type { Random } from "../../support/random.ts";
import { itemOf, turnOf, type Line, type Story } from "./story.ts";

/** Where things happen: the ids that a notification carries. */
export interface Place {
  readonly threadId: string;
  readonly turnId: string;
}

export const raw = (text: string | Buffer, ...faults: string[]): Line => ({
  bytes: Buffer.concat([Buffer.from(text), Buffer.from("\n")]),
  faults,
});

export const line = (
  message: object,
  means?: (story: Story) => void,
  ...faults: string[]
): Line => ({
  bytes: Buffer.from(`${JSON.stringify(withUnknown(message))}\n`),
  ...(means ? { means } : {}),
  faults,
});

const unknown = { ofTheFuture: [null, { deep: true }], n: 1e308 };

/** Fields that nobody knows, in every third message and its item (not counted: they are everywhere). */
function withUnknown(message: object): object {
  if (JSON.stringify(message).length % 3 > 0 || !("params" in message)) return message;
  const { params } = message;
  if (typeof params !== "object" || params === null || Array.isArray(params)) return message;
  const item: unknown = "item" in params ? params.item : null;
  const isItem = typeof item === "object" && item !== null;
  return {
    ...unknown,
    ...message,
    params: { ...unknown, ...params, ...(isItem ? { item: { ...unknown, ...item } } : {}) },
  };
}

const bodies: Readonly<Record<string, (text: string) => object>> = {
  agentMessage: text => ({ text, phase: null, memoryCitation: null }),
  plan: text => ({ text }),
  commandExecution: text => ({
    command: "ls",
    cwd: "/ws",
    processId: null,
    status: "inProgress",
    commandActions: [],
    aggregatedOutput: text === "" ? null : text,
    exitCode: null,
  }),
  fileChange: () => ({
    status: "inProgress",
    changes: [{ path: "/ws/a.txt", kind: { type: "add" }, diff: "a\n" }],
  }),
  hologram: () => ({ depth: [{ of: null }] }),
};

export const started = (place: Place, id: string, type: string, ...faults: string[]): Line =>
  line(
    {
      method: "item/started",
      params: { ...place, startedAtMs: 0, item: { type, id, ...bodies[type]?.("") } },
    },
    story => void itemOf(turnOf(story, place.threadId, place.turnId), id, type),
    ...faults,
  );

export const completed = (
  place: Place,
  { id, type, text }: { id: string; type: string; text: string },
  ...faults: string[]
): Line =>
  line(
    {
      method: "item/completed",
      params: { ...place, completedAtMs: 0, item: { type, id, ...bodies[type]?.(text) } },
    },
    story => {
      const item = itemOf(turnOf(story, place.threadId, place.turnId), id, type);
      item.text = text;
      item.isDone = true;
    },
    ...faults,
  );

const deltaMethods: Readonly<Record<string, string>> = {
  agentMessage: "item/agentMessage/delta",
  plan: "item/plan/delta",
  commandExecution: "item/commandExecution/outputDelta",
};

export const delta = (
  place: Place,
  { id, type, text }: { id: string; type: string; text: string },
  ...faults: string[]
): Line =>
  line(
    { method: deltaMethods[type], params: { ...place, itemId: id, delta: text } },
    story => {
      const item = itemOf(turnOf(story, place.threadId, place.turnId), id, type);
      if (!item.isDone) item.text += text;
    },
    ...faults,
  );

const pieces = ["word ", "ä漢👍", '"quoted\\" ', "\r\n", "{[", "\ttab", "…", "   ", "\\n"];
const separators = ["\u2028", "\u2029", "\u0085"];

/** A piece of text, and the faults that are in it. */
export function words(random: Random): { text: string; faults: string[] } {
  const plain = Array.from({ length: 1 + random.below(4) }, () => random.pick(pieces)).join("");
  return random.below(5) === 0
    ? { text: plain + random.pick(separators), faults: ["odd separators"] }
    : { text: plain, faults: [] };
}

/** A line that means nothing, and must change nothing. */
export function noise(random: Random, { threadId, turnId }: Place): Line {
  const place = { threadId, turnId };
  return random.pick<() => Line>([
    () => raw(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), "garbage"),
    () => raw("Now using node v24.1.0", "no message"),
    () => raw("", "no message"),
    () =>
      line(
        { method: `thread/${random.below(99)}/teleported`, params: { ...place } },
        undefined,
        "unknown notification",
      ),
    () =>
      line(
        { method: "item/updatedFromTheFuture", params: [1, 2] },
        undefined,
        "unknown notification",
      ),
    () => line({ id: 900_000 + random.below(99), result: {} }, undefined, "answer to nothing"),
    () =>
      line({ id: "not ours", error: { code: 1, message: "no" } }, undefined, "answer to nothing"),
    () => line({ id: null, result: {} }, undefined, "answer to nothing"),
    () =>
      raw(
        `{"method":"thread/name/updated","params":{"threadId":"nobody","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"threadId":"${threadId}","threadName":"x","threadName":"y"}}`,
        "poison",
      ),
    () =>
      raw(
        `{"method":"item/started","params":{"threadId":"${threadId}","item":${"[".repeat(600)}${"]".repeat(600)}}}`,
        "poison",
      ),
    () => line({ method: "$/cancelRequest" }, undefined, "unknown notification"),
  ])();
}
