import { deepEqual, equal, match } from "node:assert/strict";
import { decide } from "../../../src/policy/decide.ts";
import type {
  ChangedPath,
  CommandQuestion,
  Facts,
  Policy,
  Question,
} from "../../../src/policy/question.ts";
import { isCode } from "../../../src/policy/code.ts";
import { isSecret } from "../../../src/policy/paths.ts";
import { matchesGlob } from "../../../src/policy/glob.ts";
import { parseRules } from "../../../src/policy/parseRules.ts";
import { prefixProblem } from "../../../src/policy/prefix.ts";
import type { Rule } from "../../../src/policy/rule.ts";
import { shellWords } from "../../../src/model/text/command.ts";
import { unwrap } from "../../../src/policy/unwrap.ts";
import { reason } from "../../../src/model/text/reason.ts";
import { said, told } from "../../../src/model/text/say.ts";

const facts: Facts = {
  isTrusted: true,
  approvalPolicy: "untrusted",
  root: "/ws",
  gitProblem: () => reason("repository.notTop"),
  printedByGit: () => null,
  mcpConfig: () => "c0ffee",
  realPath: path => path,
  kind: path => (path === "/ws" ? "folder" : /\/-[^/]*$/.test(path) ? "missing" : "file"),
  names: () => [],
  survey: () => ({ findings: [], links: [], lifts: [] }),
  conflict: () => null,
  exists: () => false,
  isShared: () => false,
};
const policy = (...rules: Rule[]): Policy => ({ isAutomatic: true, rules });
const command = (line: string, more: Partial<CommandQuestion> = {}): CommandQuestion => ({
  kind: "command",
  line: { shell: "bash", line },
  cwd: "/ws",
  requestKind: "command",
  reason: null,
  environmentId: "local",
  host: null,
  hasAdditionalPermissions: false,
  offersAccept: true,
  ...more,
});
const change = (
  path: string,
  kind: ChangedPath["kind"] = "update",
  movesTo: string | null = null,
): Question => ({
  kind: "fileChange",
  changes: [{ path, kind, movesTo }],
});
const readOnly: Rule = { kind: "readOnly", decision: "allow" };
const docs: Rule = { kind: "path", decision: "allow", glob: "docs/**" };
const decision = (question: Question, rules: Rule[], more: Partial<Facts> = {}) =>
  decide(question, policy(...rules), { ...facts, ...more }).decision;

