import type { ThreadItem, TurnStatus } from "../../protocol/types.gen.ts";
import type { Cut } from "../text/cut.ts";
import { appendOutput } from "../text/output.ts";
import { replaceLast } from "./list.ts";
import type { ChangeOutcome } from "./outcome.ts";
import { ignored, type Rows, type TurnMethod } from "./table.ts";

/**
 * `open`: the server still works on it. `done`: the server said so. `unfinished`: its turn ended first.
 * `background`: a command that outlived its turn. `superseded`: a broken stream's text that a retry replaced.
 */
export type ItemPhase = "open" | "done" | "unfinished" | "background" | "superseded";

export interface ItemState {
  readonly id: string;
  readonly phase: ItemPhase;
  readonly item: ThreadItem;
  /** What Folio itself wrote of a change that the server was told to decline. */
  readonly outcome?: ChangeOutcome;
  /** In a face only: what is left out of its long texts, by their path in the item (“text”, “content/0/text”). */
  readonly cuts?: Readonly<Record<string, Cut>>;
}

/** The part of a turn that its items change. */
export interface ItemSlice {
  readonly status: TurnStatus;
  readonly items: readonly ItemState[];
  /** The line "Reconnecting... 2/5" while the server tries again. */
  readonly retrying: string | null;
}

export const initialItems: ItemSlice = { status: "inProgress", items: [], retrying: null };

export const itemRows = {
  "item/started": (turn, { item, startedAtMs }) =>
    putItem(turn, { id: item.id, phase: "open", item: { startedAtMs, ...item } }),
  "item/completed": (turn, { item, completedAtMs }) =>
    putItem(turn, { id: item.id, phase: "done", item: timed(turn, item, completedAtMs) }),
  "item/agentMessage/delta": (turn, { itemId, delta }) =>
    editOpen(
      turn,
      itemId,
      () => emptyMessage(itemId),
      item => (item.type === "agentMessage" ? { ...item, text: item.text + delta } : item),
    ),
  "item/plan/delta": (turn, { itemId, delta }) =>
    editOpen(
      turn,
      itemId,
      () => ({ type: "plan", id: itemId, text: "" }),
      item => (item.type === "plan" ? { ...item, text: item.text + delta } : item),
    ),
  "item/reasoning/summaryPartAdded": (turn, { itemId, summaryIndex }) =>
    editReasoning(turn, itemId, item => ({
      ...item,
      summary: appendPart(item.summary, summaryIndex, ""),
    })),
  "item/reasoning/summaryTextDelta": (turn, { itemId, delta, summaryIndex }) =>
    editReasoning(turn, itemId, item => ({
      ...item,
      summary: appendPart(item.summary, summaryIndex, delta),
    })),
  "item/reasoning/textDelta": (turn, { itemId, delta, contentIndex }) =>
    editReasoning(turn, itemId, item => ({
      ...item,
      content: appendPart(item.content, contentIndex, delta),
    })),
  // Output of a background terminal goes on after its turn, and during later ones.
  "item/commandExecution/outputDelta": (turn, { itemId, delta }) =>
    editItem(
      turn,
      itemId,
      known =>
        known.item.type === "commandExecution" && known.phase !== "done"
          ? { ...known, item: withOutput(known.item, delta) }
          : known,
      () => emptyCommand(itemId),
    ),
  "item/commandExecution/terminalInteraction": ignored,
  "item/fileChange/patchUpdated": ignored,
  "item/fileChange/outputDelta": ignored,
  "item/mcpToolCall/progress": ignored,
  "item/autoApprovalReview/started": ignored,
  "item/autoApprovalReview/completed": ignored,
  "rawResponseItem/completed": ignored,
  "rawResponse/completed": ignored,
} satisfies Rows<ItemSlice, TurnMethod>;

/** An item that is done, with when it began and ended as far as it is known. */
function timed({ items }: ItemSlice, item: ThreadItem, completedAtMs: number): ThreadItem {
  const startedAtMs = items.find(({ id }) => id === item.id)?.item.startedAtMs;
  return startedAtMs ? { startedAtMs, completedAtMs, ...item } : item;
}

/** What an item becomes when its turn is over and the server did not finish it. */
function phaseAfterTurn({ item, phase }: ItemState): ItemPhase {
  if (phase !== "open") return phase;
  return item.type === "commandExecution" && item.processId !== null ? "background" : "unfinished";
}

