import { deepEqual, equal, match } from "node:assert/strict";
import { expand, matchesName, type Names } from "../../../src/policy/expand.ts";
import { isLifted, liftsOf } from "../../../src/policy/folder.ts";
import { said } from "../../../src/model/text/say.ts";

/** A folder `/ws` whose entries are folders where they end in `/`. */
const places = (...entries: readonly string[]): Names => ({
  root: "/ws",
  folder: "/ws",
  realPath: path => (path.includes("away") ? "/elsewhere" : path),
  kind: path =>
    path === "/ws" || entries.includes(`${path.slice(4)}/`)
      ? "folder"
      : entries.includes(path.slice(4))
        ? "file"
        : "missing",
  names: folder => {
    const within = folder === "/ws" ? "" : `${folder.slice(4)}/`;
    return [
      ...new Set(
        entries
          .filter(entry => entry.startsWith(within) && entry !== within)
          .map(entry => entry.slice(within.length).replace(/\/.*$/, "")),
      ),
    ];
  },
});
const words = (pattern: string) => [{ value: pattern, isBare: true, isGlob: true }];
const found = (pattern: string, ...entries: readonly string[]) => {
  const expanded = expand(words(pattern), places(...entries), () => null);
  return "problem" in expanded ? said(expanded.problem) : expanded.map(({ value }) => value);
};

describe("patterns of names", () => {
  it("find what the shell finds, level by level, and no hidden name", () => {
    deepEqual(found("*.ts", "a.ts", "b.md", ".c.ts"), ["a.ts"]);
    deepEqual(found("?", "a", "bc"), ["a"]);
    deepEqual(found("src/*.ts", "src/", "src/a.ts", "b.ts"), ["src/a.ts"]);
    deepEqual(found("*/a.ts", "src/", "src/a.ts", "docs/", "docs/b.ts"), ["src/a.ts"]);
  });

  it("stay where nothing fits them, as in bash", () => deepEqual(found("*.ts", "b.md"), ["*.ts"]));

  it("are refused where they find what looks like an option, or look into a folder outside", () => {
    match(String(found("*", "-delete", "a")), /looks like an option/);
    match(String(found("*from*", "--files0-from=x")), /looks like an option/);
    match(String(found("*/*", "away/", "src/")), /not known/);
    match(String(found("away/*", "away/")), /not known/);
    match(String(found("../*")), /not known/);
  });

  it("fit names without backtracking for ever", () => {
    equal(matchesName(`${"*a".repeat(60)}b`, "a".repeat(255)), false);
    equal(matchesName("a*b?c", "axxbyc"), true);
    equal(matchesName("*", ""), true);
    equal(matchesName("a", "ab"), false);
  });
});

describe("an ignore file", () => {
  const lifts = (text: string, name: string) =>
    isLifted(name, { findings: [], links: [], lifts: liftsOf(text) });
  it("takes hidden names back in by name, by pattern and through its folder", () => {
    equal(lifts("dist\n!.env", ".env"), true);
    equal(lifts("!*.env", ".env"), true);
    equal(lifts("!/config/.env/", ".env"), true);
    equal(lifts("!**\r\n", ".anything"), true);
    equal(lifts("![.]env", ".env"), true);
    equal(lifts("\uFEFF!.env", ".env"), true);
  });
  it("leaves them out else", () => {
    equal(lifts("!src/keep.ts\n.env\n!dist*", ".env"), false);
    equal(lifts("!.vscode", ".env"), false);
  });
});
