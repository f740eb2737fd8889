/// <reference lib="dom" />
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { sharedBrowser } from "./browser.ts";

const origin = "http://folio.invalid";
/** As the chat's own page has it. */
const policy = `default-src 'none'; script-src 'nonce-n'; style-src ${origin}; font-src ${origin}; img-src data:`;

const program = `
  import { h, render } from "preact";
  import { listen } from "./webview/link.ts";
  import { Markdown } from "./webview/markdown/Markdown.tsx";
  listen(() => {});
  window.draw = (text, isStreaming) =>
    render(h(Markdown, { text, isStreaming }), document.getElementById("text"));
`;

let script: Promise<string> | undefined;

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: program, resolveDir: root, loader: "tsx" },
    bundle: true,
    write: false,
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    alias: { react: "preact" },
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** A call of the page to its host. */
interface PageCall {
  readonly id: number;
  readonly method: string;
  readonly params: { readonly href?: string; readonly names?: readonly string[] };
}
declare global {
  interface Window {
    draw(text: string, isStreaming: boolean): void;
    /** The calls of the page, in their order. */
    calls: PageCall[];
  }
}

export interface MarkdownPage {
  readonly page: Page;
  /** Draws a text as it streams in by pieces of so many characters; 0 at once. */
  draw(text: string, piece?: number): Promise<void>;
  /** The addresses that were asked to be opened. */
  opened(): Promise<readonly string[]>;
}

/**
 * A model's markdown drawn by the chat's component, with its style sheet, its late scripts and its content policy.
 * `files`: the names of the workspace that the host knows.
 */
export async function openMarkdownPage(files: readonly string[] = []): Promise<MarkdownPage> {
  const source = await (script ??= bundled());
  const page = await (await sharedBrowser()).newPage({ viewport: { width: 420, height: 900 } });
  await page.route(`${origin}/**`, route => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === "")
      return route.fulfill({
        contentType: "text/html",
        body: `<!DOCTYPE html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="${policy}">
          <link rel="stylesheet" href="webview.css"></head>
          <body><div id="text"></div>
          <main id="root" data-nonce="n" data-scripts="${origin}"></main>
          <script nonce="n" src="page.js"></script></body></html>`,
      });
    if (name === "page.js") return route.fulfill({ contentType: "text/javascript", body: source });
    return route.fulfill({
      contentType: name.endsWith(".css") ? "text/css" : "text/javascript",
      body: readFileSync(join(root, "dist", name), "utf8"),
    });
  });
  await page.addInitScript(known => {
    window.calls = [];
    const answer = (called: PageCall) => {
      const areThere = called.params.names?.map(name => known.includes(name));
      const data = { kind: "reply", id: called.id, ok: true, result: { areThere } };
      window.dispatchEvent(new MessageEvent("message", { data }));
    };
    const postMessage = (called: PageCall) => {
      window.calls.push(called);
      setTimeout(answer, 0, called);
    };
    Object.assign(window, { acquireVsCodeApi: () => ({ postMessage }) });
  }, files);
  await page.goto(`${origin}/`);
  return {
    page,
    async draw(text, piece = 7) {
      const units = Array.from(text);
      let end = piece > 0 ? piece : units.length;
      while (end < units.length) {
        await page.evaluate(part => window.draw(part, true), units.slice(0, end).join(""));
        end += piece;
      }
      await page.evaluate(whole => window.draw(whole, false), text);
    },
    opened: () =>
      page.evaluate(() =>
        window.calls.flatMap(({ method, params }) =>
          method === "openLink" ? [params.href ?? ""] : [],
        ),
      ),
  };
}
