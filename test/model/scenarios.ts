/** Turns that the tests ask for by name: `scenario:NAME` anywhere in the last message. */
import type { Output } from "./events.ts";
import { limitHeaders } from "./limits.ts";
import type { Prompt, Reply } from "./server.ts";

export type Scenario = (prompt: Prompt) => Reply;

const text = (content: string): Output => ({ type: "text", text: content });

/** First the call, then a last word about what came of it. */
const callThenSay =
  (outputs: readonly Output[]): Scenario =>
  ({ results }) =>
    results.length === 0
      ? { outputs }
      : {
          outputs: [
            text(
              /rejected|denied/i.test(results.at(-1) ?? "")
                ? "You declined it."
                : `Done.\n\n\`\`\`\n${results.at(-1)}\n\`\`\``,
            ),
          ],
        };

const command = (line: string, escalate?: string): Scenario =>
  callThenSay([{ type: "command", command: line, ...(escalate ? { escalate } : {}) }]);

const envelope = (body: string): string => `*** Begin Patch\n${body}*** End Patch\n`;

const patch = (body: string): Scenario => callThenSay([{ type: "patch", patch: envelope(body) }]);

/** Changes the first line of the sample's basket. */
const wholeCents =
  "*** Update File: src/basket.js\n@@\n-/** Prices are in cents, so that sums are exact. */\n+/** Prices are whole cents: sums are exact. */\n export function total(items, discountPercent = 0) {\n";
/** Changes the body of its `count`. */
const piecesHunk =
  "@@\n export function count(items) {\n-  return items.reduce((sum, item) => sum + item.count, 0);\n+  return items.reduce((pieces, item) => pieces + item.count, 0);\n }\n";
/** Writes a comment below the import of the sample's receipt. */
const movedHunk =
  '@@\n import { total } from "./basket.js";\n-\n+// moved\n const euros = cents => `${(cents / 100).toFixed(2)} EUR`;\n';
const moveReceipt = `*** Update File: src/receipt.js\n*** Move to: src/print.js\n${movedHunk}`;

/** Twelve files, `lib/mod01.js` and so on, of 40 lines; the first six get three changed lines each, the others two. */
export const twelveFiles = Array.from({ length: 12 }, (_, at) => {
  const path = `lib/mod${String(at + 1).padStart(2, "0")}.js`;
  const lineOf = (line: number) => `const value${line} = ${at + 1} + ${line};`;
  const changed = at < 6 ? [2, 19, 36] : [2, 19];
  return {
    path,
    text: Array.from({ length: 40 }, (_line, line) => `${lineOf(line + 1)}\n`).join(""),
    /** Each changed line, as it is and as it is proposed. */
    changes: changed.map(line => [lineOf(line), lineOf(line).replace("const", "let")] as const),
    hunks: changed.map(
      line =>
        `@@\n ${lineOf(line - 1)}\n-${lineOf(line)}\n+${lineOf(line).replace("const", "let")}\n ${lineOf(line + 1)}\n`,
    ),
  };
});

/** Calls a tool, and says what it gave back after `says`. */
const callFirst =
  (name: string, args: object, says: string, namespace?: string): Scenario =>
  ({ results }) => ({
    outputs:
      results.length === 0
        ? [{ type: "call", name, arguments: args, ...(namespace ? { namespace } : {}) }]
        : [text(`${says}: ${results.at(-1)}`)],
  });

/** Calls a tool of the MCP server of `test/support/mcpServer.mjs`. */
const mcpCall = (name: string, args: object): Scenario =>
  callFirst(name, args, "The tool said", "mcp__mock");

const ask = (...questions: readonly object[]): Scenario =>
  callFirst("request_user_input", { questions }, "You said");

const colour = {
  id: "colour",
  header: "Colour",
  question: "Which colour?",
  options: [
    { label: "Red", description: "Warm" },
    { label: "Blue", description: "Cold" },
  ],
};
const size = {
  id: "size",
  header: "Size",
  question: "Which size?",
  options: [
    { label: "Small", description: "Fits a pocket" },
    { label: "Large", description: "Fits a bag" },
  ],
};

/** Changes lines 3 and 6 of `special.txt`, whose lines end as said. */
const specialPatch = (end: string): string =>
  `*** Update File: special.txt\n@@\n two${end}-three${end}+THREE${end} four${end}@@\n five${end}-six${end}+SIX${end}`;