describe("the policy", () => {
  it("allows nothing while automatic approval is off, and says so", () => {
    const verdict = decide(command("ls"), { isAutomatic: false, rules: [readOnly] }, facts);
    deepEqual(
      [verdict.decision, said(verdict.reason)],
      ["ask", "automatic approval is switched off"],
    );
  });

  it("lets a rule that denies work without automatic approval", () =>
    equal(
      decide(
        command("npm publish"),
        {
          isAutomatic: false,
          rules: [{ kind: "command", decision: "deny", prefix: ["npm", "publish"] }],
        },
        facts,
      ).decision,
      "deny",
    ));

  it("gives the rule and a reason with every verdict", () => {
    const verdict = decide(command("ls && pwd"), policy(readOnly), facts);
    equal(verdict.decision, "allow");
    equal(said(verdict.reason), "every part of it is allowed: allow commands that only read");
    equal(verdict.rule && said(verdict.rule), "allow commands that only read");
    const asked = decide(command("rm x"), policy(readOnly), facts);
    equal(said(asked.reason), "“rm” can change things");
    equal(asked.rule, null);
  });

  it("allows a command by its first words, and nothing that only looks like it", () => {
    const rules: Rule[] = [{ kind: "command", decision: "allow", prefix: ["npm", "test"] }];
    equal(decision(command("npm test"), rules), "allow");
    equal(decision(command("npm test -- --watch"), rules), "allow");
    equal(decision(command("npm testify"), rules), "ask");
    equal(decision(command("npm 'test'"), rules), "allow");
    equal(decision(command("npm test; rm x"), rules), "ask");
    equal(decision(command("npm test > out.txt"), rules), "ask");
    equal(decision(command("npm test $(rm x)"), rules), "ask");
    equal(decision(command("npm test .env"), rules), "ask");
    equal(decision(command("ls && npm test"), [...rules, readOnly]), "allow");
  });

  it("allows an exact command and nothing longer", () => {
    const rules: Rule[] = [{ kind: "exactCommand", decision: "allow", words: ["make", "all"] }];
    equal(decision(command("make all"), rules), "allow");
    equal(decision(command("make all -n"), rules), "ask");
  });

  it("obeys what denies before what asks before what allows, within wrappers too", () => {
    const rules: Rule[] = [
      { kind: "command", decision: "allow", prefix: ["git", "push"] },
      { kind: "command", decision: "ask", prefix: ["git", "push"] },
    ];
    equal(decision(command("git push"), rules), "ask");
    const deny: Rule = { kind: "command", decision: "deny", prefix: ["git", "push"] };
    equal(decision(command("git push"), [...rules, deny]), "deny");
    equal(decision(command("sudo git push origin"), [deny]), "deny");
    equal(decision(command("ls && git push"), [deny, readOnly]), "deny");
  });

  it("never allows what may leave the sandbox", () => {
    equal(decision(command("ls", { reason: "I need the network." }), [readOnly]), "ask");
    equal(decision(command("ls"), [readOnly], { approvalPolicy: "on-request" }), "ask");
    equal(decision(command("ls", { hasAdditionalPermissions: true }), [readOnly]), "ask");
    equal(decision(command("ls", { requestKind: "writeStdin" }), [readOnly]), "ask");
    equal(decision(command("ls", { environmentId: "box" }), [readOnly]), "ask");
    equal(decision(command("ls", { offersAccept: false }), [readOnly]), "ask");
    equal(decision(command("ls", { cwd: "/elsewhere" }), [readOnly]), "ask");
    equal(decision(command("ls", { cwd: "/ws/../etc" }), [readOnly]), "ask");
    equal(decision(command("ls", { line: null }), [readOnly]), "ask");
    equal(decision(command("ls"), [readOnly], { isTrusted: false }), "ask");
  });

  it("asks about links that lead away, and about what it cannot look at", () => {
    equal(decision(command("cat a.txt"), [readOnly], { realPath: () => null }), "ask");
    equal(decision(command("cat a.txt"), [readOnly], { realPath: () => "/etc/passwd" }), "ask");
    equal(decision(command("cat a.txt"), [readOnly], { realPath: () => "/ws/.env" }), "ask");
    equal(decision(command("rg foo"), [readOnly], { survey: () => null }), "ask");
  });

  it("allows changes by path, but none that overwrites, deletes, leaves or can run code", () => {
    equal(decision(change("/ws/docs/a.md"), [docs]), "allow");
    equal(decision(change("/ws/docs/new.md", "add"), [docs]), "allow");
    equal(decision(change("/ws/docs/new.md", "add"), [docs], { exists: () => true }), "ask");
    equal(decision(change("/ws/docs/a.md", "delete"), [docs]), "ask");
    equal(decision(change("/ws/src/a.md"), [docs]), "ask");
    equal(decision(change("/ws/docs/a.md", "update", "/ws/docs/b.md"), [docs]), "allow");
    equal(decision(change("/ws/docs/a.md", "update", "/ws/src/b.md"), [docs]), "ask");
    equal(decision(change("/ws/docs/../../x"), [docs]), "ask");
    equal(decision(change("/ws/docs/.env"), [docs]), "ask");
    equal(
      decision(change("/ws/docs/a.md"), [docs], {
        conflict: () => reason("policy.conflict.unsaved"),
      }),
      "ask",
    );
    equal(
      decision(change("/ws/docs/a.md"), [docs], {
        realPath: path => path.replace("/ws/docs", "/etc"),
      }),
      "ask",
    );
    const all: Rule = { kind: "path", decision: "allow", glob: "**" };
    for (const path of [
      ".vscode/settings.json",
      ".VSCode/tasks.json",
      ".git/hooks/pre-commit",
      "AGENTS.md",
      "sub/Makefile",
      ".codex/config.toml",
      ".github/workflows/x.yml",
      "package.json",
      ".husky/x",
      ".bashrc",
      "x.code-workspace",
    ])
      equal(decision(change(`/ws/${path}`), [all]), "ask", path);
    equal(
      said(decide(change("/ws/docs/a.md"), policy(), facts).reason),
      "no rule allows changes to docs/a.md",
    );
    const two = [
      { path: "/ws/docs/a.md", kind: "update", movesTo: null },
      { path: "/ws/src/b.ts", kind: "update", movesTo: null },
    ] as const;
    const whyOf = (rules: Rule[]) =>
      said(decide({ kind: "fileChange", changes: two }, policy(...rules), facts).reason);
    equal(whyOf([]), "no rule allows changes to these 2 files");
    equal(whyOf([docs]), "no rule allows changes to src/b.ts");
  });

  it("tightens paths whatever case they are written in", () => {
    const deny: Rule = { kind: "path", decision: "deny", glob: "secret/**" };
    equal(decision(change("/ws/SECRET/a"), [deny]), "deny");
    equal(decision({ kind: "fileChange", changes: [] }, [docs]), "ask");
  });

  it("judges hosts by name and by what stands above it", () => {
    const rules: Rule[] = [
      { kind: "host", decision: "allow", host: "*.npmjs.org" },
      { kind: "host", decision: "deny", host: "evil.npmjs.org" },
    ];
    const reach = (host: string) => decision(command("npm i", { host }), rules);
    deepEqual(["Registry.npmjs.org", "evil.npmjs.org", "npmjs.org", "xnpmjs.org"].map(reach), [
      "allow",
      "deny",
      "ask",
      "ask",
    ]);
  });

  it("allows a tool only of the server that the rule was made for", () => {
    const rule: Rule = {
      kind: "mcpTool",
      decision: "allow",
      server: "docs",
      tool: "search",
      config: "c0ffee",
    };
    const tool: Question = { kind: "mcpTool", server: "docs", tool: "search" };
    equal(decision(tool, [rule]), "allow");
    equal(decision(tool, [rule], { mcpConfig: () => "changed" }), "ask");
    equal(decision(tool, [rule], { mcpConfig: () => null }), "ask");
    equal(decision({ ...tool, tool: "write" }, [rule]), "ask");
  });

  it("leaves questions to the person", () =>
    equal(decision({ kind: "personal", what: "question" }, [readOnly]), "ask"));
});

