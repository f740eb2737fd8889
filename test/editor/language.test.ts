/// <reference lib="dom" />
import { deepEqual, equal } from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import { initialState } from "../../src/model/state.ts";
import { cut } from "../../src/model/text/speak.ts";
import { webviewWords } from "../../webview/words/words.ts";
import { sharedBrowser } from "../support/browser.ts";
import { emptyChats, everything } from "../support/everything.ts";
import { until } from "../support/processes.ts";
import { showState, threadOf } from "../support/snapshot.ts";

/** A language without a Latin letter or a digit: each is its full-width twin. */
const foreign = (text: string): string => {
  const { parts, names } = cut(text);
  return parts
    .map(part =>
      part.replace(/[A-Za-z0-9]/g, character =>
        String.fromCharCode(character.charCodeAt(0) + 0xfee0),
      ),
    )
    .reduce((before, part, at) => `${before}{${names[at - 1]}}${part}`);
};
const words = Object.fromEntries(
  Object.entries(webviewWords).map(([id, text]) => [id, foreign(text)]),
);

describe("a chat in another language", () => {
  let page: Page;
  const failures: string[] = [];

  before(async () => {
    page = await (await sharedBrowser()).newPage({ viewport: { width: 500, height: 900 } });
    page.on("pageerror", ({ message }) => failures.push(message));
    // In Arabic as it is written in Egypt, numbers have digits of their own.
    await page.setContent(`<html lang="ar-EG"><body><div id="root"></div></body></html>`);
    await page.evaluate(table => {
      const posted: unknown[] = [];
      const main = document.getElementById("root");
      if (main) main.dataset["words"] = table;
      Object.assign(window, {
        posted,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => posted.push(message),
          getState: () => null,
          setState: () => {},
        }),
      });
    }, JSON.stringify(words));
    // All that the chat's own page loads: without its elements and styles, a button with an icon alone has no size.
    await page.addStyleTag({ path: join(root, "dist", "webview.css") });
    for (const script of ["webview.js", "toolkit.js"])
      await page.addScriptTag({ path: join(root, "dist", script) });
    await page.getByRole("textbox").waitFor();
  });
  after(() => page.close());

  /** What the page says in Latin letters or digits: text, and what screen readers and tooltips say. */
  const untranslated = () =>
    page.evaluate(() => {
      const said: string[] = [];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode())
        if (texts.currentNode.parentElement?.tagName !== "SCRIPT")
          said.push(texts.currentNode.textContent ?? "");
      const read = ["aria-label", "aria-description", "title", "placeholder", "alt"];
      for (const element of document.querySelectorAll("body *"))
        for (const name of read) said.push(element.getAttribute(name) ?? "");
      return [...new Set(said)].filter(text => /[A-Za-z0-9]/.test(text));
    });
  const unfold = async () => {
    await until("all is unfolded", () =>
      page.evaluate(() => {
        const folded = document.querySelectorAll<HTMLElement>(
          ".thread [aria-expanded=false], .plan-box [aria-expanded=false]",
        );
        for (const head of folded) head.click();
        return folded.length === 0;
      }),
    );
  };

  /** What is untranslated with each ask open in turn, and with each of its menus. */
  const ofAllAsks = async () => {
    const found = new Set<string>();
    const look = async () => {
      for (const text of await untranslated()) found.add(text);
    };
    for (let left = await page.locator(".asks [data-key]").count(); left > 0; left--) {
      await look();
      for (const opener of await page.locator(".ask vscode-button[aria-haspopup]").all()) {
        await opener.click();
        await page.getByRole("menu").waitFor();
        await look();
        await page.keyboard.press("Escape");
      }
      await page.locator(".asks-nav button").last().click();
    }
    return [...found];
  };

  it("says nothing in English of a thread that holds everything", async () => {
    await showState(page.locator("body"), everything());
    await page.locator(".plan-box").waitFor();
    await unfold();
    equal(await page.locator(".asks [data-key]").count(), 6);
    deepEqual(await ofAllAsks(), [
      // The code of a program, what a newer server sends, and the name of a hidden character are nobody's words.
      // The open ask marks that character by itself; its row does not.
      "ｅｘｉｔ 12",
      '{\n  "type": "новое",\n  "id": "новое {}"\n}',
      "⟨U+200B⟩",
      "сделай⟨U+200B⟩",
    ]);
  });

  it("says nothing in English while nothing was said yet", async () => {
    const shows = async (title: string) => {
      await page.getByRole("heading", { name: title, exact: true }).waitFor();
      deepEqual(await untranslated(), []);
    };
    for (const [title, state] of Object.entries(emptyChats)) {
      await showState(page.locator("body"), state, { threadId: null });
      await shows(words[title] ?? title);
    }
    await showState(page.locator("body"), initialState, { threadId: null, hasFolder: false });
    await shows(words["welcome.noFolder"] ?? "");
  });

  it("lets what people and Codex write go its own way, and code from left to right", async () => {
    const text = "שלום\n\n- שלום\n\n```\nשלום\n```\n\nHello";
    await showState(page.locator("body"), threadOf([[text]]));
    await page.getByText("Hello").waitFor();
    await page.getByRole("textbox").fill("שלום");
    const directions = await page.evaluate(() =>
      [".agent p:first-child", ".agent ul", ".agent pre", ".agent p:last-child", "textarea"].map(
        place => {
          const found = document.querySelector(place);
          return found && getComputedStyle(found).direction;
        },
      ),
    );
    deepEqual(directions, ["rtl", "rtl", "ltr", "ltr", "rtl"]);
  });

  it("draws all of that without a failure", async () => {
    const posted = await page.evaluate(() =>
      ("posted" in window ? (window.posted as { kind: string }[]) : []).filter(
        ({ kind }) => kind === "failed",
      ),
    );
    deepEqual([failures, posted], [[], []]);
  });
});
