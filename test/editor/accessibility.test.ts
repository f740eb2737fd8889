/// <reference lib="dom" />
import { deepEqual, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
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

  /** The rules of axe that the chat violates, with the elements. */
  const violations = async () => {
    const frame = chat.inner();
    await frame.evaluate(axeSource);
    return frame.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: {
          run(
            options: unknown,
          ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      };
      const { violations: found } = await axe.run({
        runOnly: ["wcag2a", "wcag2aa"],
        rules: { "color-contrast": { enabled: false } },
      });
      return found.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`,
      );
    });
  };

  const askAboutFiles = async () => {
    await chat.send("scenario:several");
    await chat.ask("Codex wants to change files").waitFor();
  };

  it("violates no rule of axe, empty or full", async () => {
    deepEqual(await violations(), []);
    await chat.send("scenario:markdown");
    await chat.frame.getByRole("table").waitFor();
    await askAboutFiles();
    deepEqual(await violations(), []);
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
    await chat.frame.getByRole("status").getByText("Codex answered. Hello from").waitFor();
  });
});
