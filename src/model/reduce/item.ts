import { editItem, editThread, editTurn, phaseAfterTurn, type ItemAddress } from "../edit.ts";
import type { ItemState, State, TurnState } from "../state.ts";
import { appendOutput } from "../text/output.ts";
import type { ThreadItem } from "../../protocol/types.gen.ts";
import { ignored, type Rows } from "./table.ts";
import { firstLine } from "./thread.ts";

export const itemRows = {
  "item/started": (state, { threadId, turnId, item }) =>
    putItem(
      adopt(state, threadId, item),
      { threadId, turnId, itemId: item.id },
      { id: item.id, phase: "open", item },
    ),
  "item/completed": (state, { threadId, turnId, item }) =>
    putItem(
      adopt(state, threadId, item),
      { threadId, turnId, itemId: item.id },
      { id: item.id, phase: "done", item },
    ),
  "item/agentMessage/delta": (state, { delta, ...at }) =>
    editOpen(
      state,
      at,
      () => emptyMessage(at.itemId),
      item => (item.type === "agentMessage" ? { ...item, text: item.text + delta } : item),
    ),
  "item/plan/delta": (state, { delta, ...at }) =>
    editOpen(
      state,
      at,
      () => ({ type: "plan", id: at.itemId, text: "" }),
      item => (item.type === "plan" ? { ...item, text: item.text + delta } : item),
    ),
  "item/reasoning/summaryPartAdded": (state, { summaryIndex, ...at }) =>
    editOpen(
      state,
      at,
      () => emptyReasoning(at.itemId),
      item =>
        item.type === "reasoning"
          ? { ...item, summary: appendPart(item.summary, summaryIndex, "") }
          : item,
    ),
  "item/reasoning/summaryTextDelta": (state, { delta, summaryIndex, ...at }) =>
    editOpen(
      state,
      at,
      () => emptyReasoning(at.itemId),
      item =>
        item.type === "reasoning"
          ? { ...item, summary: appendPart(item.summary, summaryIndex, delta) }
          : item,
    ),
  "item/reasoning/textDelta": (state, { delta, contentIndex, ...at }) =>
    editOpen(
      state,
      at,
      () => emptyReasoning(at.itemId),
      item =>
        item.type === "reasoning"
          ? { ...item, content: appendPart(item.content, contentIndex, delta) }
          : item,
    ),
  // Output of a background terminal goes on after its turn, and during later ones (PROTOCOL fact 9).
  "item/commandExecution/outputDelta": (state, { delta, ...at }) =>
    editItem(
      state,
      at,
      ({ id, item, phase }) => ({
        id,
        phase,
        item:
          item.type === "commandExecution" && phase !== "done"
            ? { ...item, aggregatedOutput: appendOutput(item.aggregatedOutput ?? "", delta) }
            : item,
      }),
      () => emptyCommand(at.itemId),
    ),
  "item/commandExecution/terminalInteraction": ignored,
  "item/fileChange/patchUpdated": ignored,
  "item/fileChange/outputDelta": ignored,
  "item/mcpToolCall/progress": ignored,
  "item/autoApprovalReview/started": ignored,
  "item/autoApprovalReview/completed": ignored,
  "rawResponseItem/completed": ignored,
  "rawResponse/completed": ignored,
} satisfies Rows;

/** A sub-agent's thread is told of by nothing but the items of its parent (PROTOCOL section 7, sub-agents). */
function adopt(state: State, parentThreadId: string, item: ThreadItem): State {
  const [children, title] =
    item.type === "collabAgentToolCall" && item.tool === "spawnAgent"
      ? [item.receiverThreadIds, item.prompt ?? ""]
      : item.type === "subAgentActivity" && item.kind === "started"
        ? [[item.agentThreadId], item.agentPath]
        : [[], ""];
  return children.reduce(
    (next, id) =>
      editThread(next, id, child =>
        child.parentThreadId === null
          ? { ...child, parentThreadId, title: child.title || firstLine(title) }
          : child,
      ),
    state,
  );
}

/** The item as the server tells it; an item that starts after its turn ended is not open. */
function putItem(state: State, at: ItemAddress, item: ItemState): State {
  return editTurn(state, at.threadId, at.turnId, turn => {
    const placed = turn.status === "inProgress" ? item : { ...item, phase: phaseAfterTurn(item) };
    const index = turn.items.findLastIndex(known => known.id === at.itemId);
    const known = turn.items[index];
    if (known?.phase === "done" && item.phase === "open") return turn;
    const merged = known && item.phase === "open" ? keepStreamed(known, placed) : placed;
    // What Folio wrote of a change stays true when the server tells of its end.
    const next = known?.outcome ? { ...merged, outcome: known.outcome } : merged;
    const items = index < 0 ? [...turn.items, next] : turn.items.with(index, next);
    return { ...resumeStream(turn), items };
  });
}

/** Words may come before the beginning of their item, which is empty then (FAULTS F27). */
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

/** A new item after a retry means that the stream is back. */
const resumeStream = (turn: TurnState): TurnState =>
  turn.retrying === null ? turn : { ...turn, retrying: null };

function editOpen(
  state: State,
  at: ItemAddress,
  create: () => ThreadItem,
  edit: (item: ThreadItem) => ThreadItem,
): State {
  return editItem(
    state,
    at,
    known => {
      if (known.phase === "done") return known;
      const item = edit(known.item);
      return item === known.item ? known : { ...known, item };
    },
    create,
  );
}

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
