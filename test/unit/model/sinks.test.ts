import { equal, ok } from "node:assert/strict";
import { marked } from "marked";
import {
  block,
  isExactNotice,
  label,
  markdown,
  notice,
  plain,
  prompt,
  prose,
  shortened,
  withIcon,
} from "../../../src/model/text/sinks.ts";
import { createRandom } from "../../support/random.ts";

/** As VS Code 1.139 reads a notification and the sentence below an input box. */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
/** As VS Code 1.139 draws a label: an escaped icon loses its backslash, any other becomes a picture. */
const drawn = (text: string): string =>
  text.replace(/(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g, (_all, escape, name: string) =>
    escape ? `$(${name})` : "🖼",
  );

const hostile = [
  'echo "[Read the docs](https://example.invalid/`touch${IFS}pwned.txt`)"',
  'echo "[Read the docs](command:workbench.action.terminal.new)"',
  "echo '[checking](http://x';{touch,HIDDEN-RAN};echo${IFS}')' types",
  "[open](command:workbench.action.quit).md",
  '{"[Repair the rules](command:x)":1}',
  '[a](file:///etc/passwd "title")',
  "[a](HTTPS://x)",
  "[[a]](https://x)",
  "[a](https://x)[b](https://y)",
];

describe("a notification's text", () => {
  for (const text of hostile)
    it(`has no link in ${text}`, () => {
      const shown = notice`Codex wants to run: ${text}`;
      ok(!link.test(shown), shown);
      // Nothing of it is gone: a space has come to it.
      equal(shown.replaceAll("] (", "]("), `Codex wants to run: ${text}`);
      ok(!isExactNotice(text));
    });
  it("has no link across what is ours and what is not", () => {
    ok(!link.test(notice`${"[x]"}(${"https://evil"})`));
    ok(!link.test(notice`[${"x"}](${"command:evil"})`));
    ok(!link.test(notice`${"[x"}${"](command:evil)"}`));
  });
  it("keeps what VS Code would fold: lines, tabs, runs of spaces, spaces at the ends", () => {
    equal(notice`${"a\nb\tc"}`, "a⏎b␉c");
    equal(notice`x: ${" a   b "}`, "x: ␣a␣␣␣b␣");
    for (const text of ["a  b", " a", "a ", "a\nb", "\u001b[2K", "a\u202eb"])
      ok(!isExactNotice(text));
    ok(isExactNotice("npm test -- --grep 'a b'"));
  });
  it("is no longer than VS Code shows, and tells what is left out", () => {
    const shown = notice`${"x".repeat(5000)}`;
    ok(shown.length <= 1000);
    ok(shown.endsWith("… (4040 more characters)"), shown.slice(-40));
    ok(!isExactNotice("x".repeat(961)));
  });
});

describe("a label's text", () => {
  for (const text of [
    "rm $(check)",
    "\\$(check) \\\\$(x)",
    "$(sync~spin)",
    "$(a)$(b)",
    "$(check",
    "$($(check))",
    "$ (check)",
  ])
    it(`is drawn as it stands: ${text}`, () => equal(drawn(label`${text}`), text));
  it("has the icons that are ours", () => {
    equal(drawn(withIcon("$(check)", label`${"$(x) ok"}`)), "🖼 $(x) ok");
    equal(drawn(label`${"$(che"}${"ck)"}`), "$(check)");
  });
  it("is drawn as it stands, whatever is put together", () => {
    const random = createRandom(7);
    const pieces = ["$", "(", ")", "\\", "check", "~spin", " ", "$(", "]("];
    for (let round = 0; round < 5000; round++) {
      const text = Array.from({ length: 8 }, () => random.pick(pieces)).join("");
      equal(drawn(label`${text}`), text);
      ok(!link.test(notice`[x${text}https://x)`));
      ok(!link.test(prompt`[x${text}https://x)`));
    }
  });
});

describe("the other texts", () => {
  it("below an input box have neither links nor icons", () => {
    for (const text of hostile) ok(!link.test(prompt`${text}`));
    equal(drawn(prompt`${"$(check)"}`), "$(check)");
  });
  it("of markdown are text", () =>
    equal(
      markdown`**Codex** ${"*a* [b](c) <i>|$(x) https://d"}`,
      "**Codex** \\*a\\* \\[b\\]\\(c\\) \\<i\\>\\|\\\\\\$\\(x\\) https\\:\\/\\/d",
    ));
  it("of markdown are drawn as they stand in a table, whatever they are", () => {
    const random = createRandom(11);
    const pieces = [
      ...Array.from("\\`*_{}[]()#+-.!|<>&~\"'=:/@ ax1"),
      "https://x.y",
      "<b>",
      "&lt;",
      "![i](j)",
      "www.x.y",
    ];
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 9 }, () => random.pick(pieces))
        .join("")
        .trim();
      if (text === "") continue;
      const html = marked.parse(markdown`| a | b |\n|:--|:--|\n| x | ${text} |`, { async: false });
      const [, cell = ""] = /<td[^>]*>x<\/td>\s*<td[^>]*>([^]*)<\/td>/.exec(html) ?? [];
      const drawnCell = cell.replace(
        /&(lt|gt|quot|#39|amp);/g,
        (_all, name: string) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name] ?? "",
      );
      equal(drawnCell, text, html);
    }
  });
  it("of plain places stay as they are, on one line", () => {
    equal(plain`${"$(check) [a](command:b)\n&"}`, "$(check) [a](command:b)⏎&");
    equal(block("a\nb\u202e"), "a\nb⟨U+202E⟩");
  });
  it("take a sentence's spaces for spaces, and a command's not", () => {
    equal(plain`${prose("Sûr\u202f?")}`, "Sûr\u202f?");
    equal(plain`${"rm\u00a0x"}`, "rm⟨U+00A0⟩x");
  });
  it("are cut between characters", () => equal(shortened("ab👍cd", 3), "ab… (4 more characters)"));
});
