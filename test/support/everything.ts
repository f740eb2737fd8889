import { initialState, type Ask, type AskRequest, type State } from "../../src/model/state.ts";
import { newThread } from "../../src/model/reduce/thread.ts";
import { newTurn } from "../../src/model/reduce/turn.ts";
import { verbatim } from "../../src/model/text/reason.ts";
import type { Thread, ThreadGoal, ThreadItem, TurnError } from "../../src/protocol/types.gen.ts";

/**
 * States of a chat in which all that people and programs say is Cyrillic and without digits: what is drawn with a Latin
 * letter or a digit is then Folio's own.
 */
const said = "Привет";
const why = verbatim(said);
const place = { threadId: "th", turnId: "turn" };
const folder = "/работа";

/** An item by its type and what matters of it; the drawing reads nothing else. */
const item = (type: string, facts: object = {}): ThreadItem =>
  ({ type, id: `${type} ${JSON.stringify(facts).slice(0, 300)}`, ...facts }) as never;

const change = (status: string, kinds: readonly object[]) =>
  item("fileChange", {
    status,
    changes: kinds.map(kind => ({ path: `${folder}/файл`, kind, diff: "+да\n-нет\n" })),
  });
const command = (facts: object) =>
  item("commandExecution", {
    command: "сделай",
    cwd: folder,
    status: "completed",
    exitCode: 0,
    durationMs: 4200,
    aggregatedOutput: "",
    ...facts,
  });
const tool = { arguments: { имя: said }, durationMs: null };

const items: readonly ThreadItem[] = [
  item("userMessage", {
    clientId: null,
    content: [
      { type: "text", text: said },
      { type: "mention", name: said },
      { type: "image", url: "data:" },
      { type: "audio", url: "data:" },
      { type: "новое" },
    ],
  }),
  item("userMessage", {
    clientId: "folio-account.mixed.29.30.1.00000000-0000-4000-8000-000000000000",
    content: [{ type: "text", text: said }],
  }),
  item("agentMessage", {
    text: "# Да\n\nНет `код`\n\n- [x] да\n- [ ] нет\n\n```\nкод\n```\n\n```язык\nкод\n```\n\n| а | б |\n|---|---|\n| в | г |\n",
    phase: null,
    questions: [{ title: said, options: [said] }],
  }),
  item("reasoning", { summary: [said], content: [] }),
  item("plan", { text: said }),
  ...["inProgress", "completed", "failed", "declined"].map(status =>
    change(status, [{ type: "add" }, { type: "delete" }, { type: "update", move_path: "/другое" }]),
  ),
  change("completed", [{ type: "update", move_path: null }]),
  command({ exitCode: 12, durationMs: null, aggregatedOutput: "строка\n".repeat(40) }),
  command({ status: "declined" }),
  command({ durationMs: 200_000 }),
  command({ cwd: "/другое", durationMs: 850 }),
  command({ commandActions: [{ type: "read", path: `${folder}/файл` }] }),
  command({ commandActions: [{ type: "listFiles", path: `${folder}/папка` }] }),
  command({ commandActions: [{ type: "search", query: said, path: null }] }),
  command({ commandActions: [{ type: "search", query: said, path: `${folder}/папка` }] }),
  command({ status: "failed", aggregatedOutput: "нет\n", durationMs: 90_000 }),
  item("mcpToolCall", {
    ...tool,
    server: "сервер",
    tool: "рисуй",
    status: "completed",
    error: null,
    result: {
      content: [
        { type: "text", text: said },
        { type: "image", mimeType: "image/png", data: "" },
      ],
    },
  }),
  item("imageGeneration", { status: "completed", revisedPrompt: said, savedPath: "/картина" }),
  change(
    "completed",
    Array.from({ length: 12 }, () => ({ type: "add" })),
  ),
  item("hookPrompt", { fragments: [{ text: said }] }),
  item("functionCallOutput", { name: said, output: "д".repeat(35_000) }),
  ...["inProgress", "completed", "failed"].flatMap(status => [
    item("mcpToolCall", { ...tool, server: "сервер", tool: "орудие", status, error: null }),
    item("dynamicToolCall", { ...tool, tool: "орудие", status, contentItems: null, success: null }),
    item("imageGeneration", { status }),
  ]),
  ...["spawnAgent", "sendInput", "resumeAgent", "wait", "closeAgent"].map(name =>
    item("collabAgentToolCall", { tool: name, status: "interrupted", prompt: said }),
  ),
  ...["sendMessage", "followupTask", "interruptAgent", "listAgents"].map(name =>
    item("collabAgentToolCall", { tool: name, status: "completed", prompt: null }),
  ),
  ...["started", "interacted", "interrupted", "completed", "новое"].map(kind =>
    item("subAgentActivity", { kind, agentPath: "/помощник" }),
  ),
  item("webSearch", { query: said }),
  item("imageView", { path: "/картина" }),
  item("sleep", { durationMs: 61_000 }),
  item("enteredReviewMode", { review: said }),
  item("exitedReviewMode", { review: said }),
  item("contextCompaction"),
  item("новое"),
];