const status =
  (code: number, body: unknown, headers: Record<string, string> = {}): Scenario =>
  () => ({
    outputs: [],
    failure: { type: "status", status: code, body, headers },
  });

const paragraph = "The quick brown fox jumps over the lazy dog, and the dog does not mind. ";

export const scenarios: Readonly<Record<string, Scenario>> = {
  hello: () => ({ outputs: [text("Hello from **Codex**.")], headers: limitHeaders(37, 12) }),
  limits: () => ({
    outputs: [text("Nearly used up.")],
    headers: limitHeaders(96, 40),
    usage: { input: 100_000, cached: 60_000, output: 2_500, reasoning: 700 },
  }),
  slow: () => ({ outputs: [{ type: "text", text: paragraph.repeat(60), chunk: 8, delayMs: 40 }] }),
  reasoning: () => ({
    outputs: [
      { type: "reasoning", summary: "**Weighing** the options one by one." },
      text("Thought through."),
    ],
  }),
  markdown: () => ({
    outputs: [
      text(
        "# Title\n\nSome *text* with `code` and a [link](https://example.com).\n\n- one\n- two\n\n```ts\nconst answer: number = 42;\n```\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n<script>alert(1)</script>\n",
      ),
    ],
  }),
  command: command("echo hello > made-by-command.txt && echo written"),
  /** The command that stands after it in the message. */
  shell: prompt => command(/scenario:shell (.*)$/su.exec(prompt.user)?.[1] ?? "true")(prompt),
  "read-command": command("ls -la && head -n 3 README.md"),
  "delete-command": command("rm README.md"),
  "node-command": command("node src/basket.js"),
  "late-command": callThenSay([
    { type: "text", text: paragraph.repeat(3), chunk: 8, delayMs: 60 },
    { type: "command", command: "echo late" },
  ]),
  "late-change": callThenSay([
    { type: "text", text: paragraph.repeat(3), chunk: 8, delayMs: 60 },
    { type: "patch", patch: envelope(wholeCents) },
  ]),
  escalate: command("echo outside", "I need to leave the sandbox."),
  hidden: command("echo safe \u202e; rm -rf ~ #"),
  "tall-command": command(
    `cat > tall.txt <<'END'\n${Array.from({ length: 80 }, (_, line) => `line ${line}\n`).join("")}END`,
  ),
  "long-command": command(`echo ${"x".repeat(300)} > long.txt`),
  "two-commands": callThenSay([
    { type: "command", command: "echo one > one.txt", yieldMs: 300 },
    { type: "command", command: "echo two > two.txt", yieldMs: 300 },
  ]),
  "ten-commands": callThenSay(
    Array.from({ length: 10 }, (_, at) => ({
      type: "command",
      command: `echo ${at} > ten-${at}.txt`,
      yieldMs: 300,
    })),
  ),
  output: command(
    "for i in $(seq 1 400); do printf '\\033[3%dmline %d\\033[0m\\n' $((i % 7 + 1)) $i; done",
  ),
  "slow-output": command("for i in 1 2 3 4 5 6; do echo tick $i; sleep 0.3; done"),
  "failing-command": command("echo oops >&2; exit 3"),
  add: patch("*** Add File: notes/new.txt\n+first\n+second\n"),
  overwrite: patch("*** Add File: README.md\n+replaced\n"),
  update: patch(wholeCents),
  /** Through a folder, and through a file, that a test makes a link. */
  "linked-folder": patch("*** Add File: notes/l/new.txt\n+new\n"),
  "linked-file": patch(wholeCents.replace("src/basket.js", "notes/basket.txt")),
  "git-status": command("git status --short"),
  "git-diff": command("git diff"),
  /** Two hunks: the first line, and the body of `count`. */
  "two-hunks": patch(wholeCents + piecesHunk),
  "two-files": patch(`${wholeCents}*** Update File: src/receipt.js\n${movedHunk}`),
  /** A patch and a shell command that writes, deletes and makes a binary file. */
  mixture: ({ results }) => ({
    outputs: [
      results.length === 0
        ? {
            type: "patch",
            patch: envelope(wholeCents),
          }
        : results.length === 1
          ? {
              type: "command",
              command: "printf '\\000\\001' > made.bin; rm src/receipt.js; echo more >> README.md",
            }
          : text("All changed."),
    ],
  }),
  special: patch(specialPatch("\n")),
  "special-crlf": patch(specialPatch("\r\n")),
  "move-and-change": patch(
    `${moveReceipt}*** Delete File: src/basket.js\n*** Add File: notes/made.txt\n+made\n`,
  ),
  /** 30 hunks in the 12 files that `twelveFiles` makes. */
  "twelve-files": patch(
    twelveFiles.map(({ path, hunks }) => `*** Update File: ${path}\n${hunks.join("")}`).join(""),
  ),
  "run-code": patch("*** Add File: .vscode/tasks.json\n+{}\n"),
  "over-binary": patch("*** Add File: logo.bin\n+text\n"),
  delete: patch("*** Delete File: src/receipt.js\n"),
  move: patch(moveReceipt),
  several: patch(`*** Add File: notes/a.txt\n+a\n*** Update File: src/basket.js\n${piecesHunk}`),
  outside: patch("*** Add File: ../outside-of-folio.txt\n+outside\n"),
  "failing-patch": patch(
    "*** Update File: src/basket.js\n@@\n-this line is not there\n+nor is this\n",
  ),
  plan: ({ results }) =>
    results.length === 0
      ? {
          outputs: [
            {
              type: "plan",
              explanation: "Two steps.",
              steps: [
                ["Look", "completed"],
                ["Act", "in_progress"],
              ],
            },
          ],
        }
      : { outputs: [text("Planned.")] },
  questions: ask(colour, size),
  /** A sub-agent that wants to run a command; needs the feature `multi_agent` and a model that knows it. */
  spawn: callFirst("spawn_agent", { message: "scenario:command" }, "Spawned", "multi_agent_v1"),
  elicit: mcpCall("ask", {}),
  "elicit-url": mcpCall("open", {}),
  "mcp-tool": mcpCall("destroy", { target: "the old world", times: 2 }),
  permissions: callFirst(
    "request_permissions",
    {
      reason: "I need the network and a folder.",
      permissions: { network: { enabled: true }, file_system: { write: ["/opt/scenario"] } },
    },
    "Granted",
  ),
  question: ask(colour),
  401: status(401, {
    error: {
      message: "Incorrect API key provided",
      type: "invalid_request_error",
      code: "invalid_api_key",
    },
  }),
  429: status(
    429,
    {
      error: {
        type: "usage_limit_reached",
        message: "The usage limit has been reached",
        plan_type: "plus",
        resets_at: Math.floor(Date.now() / 1000) + 3600,
      },
    },
    limitHeaders(100, 55),
  ),
  500: status(500, { error: { message: "Internal server error" } }),
  drop: () => ({
    outputs: [text("This answer breaks off in the middle of a sen")],
    failure: { type: "drop" },
  }),
  "drop-once": ({ body }) => {
    const key = JSON.stringify((body as { prompt_cache_key?: string }).prompt_cache_key ?? "");
    if (dropped.has(key)) return { outputs: [text("The whole answer, after reconnecting.")] };
    dropped.add(key);
    return { outputs: [text("Half an answ")], failure: { type: "drop" } };
  },
  "context-full": () => ({
    outputs: [],
    failure: {
      type: "failed",
      code: "context_length_exceeded",
      message: "Your input exceeds the context window of this model.",
    },
  }),
  many: () => ({
    outputs: Array.from({ length: 100 }, (_, at) => ({
      type: "text",
      text: `Message **${at}** with a few words and \`code\`.`,
      chunk: 1000,
    })),
  }),
  hang: () => ({ outputs: [{ type: "text", text: "Waiting.", delayMs: 3_600_000 }] }),
  bomb: () => ({
    outputs: [
      {
        type: "text",
        chunk: 4000,
        text: `${">".repeat(3000)} deep\n\n${"a".repeat(1_000_000)}\n\n${"*".repeat(5000)}\n\n\`\`\`\nunclosed fence <b>not bold</b>`,
      },
    ],
  }),
  big: () => ({ outputs: [{ type: "text", chunk: 41, text: bigAnswer() }] }),
};

const dropped = new Set<string>();

/** About 200 KB of ordinary markdown. */
export function bigAnswer(): string {
  const section = (at: number) =>
    `## Part ${at}\n\n${paragraph.repeat(6)}\n\n- **one** of ${at}\n- \`two\` of ${at}\n- [three](https://example.com/${at})\n\n\`\`\`ts\nexport function part${at}(input: string): number {\n  // ${paragraph}\n  return input.length + ${at};\n}\n\`\`\`\n\n`;
  return Array.from({ length: 262 }, (_, at) => section(at))
    .join("")
    .slice(0, 205_000);
}
