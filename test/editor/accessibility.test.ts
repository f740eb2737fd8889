/// <reference lib="dom" />
import { deepEqual, equal } from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { faintParts } from "../support/contrast.ts";
import { useEditor } from "../support/editor.ts";
import { emptyChats, everything } from "../support/everything.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import { showState } from "../support/snapshot.ts";
import type { Chat } from "../support/workbench.ts";

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
  "utf8",
);

describe("the accessibility of the chat", () => {
  const editor = useEditor();
  let chat: Chat;
  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  const askAboutFiles = async () => {
    await chat.send("scenario:several");
    await chat.ask("Codex wants to change files").waitFor();
  };

  it("violates no rule of axe, empty or full", async () => {
    deepEqual(await violationsIn(chat), []);
    await chat.send("scenario:markdown");
    await chat.frame.getByRole("table").waitFor();
    await askAboutFiles();
    deepEqual(await violationsIn(chat), []);
  });

  it("includes a name for every control", async () => {
    await askAboutFiles();
    const nameless = await chat.frame
      .locator("button, a, textarea, vscode-button, [role=button]")
      .evaluateAll(elements =>
        elements
          .filter(
            element =>
              !(element.getRootNode() instanceof ShadowRoot) &&
              !(element.getAttribute("aria-label") || element.textContent?.trim()),
          )
          .map(element => element.outerHTML),
      );
    deepEqual(nameless, []);
  });

  it("lets an ask be answered by the keyboard alone", async () => {
    await askAboutFiles();
    await chat.composer.focus();
    await editor.page.keyboard.press("Shift+Tab");
    for (let presses = 0; presses < 12; presses++) {
      const name = await chat
        .inner()
        .evaluate(() => document.activeElement?.textContent?.trim() ?? "");
      if (name === "Decline") break;
      await editor.page.keyboard.press("Shift+Tab");
    }
    await editor.page.keyboard.press("Enter");
    await chat.text("You declined it.").waitFor();
    equal(await chat.ask("Codex wants to change files").count(), 0);
  });

  it("tells screen readers in sentences what happened", async () => {
    await chat.send("scenario:hello");
    await chat.frame
      .getByRole("status")
      .getByText("Codex has finished. Hello from Codex.")
      .waitFor();
  });

  it("tells screen readers why a turn failed", async () => {
    await chat.send("scenario:500");
    const said = chat.frame.getByRole("status").getByText("The turn failed: The model is busy");
    await said.waitFor({ timeout: 60_000 });
  });
});

describe("asks that are answered by the keyboard", () => {
  const editor = useEditor();
  const title = "Codex wants to run a command";
  let chat: Chat;
  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  /** What the element with the focus says. */
  const focused = () =>
    chat.inner().evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent?.trim() ?? "";
    });

  it("cost a key each: the focus goes to the next one, and at last back to where the person was", async () => {
    await chat.composer.focus();
    await chat.send("scenario:ten-commands");
    await until("all wait", async () => (await chat.asks.count()) === 10, 40_000);
    equal(await focused(), "Message", "no arrival moves the focus");
    await chat.ask(title).getByRole("button", { name: "Approve", exact: true }).focus();
    let keys = 0;
    for (let left = 9; left >= 0; left--) {
      await editor.workbench.armed();
      await editor.page.keyboard.press("Enter");
      keys++;
      await until(`${left} wait`, async () => (await chat.asks.count()) === left);
      if (left > 0)
        await until("the next has the focus", async () => (await focused()) === "Approve");
    }
    equal(keys, 10);
    await until("the focus is back", async () => (await focused()) === "Message");
    for (let at = 0; at < 10; at++)
      await until(`command ${at} ran`, () => existsSync(join(editor.workspace, `ten-${at}.txt`)));
  });

  it("approve nothing by a key that is held down since the ask before", async () => {
    await chat.send("scenario:two-commands");
    await until("both wait", async () => (await chat.asks.count()) === 2);
    await chat.ask(title).getByRole("button", { name: "Approve", exact: true }).focus();
    await editor.workbench.armed();
    await editor.page.keyboard.down("Enter");
    await until("one is approved", async () => (await chat.asks.count()) === 1);
    await editor.workbench.armed();
    // Each further `down` is a repeat.
    await editor.page.keyboard.down("Enter");
    await editor.page.keyboard.down("Enter");
    await editor.page.keyboard.up("Enter");
    await until("the next has the focus", async () => (await focused()) === "Approve");
    equal(await chat.asks.count(), 1);
    await chat.ask(title).getByRole("button", { name: "Decline", exact: true }).press("Enter");
    await until("none waits", async () => (await chat.asks.count()) === 0);
  });

  it("have menus that the arrows and Esc work in", async () => {
    await chat.send("scenario:command");
    const opener = chat.button("Other ways to decline");
    await opener.press("Enter");
    await until("the first entry has the focus", async () =>
      (await focused()).startsWith("Decline and Tell"),
    );
    await editor.page.keyboard.press("ArrowDown");
    await until("the next has it", async () => (await focused()).startsWith("Decline and Stop"));
    await editor.page.keyboard.press("Escape");
    await until("the button has it", async () => (await focused()) === "Other ways to decline");
    equal(await chat.asks.count(), 1);
    await opener.press("Enter");
    await editor.page.keyboard.press("Enter");
    await until("it is declined", async () => (await chat.asks.count()) === 0);
    await until("the composer has the focus", async () => (await focused()) === "Message");
  });
});

describe("the chat in each theme", () => {
  const editor = useEditor();
  const themes = [
    ["Default Dark Modern", "vscode-dark"],
    ["Default Light Modern", "vscode-light"],
    ["Default High Contrast", "vscode-high-contrast"],
    ["Default High Contrast Light", "vscode-high-contrast-light"],
  ] as const;
  let chat: Chat;
  before(async () => {
    chat = await editor.workbench.openChat();
  });

  for (const [theme, mark] of themes)
    it(`can be read, and violates no rule of axe: ${theme}`, async () => {
      for (const kind of ["User", "Machine"]) {
        const file = join(editor.userData, kind, "settings.json");
        const settings: object = JSON.parse(readFileSync(file, "utf8"));
        writeFileSync(file, JSON.stringify({ ...settings, "workbench.colorTheme": theme }));
      }
      const body = chat.frame.locator("body");
      await chat.frame.locator(`body.${mark}`).waitFor();
      for (const state of [everything(), emptyChats["welcome.idle"]]) {
        await showState(body, state, { threadId: "th" });
        await unfoldAll(chat);
        deepEqual(await chat.inner().evaluate(faintParts), []);
        deepEqual(await violationsIn(chat), []);
      }
    });
});

/** Unfolds all that is folded, also what comes to light by that. */
const unfoldAll = (chat: Chat) =>
  until("all is unfolded", () =>
    chat.inner().evaluate(() => {
      const folded = document.querySelectorAll<HTMLElement>(
        ".thread [aria-expanded=false], .plan-box [aria-expanded=false]",
      );
      for (const head of folded) head.click();
      return folded.length === 0;
    }),
  );

/** The rules of axe that the chat violates, with the elements. */
const violationsIn = async (chat: Chat): Promise<readonly string[]> => {
  const frame = chat.inner();
  await frame.evaluate(axeSource);
  return frame.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: unknown): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations: found } = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return found.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
    );
  });
};
