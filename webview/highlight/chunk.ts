/** The second script of the chat: highlight.js with the languages that people ask about most. */
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import markdown from "highlight.js/lib/languages/markdown";
import php from "highlight.js/lib/languages/php";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import type { HighlightNode } from "./nodes.ts";

const languages = {
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  go,
  ini,
  java,
  javascript,
  json,
  kotlin,
  markdown,
  php,
  python,
  ruby,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(languages)) hljs.registerLanguage(name, language);
hljs.registerAliases(["tsx"], { languageName: "typescript" });
hljs.registerAliases(["shell", "console"], { languageName: "bash" });

/** Deeper tokens become text of the token around them: drawing is recursive. */
const maxDepth = 60;

interface Mode {
  /** Names what is still open where the text ends; absent for the language itself. */
  readonly parent?: Mode;
}

interface TreeNode {
  readonly scope?: string;
  readonly children: readonly (TreeNode | string)[];
}

globalThis.folioHighlight = (text, language) => {
  if (!hljs.getLanguage(language)) return null;
  // highlight.js makes its HTML from this tree; it gives us the nodes without markup.
  const { _emitter, _top } = hljs.highlight(text, {
    language,
    ignoreIllegals: true,
  }) as unknown as { readonly _emitter: { readonly rootNode: TreeNode }; readonly _top?: Mode };
  const { rootNode } = _emitter;
  // When a pattern fails in the middle, the rest of the text is missing.
  if (textOf(rootNode).length !== text.length) return null;
  return {
    nodes: rootNode.children.map(child => toNode(child, 0)),
    isOpen: _top?.parent !== undefined,
  };
};

const textOf = (node: TreeNode | string): string =>
  typeof node === "string" ? node : node.children.map(textOf).join("");

const toNode = (node: TreeNode | string, depth: number): HighlightNode =>
  typeof node === "string"
    ? node
    : {
        className: (node.scope ?? "")
          .split(".")
          .map((part, at) => (at === 0 ? `hljs-${part}` : part))
          .join(" "),
        children:
          depth >= maxDepth ? [textOf(node)] : node.children.map(child => toNode(child, depth + 1)),
      };
