import { deepEqual, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { manifest, root } from "../../src/build/paths.mjs";
import { editorWords } from "../../src/editor/words/words.ts";
import { cut } from "../../src/model/text/speak.ts";
import { sharedWords } from "../../src/model/text/words/shared.ts";
import { webviewWords } from "../../webview/words/words.ts";

const words: Readonly<Record<string, string>> = { ...editorWords, ...webviewWords };
const form = /_(zero|one|two|few|many|other)$/;

const tables = /^(src[\\/](editor|model[\\/]text)[\\/]words[\\/]|webview[\\/]words[\\/])/;

/** The code that says texts: everything but the tables. */
const code = ["src", "webview"]
  .flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(file =>
      join(folder, file),
    ),
  )
  .filter(file => /\.tsx?$/.test(file) && !tables.test(file))
  .map(file => readFileSync(join(root, file), "utf8"))
  .join("\n");

/** The ids that a folder of tables holds, one for each time it stands there. */
const idsIn = (folder: string): readonly string[] =>
  readdirSync(join(root, folder)).flatMap(file =>
    Array.from(
      readFileSync(join(root, folder, file), "utf8").matchAll(/^ {2}"?([\w.-]+)"?:/gm),
      ([, id = ""]) => id,
    ),
  );

/** Whether the code names an id: as it stands, or as a template that makes it. */
function isSaid(id: string): boolean {
  if (code.includes(`"${id}"`) || code.includes(`\`${id}\``)) return true;
  return templates.some(pattern => pattern.test(id));
}
const templates = Array.from(code.matchAll(/`([a-z]+\.[\w.]*\$\{[^`]*)`/g), ([, text = ""]) => {
  const parts = text.split(/\$\{[^}]*\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\w.-]+")}$`);
});

describe("words", () => {
  it("are all said somewhere", () =>
    deepEqual(
      Object.keys(words)
        .map(id => id.replace(form, ""))
        .filter((id, at, all) => all.indexOf(id) === at && !isSaid(id)),
      [],
    ));

  it("have a form for other, and the same places in it as in each form, but for the count", () => {
    const broken = Object.keys(words).flatMap(id => {
      if (!form.test(id)) return [];
      const other = words[id.replace(form, "_other")];
      const namesOf = (text: string) =>
        [...new Set(cut(text).names)].filter(name => name !== "count").toSorted();
      return other !== undefined &&
        JSON.stringify(namesOf(other)) === JSON.stringify(namesOf(words[id] ?? ""))
        ? []
        : [id];
    });
    deepEqual(broken, []);
  });

  it("stand once: a later table would take the place of an earlier one in silence", () => {
    deepEqual(idsIn("src/model/text/words").toSorted(), Object.keys(sharedWords).toSorted());
    for (const folder of ["src/editor/words", "webview/words"]) {
      const ids = idsIn(folder);
      ok(ids.length > 10, folder);
      deepEqual(
        ids.filter((id, at) => ids.indexOf(id) !== at),
        [],
      );
    }
  });

  it("of the faces never stand in the way of shared ones", () => {
    const shared = new Set(Object.keys(sharedWords));
    const doubled = Object.entries({ ...editorWords, ...webviewWords }).filter(
      ([id, text]) =>
        shared.has(id) && text !== Object.entries(sharedWords).find(([key]) => key === id)?.[1],
    );
    deepEqual(doubled, []);
  });

  it("of one face never stand in the way of another's: a language has one text for an id", () => {
    const english: Readonly<Record<string, string>> = editorWords;
    deepEqual(
      Object.entries(webviewWords).filter(([id, text]) => (english[id] ?? text) !== text),
      [],
    );
  });

  it("of package.json are all there", () => {
    const texts: Readonly<Record<string, string>> = JSON.parse(
      readFileSync(join(root, "package.nls.json"), "utf8"),
    );
    const named = Array.from(
      JSON.stringify(manifest()).matchAll(/"%([^"%]+)%"/g),
      ([, id]) => id ?? "",
    );
    deepEqual(
      named.filter(id => texts[id] === undefined),
      [],
    );
    deepEqual(
      Object.keys(texts).filter(id => !named.includes(id)),
      [],
    );
  });
});
