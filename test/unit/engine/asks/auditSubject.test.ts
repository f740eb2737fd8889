import { deepEqual, equal, match } from "node:assert/strict";
import { createHash } from "node:crypto";
import { createAsks } from "../../../../src/engine/asks/asks.ts";
import type { AuditEntry } from "../../../../src/engine/asks/audit.ts";
import { redactedTo } from "../../../../src/engine/asks/auditSubject.ts";
import { createScope } from "../../../../src/engine/scope.ts";
import { createStore, type Store } from "../../../../src/engine/store.ts";
import type { Verdict } from "../../../../src/model/state.ts";
import type { FileUpdateChange } from "../../../../src/protocol/types.gen.ts";
import { notify } from "../../../support/play.ts";
import { verbatim } from "../../../../src/model/text/reason.ts";
import { told } from "../../../../src/model/text/say.ts";

const command = { threadId: "th", turnId: "tu", itemId: "i", startedAtMs: 0 };
const asked: Verdict = { decision: "ask", reason: verbatim("No rule speaks of it."), rule: null };
const allowed: Verdict = {
  decision: "allow",
  reason: verbatim("It only reads."),
  rule: verbatim("the rule"),
};

function open(verdict = asked, write: () => Promise<void> = () => Promise.resolve()) {
  const store = createStore(() => {});
  const entries: AuditEntry[] = [];
  const { asks, send, handle } = createAsks({
    store,
    scope: createScope(),
    log: () => {},
    audit: {
      async write(entry) {
        await write();
        entries.push(entry);
      },
      read: () => Promise.resolve([]),
    },
    judge: () => Promise.resolve(verdict),
    mayBeWritten: () => Promise.resolve(true),
    chooseForChange: () => Promise.reject(new Error("No change is reviewed here.")),
    timeoutMs: () => null,
    onAuditLost: () => {},
  });
  return { store, asks, send, handle, entries };
}

const waitFor = (store: Store, isSo: () => boolean) =>
  new Promise<void>(resolve => {
    if (isSo()) return resolve();
    const subscription = store.onChange(() => {
      if (!isSo()) return;
      subscription.dispose();
      resolve();
    });
  });
const settle = () => new Promise(resolve => setImmediate(resolve));
describe("the audit log of a decision", () => {
  it("that hangs holds a person's answer up for a moment only, and lets no rule approve", async () => {
    const hang = () => new Promise<void>(() => {});
    const { handle, asks, store } = open(allowed, hang);
    const byRule = handle(
      1,
      "item/commandExecution/requestApproval",
      { ...command, kind: "command", environmentId: null, command: "ls", cwd: "/ws" },
      0,
    );
    await waitFor(store, () => store.state.asks.length === 1);
    match(told(store.state.asks[0]?.verdict?.reason ?? ""), /audit log cannot be written/);
    void asks.choose("1:number:0", "accept");
    deepEqual(await byRule, { decision: "accept" });
  });

  it("tells the change by the hash of its diff, and what became of each hunk", async () => {
    const proofs = new Set<string>();
    for (const diff of ["@@ -1 +1 @@\n-a\n+b\n", "@@ -1 +1 @@\n-a\n+c\n"]) {
      const { handle, store, send, entries } = open();
      const changes: FileUpdateChange[] = [
        { path: "/ws/a.js", kind: { type: "update", move_path: "/ws/b.js" }, diff },
      ];
      store.dispatch(
        notify("item/started", {
          threadId: "th",
          turnId: "tu",
          item: { type: "fileChange", id: "i", changes, status: "inProgress" },
          startedAtMs: 0,
        }),
      );
      void handle(1, "item/fileChange/requestApproval", command, 0);
      await settle();
      const decided = [
        { path: "/ws/a.js", outcome: "edited", hunks: ["taken", "rejected"], sha256: "f00" },
      ] as const;
      send("1:number:0", "decline", decided);
      await settle();
      const [{ about, proof = "", what } = {}] = entries;
      const sha256 = createHash("sha256").update(diff).digest("hex");
      deepEqual(about, {
        kind: "change",
        files: [
          { path: "/ws/a.js", change: "update", movedTo: "/ws/b.js", sha256, bytes: diff.length },
        ],
        more: 0,
        decided,
      });
      match(what ?? "", /^update \/ws\/a\.js to \/ws\/b\.js \(\d+ bytes, sha256 [0-9a-f]{16}\)$/);
      proofs.add(proof);
    }
    equal(proofs.size, 2);
  });

  it("tells the tool, the hash of its arguments and what was granted, without secrets", async () => {
    const { handle, asks, entries } = open();
    const tool_params = { path: "/etc/hosts", password: "hunter2hunter2" };
    const _meta = {
      codex_approval_kind: "mcp_tool_call",
      tool_name: "write_file",
      persist: "always",
      tool_params,
    };
    void handle(
      1,
      "mcpServer/elicitation/request",
      { threadId: "th", turnId: "tu", serverName: "files", mode: "form", message: "Allow?", _meta },
      0,
    );
    await settle();
    void asks.choose("1:number:0", "always");
    await settle();
    const [{ about, what } = {}] = entries;
    deepEqual(about, {
      kind: "tool",
      server: "files",
      tool: "write_file",
      argumentsSha256: createHash("sha256").update(JSON.stringify(tool_params)).digest("hex"),
      arguments: '{"path":"/etc/hosts","password":"[redacted]"}',
      granted: "write_file of files runs without asking from now on.",
    });
    match(what ?? "", /^files: Allow\?\nwrite_file of files, with \{"path"/);
  });

  it("tells what permissions were granted", async () => {
    const { handle, asks, entries } = open();
    const permissions = { network: { enabled: true }, fileSystem: null };
    void handle(
      1,
      "item/permissions/requestApproval",
      { threadId: "th", turnId: "tu", itemId: "i", permissions, cwd: "/ws", reason: null },
      0,
    );
    await settle();
    asks.answer(
      "1:number:0",
      { permissions: { network: { enabled: true } }, scope: "turn" },
      "accepted",
    );
    await settle();
    deepEqual(entries[0]?.about, {
      kind: "permission",
      granted: '{"permissions":{"network":{"enabled":true}},"scope":"turn"}',
    });
  });

  it("shows no secret in part, wherever the text is cut", () => {
    const secrets = [
      "sk-abcdefgh12345678",
      "https://user:pass%s@host/",
      "password=hunter2hunter2",
      "Bearer abcdefgh12345678",
    ];
    for (const secret of secrets)
      for (const [before, length] of [
        [0, 40],
        [30, 40],
        [35, 40],
        [140, 40],
        [150, 40],
        [157, 40],
      ] as const) {
        const shown = redactedTo(`${"x ".repeat(before / 2)}${secret} ${"y".repeat(400)}`, length);
        equal(shown.length <= length, true);
        equal(/abcdefgh|hunter2|pass%s/.test(shown), false, shown);
      }
    // So much is taken out that what lies at the border comes into view.
    const many = `${"sk-abcdefgh12345678abcdefgh12345678 ".repeat(4)}password=hunter2`;
    for (let length = 30; length < 45; length++)
      equal(/abcdefgh|hunter/.test(redactedTo(many, length)), false);
    equal(/secret/.test(redactedTo(`https://user:secret${"s".repeat(9000)}@host`, 2000)), false);
  });
});
