import type { ItemState } from "../../src/model/state.ts";
import type { ItemOf } from "./props.ts";

/** What Codex did on the way, in the order in which a sentence tells it. */
const stepKinds = [
  "thought",
  "read",
  "listed",
  "searched",
  "web",
  "ran",
  "used",
  "agents",
  "looked",
  "waited",
] as const;
export type StepKind = (typeof stepKinds)[number];

/** A part of a turn: one item of its own, or the steps between two of these. */
export type Segment =
  | { readonly kind: "item"; readonly state: ItemState }
  | {
      readonly kind: "steps";
      readonly steps: readonly ItemState[];
      /** Codex went on to speak, or the turn ended: the steps are told in a sentence. */
      readonly isOver: boolean;
    };

/** What a step is told as; null for an item that stands for itself. */
export function stepKindOf({ item, phase }: Pick<ItemState, "item" | "phase">): StepKind | null {
  switch (item.type) {
    case "reasoning":
      return "thought";
    case "commandExecution":
      return phase === "background" ? null : commandKindOf(item);
    case "webSearch":
      return "web";
    case "mcpToolCall":
      return imagesIn(item).length > 0 ? null : "used";
    case "dynamicToolCall":
    case "functionCallOutput":
      return "used";
    case "collabAgentToolCall":
    case "subAgentActivity":
      return "agents";
    case "imageView":
      return "looked";
    case "sleep":
      return "waited";
    default:
      return null;
  }
}

/** A command that only looks is told by what it looked at. */
function commandKindOf({ commandActions }: ItemOf<"commandExecution">): StepKind {
  const kinds = new Set(commandActions?.map(({ type }) => type));
  const [only] = kinds;
  if (kinds.size !== 1) return "ran";
  if (only === "read") return "read";
  if (only === "listFiles") return "listed";
  return only === "search" ? "searched" : "ran";
}

/** An item that is there and says nothing: the server starts some messages that stay empty. */
function isSilent({ item }: ItemState): boolean {
  if (item.type === "agentMessage") return item.text === "" && !item.questions?.length;
  return (
    item.type === "reasoning" &&
    item.content.length === 0 &&
    item.summary.every(part => part === "")
  );
}

/** The items of a turn as segments. Steps that follow each other are one. */
export function segmentsOf(items: readonly ItemState[], isRunning: boolean): readonly Segment[] {
  const segments: Segment[] = [];
  let steps: ItemState[] = [];
  const close = (isOver: boolean) => {
    if (steps.length > 0) segments.push({ kind: "steps", steps, isOver });
    steps = [];
  };
  for (const state of items) {
    if (isSilent(state)) continue;
    if (stepKindOf(state) !== null) steps.push(state);
    else {
      close(true);
      segments.push({ kind: "item", state });
    }
  }
  close(!isRunning);
  return segments;
}

/** The segments again, each that says the same as the very object of before: what did not change is not drawn again. */
export const kept = (
  before: readonly Segment[],
  segments: readonly Segment[],
): readonly Segment[] =>
  segments.map((segment, at) => {
    const known = before[at];
    return known && isSame(known, segment) ? known : segment;
  });

function isSame(left: Segment, right: Segment): boolean {
  if (left.kind === "item") return right.kind === "item" && left.state === right.state;
  return (
    right.kind === "steps" &&
    left.isOver === right.isOver &&
    left.steps.length === right.steps.length &&
    left.steps.every((step, at) => step === right.steps[at])
  );
}

/** What a sentence about steps tells. */
export interface StepFacts {
  /** The kinds that there are, in the order of the sentence, with how often. */
  readonly counts: readonly (readonly [StepKind, number])[];
  readonly failed: number;
  readonly declined: number;
  /** How long they took together, as far as it is known; 0 when nothing is. */
  readonly durationMs: number;
  /** How long Codex thought; 0 when it is not known. */
  readonly thoughtMs: number;
}

export function factsOfSteps(steps: readonly ItemState[]): StepFacts {
  const counts = new Map<StepKind, number>();
  for (const step of steps) {
    const kind = stepKindOf(step);
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + countOf(step));
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    counts: stepKinds.flatMap(kind => {
      const count = counts.get(kind);
      return count ? [[kind, count] as const] : [];
    }),
    failed: steps.filter(hasFailed).length,
    declined: steps.filter(({ item }) => "status" in item && item.status === "declined").length,
    durationMs: sum(steps.map(tookMs)),
    thoughtMs: sum(steps.filter(({ item }) => item.type === "reasoning").map(tookMs)),
  };
}

/** One command may read several files. */
function countOf({ item }: ItemState): number {
  if (item.type !== "commandExecution") return 1;
  const read = item.commandActions?.flatMap(action => (action.type === "read" ? action.path : []));
  return Math.max(1, new Set(read).size);
}

const hasFailed = ({ item }: Pick<ItemState, "item">): boolean =>
  ("status" in item && item.status === "failed") ||
  (item.type === "dynamicToolCall" && item.success === false);

/** How long a step took; 0 when nobody said. */
export function tookMs({ item }: Pick<ItemState, "item">): number {
  if ("durationMs" in item && item.type !== "sleep" && item.durationMs) return item.durationMs;
  const { startedAtMs, completedAtMs } = item;
  return startedAtMs != null && completedAtMs != null
    ? Math.max(0, completedAtMs - startedAtMs)
    : 0;
}

/** The pictures that a tool gave back, as addresses of data. Other addresses are never loaded. */
export const imagesIn = ({ result }: Pick<ItemOf<"mcpToolCall">, "result">): readonly string[] =>
  (result?.content ?? []).flatMap(part => {
    if (typeof part !== "object" || part === null || !("type" in part) || part["type"] !== "image")
      return [];
    const { data, mimeType } = part;
    return typeof data === "string" &&
      typeof mimeType === "string" &&
      /^image\/[\w.+-]+$/.test(mimeType)
      ? [`data:${mimeType};base64,${data}`]
      : [];
  });
