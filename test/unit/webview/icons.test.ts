import { deepEqual, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codicons } from "../../../src/build/icons.mjs";
import { root } from "../../../src/build/paths.mjs";
import { icons } from "../../../webview/ui/icons.ts";

const sourcesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter(file => /\.tsx?$/.test(file) && !file.endsWith("icons.ts"))
    .map(file => readFileSync(join(root, folder, file), "utf8"));

describe("icons", () => {
  it("of the chat have their glyph in the style sheet", () => {
    const css = readFileSync(join(root, "dist/webview.css"), "utf8");
    for (const name of icons) ok(css.includes(`.codicon-${name}:before{content:"`), name);
  });

  it("of the chat are all in use", () => {
    const text = sourcesOf("webview").join("\n");
    // The level of a notice is the name of its icon.
    const used = new Set(["info", ...[...text.matchAll(/"([a-z-]+)"/g)].map(([, name]) => name)]);
    deepEqual(
      icons.filter(name => !used.has(name)),
      [],
    );
  });

  it("of commands, rows and the status bar are ones that VS Code has", () => {
    const known = codicons();
    const named = [...sourcesOf("src"), readFileSync(join(root, "package.json"), "utf8")]
      .flatMap(text => [...text.matchAll(/\$\(([a-z-]+)(?:~spin)?\)/g)])
      .map(([, name]) => name ?? "")
      // Comments speak of `$(icon)`.
      .filter(name => name !== "icon");
    ok(named.length > 20);
    deepEqual(
      named.filter(name => !known.has(name)),
      [],
    );
  });
});
