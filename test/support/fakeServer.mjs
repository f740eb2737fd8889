#!/usr/bin/env node
/** A server that misbehaves as FOLIO_FAULT says. It speaks just enough of the protocol to get there. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

if (process.argv.includes("--version")) {
  console.log("codex-cli 0.169.0");
  process.exit(0);
}
const fault = process.env.FOLIO_FAULT ?? "";
const write = text => process.stdout.write(text);
const send = message => write(`${JSON.stringify(message)}\n`);
const initialized = {
  userAgent: "fake/0.169.0",
  codexHome: "/",
  platformFamily: "unix",
  platformOs: "linux",
};
const thread = {
  id: "th",
  preview: "",
  cwd: "/",
  status: { type: "idle" },
  name: null,
  parentThreadId: null,
  turns: [],
};
const turn = {
  id: "tu",
  rootTurnId: "tu",
  items: [],
  itemsView: "notLoaded",
  status: "inProgress",
  error: null,
};
const address = { threadId: "th", turnId: "tu" };
const delta = text => ({
  method: "item/agentMessage/delta",
  params: { ...address, itemId: "m", delta: text },
});

if (fault === "banner") write("Now using node v24\nWelcome!\n");
if (fault === "stderr")
  for (let at = 0; at < 20_000; at++) process.stderr.write(`${"noise ".repeat(500)}\n`);

const fileChange = {
  type: "fileChange",
  id: "change",
  changes: [{ path: "/ws/a.txt", kind: { type: "add" }, diff: "a\n" }],
};
const elicitation = {
  serverName: "mock",
  mode: "form",
  message: "Tell me",
  requestedSchema: { type: "object", properties: {} },
  _meta: null,
};
const toolCall = { codex_approval_kind: "mcp_tool_call", tool_name: "destroy", tool_params: {} };
const requests = [
  ["item/commandExecution/requestApproval", { kind: "command", command: "ls", cwd: "/ws" }],
  ["item/fileChange/requestApproval", { itemId: "change" }],
  ["item/permissions/requestApproval", { permissions: { network: { enabled: true } }, cwd: "/ws" }],
  [
    "item/tool/requestUserInput",
    { questions: [{ id: "q", header: "Q", question: "Which?", options: null, isOther: false }] },
  ],
  ["mcpServer/elicitation/request", elicitation],
  ["mcpServer/elicitation/request", { ...elicitation, mode: "url", url: "https://example.com" }],
  ["mcpServer/elicitation/request", { ...elicitation, _meta: toolCall }],
  ["mcpServer/elicitation/request", { ...elicitation, mode: "from/the/future" }],
  ["item/tool/call", { callId: "c", namespace: null, tool: "t", arguments: {} }],
  ["currentTime/read", {}],
  ["account/chatgptAuthTokens/refresh", { reason: "unauthorized" }],
  ["attestation/generate", {}],
  ["applyPatchApproval", { conversationId: "th", callId: "c", fileChanges: {} }],
  ["execCommandApproval", { conversationId: "th", callId: "c", command: ["ls"], cwd: "/ws" }],
];

const answers = {
  initialize(id) {
    if (fault === "hang") return;
    if (fault === "refuse") return send({ id, error: { code: -32600, message: "not today" } });
    send({ id, result: initialized });
    if (fault === "crash-loop") setTimeout(() => process.exit(7), 50);
  },
  "account/read": id => send({ id, result: { account: null, requiresOpenaiAuth: false } }),
  "thread/start"(id) {
    send({
      id,
      result: { thread, model: "m", approvalPolicy: "untrusted", sandbox: { type: "readOnly" } },
    });
  },
  "turn/interrupt"(id) {
    send({ id, result: {} });
    if (fault !== "asks") return;
    for (const requestId of requests.keys())
      send({ method: "serverRequest/resolved", params: { threadId: "th", requestId } });
    send({
      method: "turn/completed",
      params: { threadId: "th", turn: { ...turn, status: "interrupted" } },
    });
  },
  "thread/list"(id) {
    // With other faults it stays without an answer.
    if (fault === "asks") send({ id, result: { data: [], nextCursor: null } });
  },
  "thread/unsubscribe"(id) {
    send({ id, result: { status: "unsubscribed" } });
    send({ method: "thread/closed", params: { threadId: "th" } });
  },
  "turn/start"(id) {
    if (fault === "overloaded")
      return send({ id, error: { code: -32001, message: "Server overloaded; retry later." } });
    send({ id, result: { turn } });
    send({ method: "turn/started", params: { ...address, turn } });
    faults[fault]?.();
  },
};

const faults = {
  "exit-0": () => {
    send(delta("partial"));
    setTimeout(() => process.exit(0), 50);
  },
  "half-line"() {
    write('{"method":"item/agentMessage/delta","params":{"thr');
    process.stderr.write("half a line is out\n");
  },
  future() {
    send({ method: "thread/teleported", params: { ...address, extra: { deep: [1] } } });
    send({
      method: "item/started",
      params: { ...address, item: { type: "hologram", id: "h", depth: 3 }, startedAtMs: 0 },
    });
    send({ id: 5, method: "item/foo/requestX", params: { ...address } });
    send({ id: 999, result: {} });
    send(delta("still fine"));
  },
  endless() {
    const chunk = "x".repeat(1024 * 1024);
    const more = () => process.stdout.write(chunk, more);
    more();
  },
  /** Speaks while it floods stderr with 100 MB. */
  noisy() {
    const noise = `${"noise ".repeat(170_000)}\n`;
    for (let at = 0; at < 100; at++) {
      process.stderr.write(noise);
      send(delta(`${at} `));
    }
    send({
      method: "turn/completed",
      params: { ...address, turn: { ...turn, status: "completed" } },
    });
  },
  /** A command whose output is 100 MB. */
  async output() {
    const item = { type: "commandExecution", id: "c", command: "yes", cwd: "/", processId: null };
    const start = { ...item, status: "inProgress", commandActions: [], aggregatedOutput: null };
    send({ method: "item/started", params: { ...address, startedAtMs: 0, item: start } });
    const text = "0123456789abcdef".repeat(1024);
    for (let at = 0; at < 6400; at++) {
      const params = { ...address, itemId: "c", delta: text };
      const line = JSON.stringify({ method: "item/commandExecution/outputDelta", params });
      if (!write(`${line}\n`)) await new Promise(resolve => process.stdout.once("drain", resolve));
    }
    send({
      method: "turn/completed",
      params: { ...address, turn: { ...turn, status: "completed" } },
    });
  },
  /** Leaves a program in a session of its own, and tells its process id. */
  grandchild() {
    const script = "setInterval(() => {}, 1000)";
    const left = spawn(process.execPath, ["-e", script], { detached: true, stdio: "inherit" });
    send(delta(String(left.pid)));
  },
  /** Reads nothing any more. */
  deaf: () => process.stdin.removeAllListeners("data").pause(),
  /** Many last words, written in one go, and an end. */
  "last-words"() {
    const words = Array.from({ length: 1000 }, (_, at) => JSON.stringify(delta(`${at} `)));
    const done = {
      method: "turn/completed",
      params: { ...address, turn: { ...turn, status: "completed" } },
    };
    write(`${[...words, JSON.stringify(done)].join("\n")}\n`);
    process.exitCode = 3;
    process.stdin.destroy();
  },
  "last-words-killed"() {
    const words = Array.from({ length: 500 }, (_, at) => JSON.stringify(delta(`${at} `)));
    process.stdout.write(`${words.join("\n")}\n`, () => process.kill(process.pid, "SIGKILL"));
  },
  /** Takes the interrupt and goes on. */
  unstoppable() {},
  ids() {
    const params = {
      ...address,
      kind: "command",
      itemId: "c",
      startedAtMs: 0,
      environmentId: null,
      command: "ls",
      cwd: "/",
    };
    send({ id: 0, method: "item/commandExecution/requestApproval", params });
    send({ id: "zero", method: "item/commandExecution/requestApproval", params });
    send({ id: 0, method: "item/commandExecution/requestApproval", params });
  },
  hostile() {
    write(
      '{"method":"thread/name/updated","params":{"threadId":"__proto__","__proto__":{"polluted":1},"threadName":"x","threadName":"y"}}\n',
    );
    write(
      `{"method":"item/started","params":{"threadId":"th","turnId":"tu","startedAtMs":0,"item":{"type":"hologram","id":"deep","x":${"[".repeat(10_000)}${"]".repeat(10_000)}}}}\n`,
    );
    send(delta("still fine"));
  },
  /** Words before their beginning, an end before its beginning, two threads at once. */
  disorder() {
    const other = { threadId: "other", turnId: "tu2" };
    send(delta("first "));
    send({
      method: "item/agentMessage/delta",
      params: { ...other, itemId: "m", delta: "elsewhere" },
    });
    send(delta("second"));
    send({
      method: "item/completed",
      params: {
        ...address,
        completedAtMs: 0,
        item: {
          type: "agentMessage",
          id: "late",
          text: "only its end",
          phase: null,
          memoryCitation: null,
        },
      },
    });
  },
  /** Every request of the protocol at once, its place in the list as the id; interrupting the turn takes all back. */
  asks() {
    send({
      method: "item/started",
      params: { ...address, startedAtMs: 0, item: { ...fileChange, status: "inProgress" } },
    });
    requests.forEach(([method, params], id) =>
      send({ id, method, params: { ...address, itemId: `i${id}`, startedAtMs: 0, ...params } }),
    );
  },
  /** Asks after 2 s; the command tells when, in milliseconds since 1970. */
  later() {
    setTimeout(() => {
      const command = `echo ${Date.now()}`;
      const params = { ...address, kind: "command", itemId: "c", command, cwd: "/ws" };
      send({ id: 0, method: "item/commandExecution/requestApproval", params });
    }, 2000);
  },
  garbage() {
    setTimeout(() => write("garbage\n".repeat(25)), 100);
  },
  unknownThread() {
    send({
      method: "turn/completed",
      params: { threadId: "nobody", turn: { ...turn, id: "x", status: "completed" } },
    });
    send({ method: "item/started", params: { threadId: "nobody" } });
    send(delta("still fine"));
  },
  flood() {
    for (let at = 0; at < 20_000; at++) send(delta(`${at} `));
    send({
      method: "turn/completed",
      params: { ...address, turn: { ...turn, status: "completed" } },
    });
  },
  /** One message of FOLIO_MEGABYTES of paragraphs, in one delta. */
  paragraphs() {
    const paragraph = `${"The quick brown fox jumps over the *lazy* dog. ".repeat(10)}\n\n`;
    const megabytes = Number(process.env.FOLIO_MEGABYTES ?? 1);
    send(delta(paragraph.repeat(Math.ceil((megabytes * 1024 * 1024) / paragraph.length))));
    send({
      method: "turn/completed",
      params: { ...address, turn: { ...turn, status: "completed" } },
    });
  },
  "big-line"() {
    send(delta("x".repeat(50 * 1024 * 1024)));
    send({
      method: "turn/completed",
      params: { ...address, turn: { ...turn, status: "completed" } },
    });
  },
};

createInterface({ input: process.stdin }).on("line", line => {
  const { id, method, result } = JSON.parse(line);
  answers[method]?.(id);
  // What was answered comes back as text, ids in their JSON type.
  if (method === undefined && result !== undefined)
    send(delta(`${JSON.stringify(id)}:${result.decision} `));
});
if (["stubborn", "hang", "deaf"].includes(fault)) {
  process.on("SIGTERM", () => {});
  setInterval(() => {}, 1000);
}