let keys = 0;
/** An ask by its method and params, of which the drawing reads no more. */
const ask = (method: AskRequest["method"], params: object, facts: Partial<Ask> = {}): Ask => ({
  key: `1:number:${keys}`,
  requestId: keys++,
  ...place,
  itemId: null,
  request: { method, params: { ...place, startedAtMs: 0, ...params } } as AskRequest,
  openedAt: 0,
  expiresAt: null,
  verdict: { decision: "ask", reason: why, rule: null },
  ...facts,
});

const asks = (): readonly Ask[] => [
  ask(
    "item/commandExecution/requestApproval",
    {
      kind: "command",
      command: "сделай\u200b",
      cwd: "/другое",
      environmentId: "облако",
      reason: said,
      additionalPermissions: { да: "нет" },
      availableDecisions: ["accept", "acceptForSession", "decline", "cancel"],
    },
    { expiresAt: Date.now() + 200_000, itemId: "asked" },
  ),
  ask(
    "item/commandExecution/requestApproval",
    { kind: "writeStdin", command: "сделай", cwd: folder, environmentId: null },
    { threadId: "child" },
  ),
  ask(
    "item/fileChange/requestApproval",
    { reason: null },
    {
      files: (["new", "overwritten", "changed", "deleted", "moved"] as const).map(fate => ({
        path: "файл",
        fate,
        movesTo: fate === "moved" ? "другой" : null,
        warnings: [why],
      })),
    },
  ),
  ask("item/permissions/requestApproval", {
    cwd: folder,
    environmentId: null,
    reason: null,
    permissions: { network: { enabled: true }, fileSystem: { read: ["/а"], write: ["/б"] } },
  }),
  ask("item/tool/requestUserInput", {
    questions: [
      {
        id: "q",
        header: said,
        question: said,
        isOther: true,
        isSecret: false,
        options: [{ label: said, description: said }],
      },
    ],
    isBlocking: true,
  }),
  ask("mcpServer/elicitation/request", {
    serverName: "сервер",
    mode: "form",
    _meta: {
      codex_approval_kind: "mcp_tool_call",
      tool_name: "орудие",
      tool_params: { имя: said },
      persist: ["session", "always"],
    },
    message: said,
    requestedSchema: { type: "object", properties: {} },
  }),
];

const error = { message: said, codexErrorInfo: "serverOverloaded" } as TurnError;
const finished = { ...newTurn("earlier"), status: "completed" as const, durationMs: 15_000 };

/** Everything that a thread may hold, at once. */
export const everything = (): State => ({
  ...initialState,
  connection: { kind: "restarting", retryInMs: 1000, cause: why },
  asks: asks(),
  notices: [
    {
      level: "warning",
      what: verbatim(said.repeat(30)),
      place: { path: "/а", line: 1, column: 1 },
    },
  ],
  threads: {
    child: { ...newThread(facts("child", "th")) },
    th: {
      ...newThread(facts("th", null)),
      isHeldElsewhere: true,
      askedPolicy: "никогда" as never,
      effective: { model: said, approvalPolicy: "всегда" as never, sandbox: null },
      goal: { objective: said, status: "paused" } as ThreadGoal,
      held: [{ id: "held", input: [{ type: "text", text: said, text_elements: [] }] }],
      earlierCursor: said,
      turns: [
        { ...finished, changedPaths: ["/а", "/б"], items: drawn("done") },
        { ...finished, id: "bad", status: "failed", error },
        { ...finished, id: "cut", status: "interrupted", lostBecause: why },
        {
          ...newTurn("turn"),
          items: [
            ...drawn("unfinished"),
            ...drawn("superseded"),
            ...drawn("background"),
            { id: "asked", phase: "open", item: command({ status: "inProgress" }) },
          ],
          quiet: { kind: "silent", since: Date.now() - 90_000 },
          plan: {
            explanation: said,
            steps: (["pending", "inProgress", "completed"] as const).map(status => ({
              step: said,
              status,
            })),
          },
        },
      ],
    },
  },
});

const facts = (id: string, parentThreadId: string | null) => ({
  id,
  title: said,
  cwd: folder,
  parentThreadId,
  status: { type: "idle" } satisfies Thread["status"],
});

const drawn = (phase: "done" | "unfinished" | "superseded" | "background") =>
  items
    .filter(({ type }) => phase === "done" || /^(command|file|agentM)/.test(type))
    .map(one => ({ id: `${phase} ${one.id}`, phase, item: one }));

/** Every connection and account with which an empty chat says something else, by the id of its title. */
export const emptyChats = {
  "welcome.untrusted": { ...initialState, connection: { kind: "untrusted" } },
  "welcome.missing": {
    ...initialState,
    connection: { kind: "notInstalled", isFound: false, what: why },
  },
  "welcome.unusable": {
    ...initialState,
    connection: { kind: "notInstalled", isFound: true, what: why },
  },
  "welcome.starting": { ...initialState, connection: { kind: "starting", attempt: 1 } },
  "welcome.gaveUp": {
    ...initialState,
    connection: { kind: "gaveUp", cause: why, hasOwnWords: true },
  },
  "status.signIn": { ...initialState, account: { kind: "signedOut" } },
  "welcome.signingIn": { ...initialState, account: { kind: "signingIn" } as State["account"] },
  "welcome.idle": initialState,
} as const satisfies Readonly<Record<string, State>>;
