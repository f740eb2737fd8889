import { deepEqual } from "node:assert/strict";
import type { CommandQuestion } from "../../../src/policy/question.ts";
import { ruleText } from "../../../src/policy/rules/table.ts";
import { suggestRules } from "../../../src/policy/suggest.ts";
import { said } from "../../../src/model/text/say.ts";

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
  suggestRules(question, facts).map(rule => said(ruleText(rule)));

describe("rules that Add a Rule offers", () => {
  it("begin with the exact command, and never offer a prefix that says nothing", () => {
    const offers: Readonly<Record<string, readonly string[]>> = {
      "npm test -- --watch": ["npm test"],
      "npm run build": ["npm run build", "npm run"],
      "tsc src/a.ts": ["tsc"],
      "git log --oneline": ["git log"],
      "make all": ["make all"],
      "tsc -p .": [],
      "bash -c 'rm x'": [],
      "python3.11 x.py": [],
      "cat README.md": [],
      "npm exec x": [],
      "npm test --prefix /tmp/evil": [],
      "make test SHELL=./evil": [],
      "git config user.name x": [],
    };
    for (const [line, prefixes] of Object.entries(offers))
      deepEqual(
        texts(command(line)),
        [
          `allow exactly “${line.replaceAll("'", "")}” in /ws`,
          ...prefixes.map(prefix => `allow commands that begin with “${prefix}” in /ws`),
        ],
        line,
      );
  });

  it("hold in the folder where the command was asked for, and are none outside", () => {
    deepEqual(
      suggestRules({ ...command("npm test"), cwd: "/ws/sub" }, facts)
        .filter(rule => "cwd" in rule)
        .map(rule => ("cwd" in rule ? rule.cwd : "")),
      ["/ws/sub", "/ws/sub"],
    );
    deepEqual(suggestRules({ ...command("npm test"), cwd: "/tmp" }, facts), []);
  });

  it("are none for several commands, and for what is not read word by word", () => {
    for (const line of ["npm test && rm x", "echo $HOME", "ls > out", "ls *.ts"])
      deepEqual(texts(command(line)), [], line);
  });

  it("are none for a file that always asks, and for what the settings would refuse", () => {
    for (const path of [
      "package.json",
      ".vscode/tasks.json",
      ".env",
      "a\u202eb",
      "a*b.md",
      "[a].md",
    ])
      deepEqual(
        texts({
          kind: "fileChange",
          changes: [{ path: `/ws/${path}`, kind: "update", movesTo: null }],
        }),
        [],
        path,
      );
    deepEqual(texts(command(`echo ${"x".repeat(400)}`)), []);
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
    deepEqual(texts({ kind: "personal", what: "question" }), []);
  });
});
