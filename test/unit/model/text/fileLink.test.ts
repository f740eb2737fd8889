import { deepEqual, equal } from "node:assert/strict";
import { fileReadings, mayNameFile, splitFileNames } from "../../../../src/model/text/fileLink.ts";

/** The reading with a place, as `path @ line:column-endLine:endColumn`. */
function read(text: string, isCode = false): string {
  const readings = fileReadings(text, isCode);
  const { path, place } = readings.find(reading => reading.place) ?? readings[0] ?? { path: "" };
  if (!place) return path;
  const { line, column, endLine, endColumn } = place;
  const start = column === undefined ? `${line}` : `${line}:${column}`;
  const end = endColumn === undefined ? `${endLine}` : `${endLine}:${endColumn}`;
  return `${path} @ ${start}${endLine === undefined ? "" : `-${end}`}`;
}

describe("the name of a file in a link", () => {
  const places: readonly (readonly [string, string])[] = [
    ["src/app.js", "src/app.js"],
    ["src/app.js:4", "src/app.js @ 4"],
    ["src/app.js:4:", "src/app.js @ 4"],
    ["app.js:4", "app.js @ 4"],
    ["README:12", "README @ 12"],
    ["src/app.js:2:5", "src/app.js @ 2:5"],
    ["src/app.js:0", "src/app.js @ 1"],
    ["src/app.js:2-5", "src/app.js @ 2-5"],
    ["src/app.js:2–5", "src/app.js @ 2-5"],
    ["src/app.js:5-2", "src/app.js @ 5"],
    ["src/app.js:2:5-9", "src/app.js @ 2:5-2:9"],
    ["src/app.js:2:5-9:1", "src/app.js @ 2:5-9:1"],
    ["src/app.js:L4", "src/app.js @ 4"],
    ["src/app.js#L3", "src/app.js @ 3"],
    ["src/app.js#l3", "src/app.js @ 3"],
    ["src/app.js#3", "src/app.js @ 3"],
    ["src/app.js#L3C4", "src/app.js @ 3:4"],
    ["src/app.js#L3-L9", "src/app.js @ 3-9"],
    ["src/app.js#L3-9", "src/app.js @ 3-9"],
    ["src/app.js#L3C4-L9C2", "src/app.js @ 3:4-9:2"],
    ["src/app.js(7)", "src/app.js @ 7"],
    ["src/app.js (7)", "src/app.js @ 7"],
    ["src/app.js(7,3)", "src/app.js @ 7:3"],
    ["src/app.js(7-9)", "src/app.js @ 7-9"],
    ["src/app.js line 4", "src/app.js @ 4"],
    ["src/app.js, line 4", "src/app.js @ 4"],
    ["src/app.js, lines 4-9", "src/app.js @ 4-9"],
    ["src/app.js (line 4)", "src/app.js @ 4"],
    ["src/app.js L4", "src/app.js @ 4"],
    ["docs/my notes (draft).md", "docs/my notes (draft).md"],
    ["docs/my%20notes%20(draft).md#L2", "docs/my notes (draft).md @ 2"],
    ["docs/C%23%20intro.md#L5", "docs/C# intro.md @ 5"],
    ["docs/C# intro.md:4", "docs/C# intro.md @ 4"],
    ["app/%5Bslug%5D/page.tsx#L2-L4", "app/[slug]/page.tsx @ 2-4"],
    ["100% done.txt", "100% done.txt"],
    ["/ws/src/app.js:2:5", "/ws/src/app.js @ 2:5"],
    ["file:///ws/src/app.js", "/ws/src/app.js"],
    ["file:///ws/src/app.js#L6", "/ws/src/app.js @ 6"],
    ["file:///ws/my%20notes.md:6", "/ws/my notes.md @ 6"],
    ["file://localhost/ws/a.js", "/ws/a.js"],
    ["file:/ws/a.js", "/ws/a.js"],
    ["FILE:///ws/a.js", "/ws/a.js"],
    ["file:///C:/ws/a.js#L2", "C:/ws/a.js @ 2"],
    ["file:///c%3A/ws/a.js", "c:/ws/a.js"],
    ["file://server/share/a.js", "//server/share/a.js"],
    ["vscode://file/ws/src/app.js:8", "/ws/src/app.js @ 8"],
    ["vscode://file//ws/src/app.js:8:2", "/ws/src/app.js @ 8:2"],
    ["vscode-insiders://file/C:/ws/a.js:8", "C:/ws/a.js @ 8"],
    ["vscode://file/ws/a.js:8?windowId=_blank", "/ws/a.js @ 8"],
    ["C:\\ws\\a.js:3", "C:\\ws\\a.js @ 3"],
    ["C:/ws/a.js(3,4)", "C:/ws/a.js @ 3:4"],
    ["src\\a.js:3", "src\\a.js @ 3"],
  ];
  for (const [text, wanted] of places)
    it(`is read with its place: ${text}`, () => equal(read(text), wanted));

  it("may hold what looks like a place or a code", () => {
    equal(fileReadings("notes (2)")[0]?.path, "notes (2)");
    equal(fileReadings("a%20b.txt")[0]?.path, "a b.txt");
    equal(fileReadings("a%20b.txt", true)[0]?.path, "a%20b.txt");
    deepEqual(
      fileReadings("a%20b.txt").map(({ path }) => path),
      ["a b.txt", "a%20b.txt"],
    );
    equal(fileReadings("docs/a.md#usage").at(-1)?.path, "docs/a.md");
  });

  it("is not read from addresses of other kinds", () => {
    for (const text of [
      "https://example.invalid/a.js:4",
      "mailto:a@example.invalid",
      "command:workbench.action.quit",
      "javascript:alert(1)",
      "vscode://folio.folio-codex/x",
      "data:text/plain,a",
      "",
      "x".repeat(2000),
    ])
      deepEqual(fileReadings(text), [], text);
  });
});

