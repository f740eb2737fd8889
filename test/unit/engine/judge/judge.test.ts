import { deepEqual, equal } from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeWarnings } from "../../../../src/engine/judge/changeWarnings.ts";
import { createJudge, type JudgeOptions } from "../../../../src/engine/judge/judge.ts";
import { initialState, type Ask, type State } from "../../../../src/model/state.ts";
import type { WrittenPolicy } from "../../../../src/engine/judge/rules.ts";
import { reason } from "../../../../src/model/text/reason.ts";
import { said } from "../../../../src/model/text/say.ts";
import type { Problem } from "../../../../src/policy/problem.ts";

const folder = () => realpathSync(mkdtempSync(join(tmpdir(), "folio-judge-")));
const readOnly: WrittenPolicy = {
  isAutomatic: true,
  written: [{ origin: "user", value: [{ kind: "readOnly", decision: "allow" }] }],
};

function setUp(root: string, more: Partial<JudgeOptions> = {}) {
  const thread = { effective: { model: "m", approvalPolicy: "untrusted", sandbox: null } };
  const options: JudgeOptions = {
    state: () => ({ ...initialState, threads: { th: thread } }) as unknown as State,
    policy: () => readOnly,
    isTrusted: () => true,
    roots: () => [root],
    environment: () => ({}),
    conflict: () => null,
    mcpConfig: () => Promise.resolve(null),
    log: () => {},
    ...more,
  };
  return createJudge(options);
}

const command = (cwd: string, line: string): Ask => ({
  key: "1:number:0",
  requestId: 0,
  threadId: "th",
  turnId: "tu",
  itemId: "i",
  request: {
    method: "item/commandExecution/requestApproval",
    params: {
      kind: "command",
      threadId: "th",
      turnId: "tu",
      itemId: "i",
      startedAtMs: 0,
      environmentId: "local",
      command: `/bin/bash -lc '${line}'`,
      cwd,
    },
  },
  openedAt: 0,
  expiresAt: null,
  verdict: null,
});

describe("judging an ask", () => {
  it("looks up on the disk what the policy wants to know", async () => {
    const root = folder();
    mkdirSync(join(root, "src"));
    writeFileSync(join(root, "a.txt"), "");
    symlinkSync("/etc", join(root, "away"));
    const { judge } = setUp(root);
    const decision = async (line: string) => (await judge(command(root, line))).decision;
    deepEqual(
      [
        await decision("cat a.txt"),
        await decision("cat away/passwd"),
        await decision("rg foo"),
        await decision("git status"),
      ],
      ["allow", "ask", "allow", "ask"],
    );
    writeFileSync(join(root, "src", "server.pem"), "");
    equal(await decision("rg foo"), "ask");
  });

  it("knows a folder that is itself reached by a link", async () => {
    const place = folder();
    mkdirSync(join(place, "real"));
    writeFileSync(join(place, "real", "a.txt"), "");
    symlinkSync("real", join(place, "ws"));
    const root = join(place, "ws");
    equal((await setUp(root).judge(command(root, "cat a.txt"))).decision, "allow");
  });

  it("asks when anything in it fails", async () => {
    const fail = () => {
      throw new Error("broken");
    };
    const root = folder();
    for (const broken of [
      { policy: fail },
      { roots: fail },
      { isTrusted: fail },
      { state: fail },
    ] as Partial<JudgeOptions>[])
      equal((await setUp(root, broken).judge(command(root, "ls"))).decision, "ask");
  });

  it("asks once trust is gone", async () => {
    const root = folder();
    let isTrusted = true;
    const { judge } = setUp(root, { isTrusted: () => isTrusted });
    equal((await judge(command(root, "ls"))).decision, "allow");
    isTrusted = false;
    equal((await judge(command(root, "ls"))).decision, "ask");
  });
});

describe("what a person is warned of before a change", () => {
  it("is who else is at a file, what can run code in any case, and links that lead away", async () => {
    const root = folder();
    symlinkSync("/etc", join(root, "away"));
    const warn = async (name: string, conflict: Problem = null) => {
      const paths = [join(root, name)];
      const found = await changeWarnings({ paths, roots: [root], conflict: () => conflict });
      return found.map(said);
    };
    deepEqual(await warn("src/a.ts"), []);
    deepEqual(await warn("src/a.ts", reason("policy.conflict.unsaved")), [
      "src/a.ts has unsaved changes in an editor.",
    ]);
    deepEqual(await warn(".VSCode/Tasks.json"), [
      ".VSCode/Tasks.json can run code: some tool obeys it as soon as it is there.",
    ]);
    deepEqual(await warn("away/passwd"), [
      "away/passwd leads out of the workspace, to /etc/passwd.",
    ]);
  });
});
