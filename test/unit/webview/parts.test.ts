import { deepEqual, equal, ok } from "node:assert/strict";
import "../../../webview/highlight/chunk.ts";
import type { HighlightNode } from "../../../webview/highlight/nodes.ts";
import { partsOf, type Part } from "../../../webview/highlight/parts.ts";
import { unitsOf } from "../../../webview/highlight/units.ts";

const textOf = (nodes: readonly HighlightNode[]): string =>
  nodes.map(node => (typeof node === "string" ? node : textOf(node.children))).join("");

function parts(text: string, language: string): readonly Part[] {
  const units = unitsOf(text, unit => globalThis.folioHighlight?.(unit, language));
  return [...partsOf(text, units)].flatMap(part => (part && part.end > part.start ? [part] : []));
}

describe("the coloured parts of a code", () => {
  const codes = {
    typescript: `/* a\n\n${"long comment\n".repeat(300)}*/\nconst a = \`x\n\n\${1}\`;\n\n\n`.repeat(
      4,
    ),
    diff: "- old\n+ new\n\n".repeat(500),
    python: `x = """${"text ".repeat(900)}"""\n`,
  };

  it("are the whole code, in whole lines that do not end with an empty one", () => {
    for (const [language, code] of Object.entries(codes)) {
      const found = parts(code, language);
      ok(found.length > 0);
      let at = 0;
      for (const { nodes, start, end } of found) {
        equal(start, at);
        const isLast = end === code.length;
        equal(textOf(nodes), code.slice(start, isLast ? end : end - 1), language);
        ok(isLast || /[^\n]\n$/.test(code.slice(start, end)));
        at = end;
      }
      equal(at, code.length);
    }
  });

  it("end where a piece cannot be coloured", () => {
    const bad = () => null;
    deepEqual([...partsOf("a\nb", unitsOf("a\nb", bad))], [null]);
  });
});
