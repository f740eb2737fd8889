import { deepEqual } from "node:assert/strict";
import type { CommandQuestion } from "../../../src/policy/question.ts";
import { ruleText } from "../../../src/policy/rule.ts";
import { suggestRules } from "../../../src/policy/suggest.ts";

const facts = { root: "/ws", mcpConfig: "c0ffee" };
const command = (line: string, host: string | null = null): CommandQuestion => ({
  kind: "command",
  line: { shell: "bash", line },
  cwd: "/ws",
  requestKind: "command",
  reason: null,
  environmentId: "local",
  host,
  hasAdditionalPermissions: false,
  offersAccept: true,
});
const texts = (question: Parameters<typeof suggestRules>[0]) =>
  suggestRules(question, facts).map(ruleText);

describe("rules that Always Allow offers", () => {
  it("begin with the exact command, and never offer a prefix that says nothing", () => {
    deepEqual(texts(command("npm test -- --watch")), [
      "allow exactly “npm test -- --watch”",
      "allow commands that begin with “npm test”",
    ]);
    deepEqual(texts(command("tsc -p .")), [
      "allow exactly “tsc -p .”",
      "allow commands that begin with “tsc -p”",
      "allow commands that begin with “tsc”",
    ]);
    deepEqual(texts(command("bash -c 'rm x'")), ["allow exactly “bash -c rm x”"]);
  });

  it("are none for several commands, and for what is not read word by word", () => {
    for (const line of ["npm test && rm x", "echo $HOME", "ls > out", "ls *.ts"])
      deepEqual(texts(command(line)), [], line);
  });

  it("name the host, the file before its folder, and the server that a tool belongs to", () => {
    deepEqual(texts(command("npm i", "Registry.npmjs.org")), ["allow the host registry.npmjs.org"]);
    deepEqual(
      texts({
        kind: "fileChange",
        changes: [{ path: "/ws/docs/a.md", kind: "update", movesTo: null }],
      }),
      ["allow changes to docs/a.md", "allow changes to docs/**"],
    );
    deepEqual(texts({ kind: "mcpTool", server: "docs", tool: "search" }), [
      "allow the tool search of docs",
    ]);
    deepEqual(texts({ kind: "personal", what: "A question" }), []);
  });
});
