import { deepEqual, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";

const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .map(file => `src/${file.replaceAll("\\", "/")}`)
  .filter(file => /\.tsx?$/.test(file) && !file.endsWith(".gen.ts"));
const linesOf = (file: string) => readFileSync(join(root, file), "utf8").split("\n");

const isComment = (line: string) => /^\s*(?:\/\/|\/\*|\*)/.test(line) || /[;,{(] \/\/ /.test(line);

/** The lines that cast, by their number from 0: `as` outside of texts, comments, imports and `as const`. */
function casts(lines: readonly string[]): readonly number[] {
  const blank = (text: string) => text.replaceAll(/[^\n]/g, "");
  const code = lines
    .map(line => (/^\s*(?:\/\/|\/\*|\*)/.test(line) ? "" : line))
    .join("\n")
    .replaceAll(/^(?:import|export)\s[^;]*?\sfrom "[^"]*";/gms, blank)
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|`[^`\n]*`/g, '""')
    .replaceAll(/ \/\/ .*$/gm, "");
  return code
    .split("\n")
    .flatMap((line, number) => (/ as (?!const\b)[\w{([]/.test(line) ? [number] : []));
}

describe("a cast", () => {
  it("is found wherever one stands", () => {
    const text = [
      'import { a as b } from "c";',
      'say("known as a cast");',
      "one(x as Y); // as such",
      "// as in a comment",
      "const two = [1] as const;",
      "const three = `${a}` as unknown as B;",
    ];
    deepEqual(casts(text), [2, 5]);
  });

  it("has its reason within two lines above", () =>
    deepEqual(
      files.flatMap(file => {
        const lines = linesOf(file);
        return casts(lines)
          .filter(number => !lines.slice(Math.max(0, number - 2), number + 1).some(isComment))
          .map(number => `${file}:${number + 1}: ${lines[number]?.trim()}`);
      }),
      [],
    ));

  it("is rare: at most 2 in a thousand lines", () => {
    const all = files.map(linesOf);
    const size = all.reduce((sum, lines) => sum + lines.length, 0);
    const found = all.reduce((sum, lines) => sum + casts(lines).length, 0);
    ok(found <= (2 * size) / 1000, `${found} in ${size} lines`);
  });
});

describe("what is written", () => {
  // Numbers of lists and names of pages that are not in the repository.
  const outside =
    /\b(?:PROTOCOL|SAFETY|CONVENTIONS|DESIGN|STYLE)\b|\bFAULTS [A-Z\d]|[(,] ?[FS]\d{2}\b|\b(?:fact|issue) #?\d/;
  const places = ["src", "webview", "test", ".github", "README.md", "CHANGELOG.md"];
  const isWritten = (file: string) =>
    /\.(?:tsx?|mjs|cjs|css|md)$/.test(file) &&
    !/\.gen\.ts$|house\.test\.ts$|^test\/workspace\//.test(file);
  const all = places.flatMap(place =>
    place.includes("README") || place.includes("CHANGELOG")
      ? [place]
      : readdirSync(join(root, place), { recursive: true, encoding: "utf8" }).map(
          file => `${place}/${file.replaceAll("\\", "/")}`,
        ),
  );

  it("leads to nothing outside of the repository", () =>
    deepEqual(
      all
        .filter(isWritten)
        .flatMap(file =>
          linesOf(file).flatMap((line, number) =>
            outside.test(line) ? [`${file}:${number + 1}: ${line.trim()}`] : [],
          ),
        ),
      [],
    ));

  it("names tests that are there, where a fact is said to be shown by one", () =>
    deepEqual(
      Array.from(
        linesOf("test/FACTS.md")
          .join(" ")
          .matchAll(/`((?:unit|server|faults|editor)\/[\w/]+)`/g),
        ([, part = ""]) => part,
      ).filter(part => !all.some(file => file.startsWith(`test/${part}`))),
      [],
    ));
});
