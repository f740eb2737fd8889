import { deepEqual, equal, match, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { manifest, root } from "../../../src/build/paths.mjs";
import { parseRules } from "../../../src/policy/parseRules.ts";
import type { Rule, RuleKind } from "../../../src/policy/rule.ts";
import { ruleSchema } from "../../../src/policy/rules/schema.ts";
import { parseRule, ruleKinds, ruleRows, ruleText } from "../../../src/policy/rules/table.ts";
import { said } from "../../../src/model/text/say.ts";

const examples: { readonly [K in RuleKind]: Rule<K> } = {
  readOnly: { kind: "readOnly", decision: "allow" },
  exactCommand: { kind: "exactCommand", decision: "deny", words: ["rm", "-rf", ""], cwd: "/ws" },
  command: { kind: "command", decision: "allow", prefix: ["npm", "test"] },
  path: { kind: "path", decision: "allow", glob: "docs/**" },
  host: { kind: "host", decision: "ask", host: "*.example.com" },
  mcpTool: { kind: "mcpTool", decision: "allow", server: "docs", tool: "*", config: "c0ffee" },
};

const { host: _host, ...allButHost } = ruleRows;
// @ts-expect-error A table that lacks a row is no table of rules.
const lacking: typeof ruleRows = allButHost;

describe("the kinds of rules", () => {
  it("each have a row, or the table does not compile", () => equal("host" in lacking, false));

  it("read again what they wrote", () => {
    for (const rule of Object.values(examples))
      deepEqual(parseRules(JSON.parse(JSON.stringify([rule])), "user"), {
        rules: [rule],
        problems: [],
        lacksTightening: false,
      });
  });

  it("say what they are about, each in its own words", () => {
    deepEqual(
      ruleKinds.map(kind => said(ruleText(examples[kind]))),
      [
        "allow commands that only read",
        "deny exactly “rm -rf ” in /ws",
        "allow commands that begin with “npm test”",
        "allow changes to docs/**",
        "ask the host *.example.com",
        "allow the tool * of docs",
      ],
    );
  });

  it("describe each of their fields in the schema of the setting", () => {
    const known = Object.keys(ruleSchema.properties);
    for (const rule of Object.values(examples))
      deepEqual(
        Object.keys(rule).filter(field => !known.includes(field)),
        [],
      );
    const setting = manifest().contributes.configuration.properties["folio.policy.rules"];
    const texts = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8"));
    deepEqual(setting.items, JSON.parse(JSON.stringify(ruleSchema)));
    for (const kind of ruleKinds) {
      ok(setting.items.properties.kind.enum.includes(kind), kind);
      match(texts["setting.policy.rules"], new RegExp(`\`${kind}\` \\(`));
    }
  });

  it("name themselves where an entry is of none of them", () => {
    const found = parseRule({ decision: "allow", field: () => "toString", text: () => null });
    equal(
      "problem" in found && said(found.problem),
      "`kind` is readOnly, exactCommand, command, path, host or mcpTool",
    );
  });
});