/** Closes what a finished turn left open; the same items back when nothing was. */
export const closeOpenItems = (items: readonly ItemState[]): readonly ItemState[] =>
  items.some(({ phase }) => phase === "open")
    ? items.map(item => ({ ...item, phase: phaseAfterTurn(item) }))
    : items;

/** The item as the server tells it; an item that starts after its turn ended is not open. */
function putItem(turn: ItemSlice, item: ItemState): Partial<ItemSlice> {
  const placed = turn.status === "inProgress" ? item : { ...item, phase: phaseAfterTurn(item) };
  const index = turn.items.findLastIndex(known => known.id === item.id);
  const known = turn.items[index];
  // What was cut here already is ahead of how the server says that it begins.
  if ((known?.phase === "done" || known?.cuts) && item.phase === "open") return {};
  const merged = known && item.phase === "open" ? keepStreamed(known, placed) : placed;
  // What Folio wrote of a change stays true when the server tells of its end.
  const next = known?.outcome ? { ...merged, outcome: known.outcome } : merged;
  // A new item after a retry means that the stream is back.
  return {
    items: index < 0 ? [...turn.items, next] : turn.items.with(index, next),
    retrying: null,
  };
}

/** Words may come before the beginning of their item, which is empty then. */
function keepStreamed({ item: known }: ItemState, started: ItemState): ItemState {
  const { item } = started;
  if (item.type === "agentMessage" && known.type === "agentMessage")
    return { ...started, item: { ...item, text: item.text || known.text } };
  if (item.type === "plan" && known.type === "plan")
    return { ...started, item: { ...item, text: item.text || known.text } };
  if (item.type === "reasoning" && known.type === "reasoning") {
    const summary = item.summary.length > 0 ? item.summary : known.summary;
    const content = item.content.length > 0 ? item.content : known.content;
    return { ...started, item: { ...item, summary, content } };
  }
  if (item.type === "commandExecution" && known.type === "commandExecution") {
    const aggregatedOutput = item.aggregatedOutput || known.aggregatedOutput;
    return { ...started, item: { ...item, aggregatedOutput } };
  }
  return started;
}

/** Changes an item; `create` makes it when a delta comes before its `item/started`. */
function editItem(
  { items }: ItemSlice,
  id: string,
  edit: (item: ItemState) => ItemState,
  create: () => ThreadItem,
): Partial<ItemSlice> {
  return {
    items: replaceLast(items, id, edit, () => edit({ id, phase: "open", item: create() })),
  };
}

const editOpen = (
  turn: ItemSlice,
  id: string,
  create: () => ThreadItem,
  edit: (item: ThreadItem) => ThreadItem,
): Partial<ItemSlice> =>
  editItem(
    turn,
    id,
    known => {
      if (known.phase === "done") return known;
      const item = edit(known.item);
      return item === known.item ? known : { ...known, item };
    },
    create,
  );

const editReasoning = (
  turn: ItemSlice,
  id: string,
  edit: (item: Extract<ThreadItem, { type: "reasoning" }>) => ThreadItem,
): Partial<ItemSlice> =>
  editOpen(
    turn,
    id,
    () => emptyReasoning(id),
    item => (item.type === "reasoning" ? edit(item) : item),
  );

const withOutput = (
  item: Extract<ThreadItem, { type: "commandExecution" }>,
  delta: string,
): ThreadItem => ({
  ...item,
  aggregatedOutput: appendOutput(item.aggregatedOutput ?? "", delta),
});

const appendPart = (parts: readonly string[], index: number, text: string): string[] =>
  Array.from({ length: Math.min(Math.max(parts.length, index + 1), 1000) }, (_, at) =>
    at === index ? (parts[at] ?? "") + text : (parts[at] ?? ""),
  );

const emptyMessage = (id: string): ThreadItem => ({
  type: "agentMessage",
  id,
  text: "",
  phase: null,
  delivery: null,
  questions: null,
  memoryCitation: null,
  moderation: null,
});

const emptyReasoning = (id: string): ThreadItem => ({
  type: "reasoning",
  id,
  summary: [],
  content: [],
});

const emptyCommand = (id: string): ThreadItem => ({
  type: "commandExecution",
  id,
  pluginId: null,
  scriptPath: null,
  command: "",
  cwd: "",
  processId: null,
  source: "agent",
  status: "inProgress",
  commandActions: [],
  aggregatedOutput: null,
  exitCode: null,
  durationMs: null,
});