describe("rules in the settings", () => {
  it("leaves out what is no rule, and tells", () => {
    const { rules, problems } = parseRules(
      [
        { kind: "readOnly", decision: "allow" },
        { kind: "readOnly", decision: "yes" },
        { kind: "command", decision: "allow", prefix: ["bash"] },
        { kind: "command", decision: "allow", prefix: ["python3", "-c"] },
        { kind: "command", decision: "deny", prefix: ["bash"] },
        { kind: "path", decision: "allow", glob: "../**" },
        { kind: "mcpTool", decision: "allow", server: "a", tool: "b" },
        "constructor",
        null,
      ],
      "user",
    );
    deepEqual(
      rules.map(({ kind, decision }) => `${decision} ${kind}`),
      ["allow readOnly", "deny command"],
    );
    equal(problems.length, 7);
    match(told(problems[1]?.message ?? ""), /exact command/);
  });

  it("takes from a workspace only what tightens", () => {
    const { rules, problems } = parseRules(
      [
        { kind: "readOnly", decision: "allow" },
        { kind: "host", decision: "deny", host: "a.b" },
      ],
      "workspace",
    );
    deepEqual([rules.length, problems.length], [1, 1]);
  });

  it("knows prefixes that say nothing", () => {
    for (const prefix of [
      ["env"],
      ["sudo", "ls"],
      ["git"],
      ["npm"],
      ["node", "-e"],
      ["./x"],
      ["X=1"],
      ["find", "."],
    ])
      equal(prefixProblem(prefix) === null, false, prefix.join(" "));
    for (const prefix of [["git", "commit"], ["npm", "test"], ["tsc"], ["make", "all"]])
      equal(prefixProblem(prefix), null, prefix.join(" "));
  });

  it("matches globs by folders and names", () => {
    equal(matchesGlob("docs/a/b.md", "docs/**"), true);
    equal(matchesGlob("docs/a/b.md", "docs/*"), false);
    equal(matchesGlob("a/b/c.ts", "**/*.ts"), true);
    equal(matchesGlob("c.ts", "**/*.ts"), true);
    equal(matchesGlob("src/a.tsx", "src/*.ts"), false);
  });

  it("takes a pathological glob without backtracking", () =>
    equal(matchesGlob(`${"a/".repeat(2000)}b`, `${"**/".repeat(90)}c`), false));
});

describe("names that protect themselves", () => {
  it("knows secrets whatever the case and form", () => {
    for (const path of [
      ".env",
      ".ENV",
      "a/.env.local",
      "id_rsa",
      "x/server.pem",
      "config/Secrets.yaml",
      ".npmrc",
      "a/credentials.json",
      ".ｅnv",
    ])
      equal(isSecret(path), true, path);
    for (const path of ["src/tokenizer.ts", "README.md", "src/environment.ts", "keyboard.ts"])
      equal(isSecret(path), false, path);
  });

  it("knows code by its Windows disguises", () => {
    for (const path of [
      ".git/config",
      ".GIT./hooks/x",
      ".vscode /tasks.json",
      "sub/.Husky/pre-push",
      "package.json::$DATA",
      "AGENTS.md.",
    ])
      equal(isCode(path), true, path);
  });
});

describe("the server's command text", () => {
  it("gives shell and line back", () => {
    deepEqual(unwrap("/bin/bash -lc 'ls -la'"), { shell: "bash", line: "ls -la" });
    deepEqual(unwrap(`/usr/bin/zsh -c "echo 'hello'"`), { shell: "zsh", line: "echo 'hello'" });
    deepEqual(unwrap("/bin/bash -c ls"), { shell: "bash", line: "ls" });
  });

  it("knows nothing about other programs, more words or open quotes", () => {
    for (const text of [
      "./bash -lc ls",
      "/tmp/bin/bash -lc ls",
      "/bin/bash -lc ls x",
      "/bin/bash -x ls",
      "/bin/fish -c ls",
      "/bin/bash -lc 'ls",
      "ls",
      "/bin/constructor -c ls",
    ])
      equal(unwrap(text), null, text);
  });

  it("reads POSIX quoting", () =>
    deepEqual(shellWords(`a 'b c' "d \\" e" f\\ g ''`), ["a", "b c", 'd " e', "f g", ""]));
});