describe("a text that may name a file", () => {
  it("does so surely by its form", () => {
    for (const text of [
      "src/app.js",
      "src/app.js:4",
      "app.js:4",
      "./a/b.test.ts#L3",
      "app/[slug]/page.tsx",
      "/ws/src/app.js:2:5",
      "C:\\ws\\a.js:3",
      "src\\a.js",
      "file:///ws/a b",
      "src/größe.ts:1",
    ])
      equal(mayNameFile(text), "surely", text);
  });
  it("does so perhaps where only a look can tell", () => {
    for (const text of [
      "app.js",
      "src/",
      "src/components",
      "Makefile",
      "README",
      ".gitignore",
      "docs/my notes (draft).md",
      "npm run a/b.js",
      "object.method",
    ])
      equal(mayNameFile(text), "perhaps", text);
  });
  it("does not where it is code, a number, an option or an address", () => {
    for (const text of [
      "",
      "foo",
      "foo()",
      "a.b()",
      "1.5",
      "--out/x.js",
      "@scope/name",
      "https://example.invalid/a.js",
      "localhost",
      "x = y/z.js",
      "src/**/*.ts",
      "${a}/b.js",
      "a > b.txt",
      "const a = 1;",
    ])
      equal(mayNameFile(text), null, text);
  });

  const files = (text: string) =>
    splitFileNames(text)
      .filter(({ isFile }) => isFile)
      .map(part => part.text);
  it("is found in plain text, without what stands around it", () => {
    deepEqual(files("See src/app.js:5, (lib/a.ts) and src/b.ts."), [
      "src/app.js:5",
      "lib/a.ts",
      "src/b.ts",
    ]);
    deepEqual(files("app/[slug]/page.tsx: ok; src/a.ts(7)"), [
      "app/[slug]/page.tsx",
      "src/a.ts(7)",
    ]);
    deepEqual(files("修改 src/应用.ts:4。然后"), ["src/应用.ts:4"]);
    deepEqual(files("e.g. and/or, 1.5/2, app.js, https://a.invalid/b.js"), []);
  });
  it("keeps every character of the text", () => {
    for (const text of ["", "a", "x src/a.js:1 y", "src/a.js", "((src/a.js))", "a/b.c d/e.f."])
      equal(
        splitFileNames(text)
          .map(part => part.text)
          .join(""),
        text,
      );
  });
});
