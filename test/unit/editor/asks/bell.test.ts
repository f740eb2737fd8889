import { deepEqual, equal, ok } from "node:assert/strict";
import { bellOf } from "../../../../src/editor/asks/bell.ts";
import { initialState, type Ask, type FileFact, type State } from "../../../../src/model/state.ts";
import { editThread } from "../../../../src/model/edit.ts";
import { verbatim } from "../../../../src/model/text/reason.ts";

const base = {
  key: "1:number:0",
  requestId: 0,
  threadId: "t",
  turnId: "u",
  itemId: "i",
  openedAt: 0,
  expiresAt: null,
  verdict: null,
};
const command = (text: string, more: object = {}): Ask => ({
  ...base,
  request: {
    method: "item/commandExecution/requestApproval",
    params: {
      threadId: "t",
      turnId: "u",
      itemId: "i",
      startedAtMs: 0,
      kind: "command",
      environmentId: null,
      command: text,
      availableDecisions: ["accept", "cancel"],
      ...more,
    },
  },
});
const change = (files?: readonly FileFact[]): Ask => ({
  ...base,
  ...(files ? { files } : {}),
  request: {
    method: "item/fileChange/requestApproval",
    params: { threadId: "t", turnId: "u", itemId: "i", startedAtMs: 0 },
  },
});
const file = (path: string, more: Partial<FileFact> = {}): FileFact => ({
  path,
  fate: "new",
  movesTo: null,
  warnings: [],
  ...more,
});
const state: State = editThread(initialState, "t", thread => ({ ...thread, cwd: "/ws" }));
const bell = (ask: Ask) => {
  const { text, buttons } = bellOf(ask, state);
  return { text: String(text), buttons: buttons.map(({ label }) => String(label)) };
};

describe("a notification of an ask", () => {
  it("shows a whole command and offers Approve, after Decline", () =>
    deepEqual(bell(command("/bin/bash -lc 'npm test'", { cwd: "/ws" })), {
      text: "Codex wants to run: npm test",
      buttons: ["Decline", "Approve"],
    }));
  it("adds what is unusual about it", () =>
    equal(
      bell(command("npm test", { cwd: "/ws/web", reason: "why", environmentId: "box" })).text,
      "Codex wants to run: npm test ⚠ It runs in web. ⚠ It runs on box. ⚠ It may run outside the sandbox.",
    ));
  it("offers a plain Decline, and no choice for later asks", () => {
    const network_policy_amendment = { host: "x.y", action: "deny" };
    const availableDecisions = [
      "accept",
      { applyNetworkPolicyAmendment: { network_policy_amendment } },
      "cancel",
    ];
    const { buttons } = bellOf(command("curl x.y", { availableDecisions }), state);
    deepEqual(
      buttons.map(({ does }) => (typeof does === "object" ? does.id : does)),
      ["decline", "accept"],
    );
  });
  it("names a sub-agent", () => {
    const ofSubAgent = editThread(state, "t", thread => ({ ...thread, parentThreadId: "p" }));
    equal(bellOf(command("npm test"), ofSubAgent).text, "A sub-agent wants to run: npm test");
  });
  for (const [why, text, more] of [
    ["is long", "x".repeat(161), {}],
    ["has lines", "a\nb", {}],
    ["has a link", "[a](https://x)", {}],
    ["hides something", "a\u202eb", {}],
    ["has spaces that are folded", "a  b", {}],
    ["asks for more permissions", "ls", { additionalPermissions: { network: { enabled: true } } }],
    ["runs where the name hides something", "ls", { cwd: "/ws/a\u200bb" }],
  ] as const)
    it(`offers no Approve for a command that ${why}`, () =>
      deepEqual(bell(command(text, more)).buttons, ["Decline", "Show in Chat"]));
  it("tells the length of a command that it cannot show", () => {
    equal(bell(command("a\nb\nc")).text, "Codex wants to run a command of 3 lines");
    equal(bell(command("x".repeat(161))).text, "Codex wants to run a command of 161 characters");
  });

  it("names every file with what will happen to it", () =>
    deepEqual(
      bell(
        change([
          file("a/x.js"),
          file("b/x.js", { fate: "changed" }),
          file("c.js", { fate: "deleted" }),
          file("d.js", { fate: "moved", movesTo: "e.js" }),
        ]),
      ),
      {
        text: "Codex wants to change a/x.js (new), b/x.js, c.js (deleted) and d.js → e.js (moved)",
        buttons: ["Decline", "Review", "Accept"],
      },
    ));
  it("offers no Accept for a change with warnings, hidden characters, a long text, or files that were not read", () => {
    for (const files of [
      [file(".vscode/tasks.json", { warnings: [verbatim(".vscode/tasks.json can run code.")] })],
      Array.from({ length: 20 }, (_, at) => file(`folder/file-${at}.txt`)),
      [file("[open](command:x).md")],
      [file("a\u202eb")],
      [file("a\nb")],
      undefined,
    ])
      deepEqual(bell(change(files)).buttons, ["Decline", "Review"]);
  });
  it("counts the questions, and names the thread where it has a title", () => {
    const question = { id: "q", header: "", question: "?", isOther: false, isSecret: false };
    const asking = (count: number): Ask => ({
      ...base,
      request: {
        method: "item/tool/requestUserInput",
        params: {
          threadId: "t",
          turnId: "u",
          itemId: "i",
          isBlocking: true,
          autoResolutionMs: null,
          questions: Array.from({ length: count }, () => ({ ...question, options: null })),
        },
      },
    });
    const titled = editThread(state, "t", thread => ({ ...thread, title: "Fix\u202e login" }));
    deepEqual(
      [bell(asking(1)), String(bellOf(asking(2), titled).text)],
      [
        { text: "Codex has a question", buttons: ["Answer…"] },
        "Codex has 2 questions in “Fix⟨U+202E⟩ login”",
      ],
    );
  });
  it("shows the warnings", () =>
    ok(
      bell(change([file("x", { warnings: [verbatim("It can run code.")] })])).text.endsWith(
        " ⚠ It can run code.",
      ),
    ));
});
