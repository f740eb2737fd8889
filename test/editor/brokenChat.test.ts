import { equal } from "node:assert/strict";
import { useEditor } from "../support/editor.ts";

/** A page that breaks is replaced, and what was typed is there again (F47). */
describe("a chat that breaks", () => {
  const editor = useEditor();

  it("is made anew when it does not answer, and says what to do when it dies again", async () => {
    const chat = await editor.workbench.openChat();
    const body = chat.frame.locator("body");
    const deafen = () =>
      body.evaluate(() => {
        document.title = "deaf";
        window.addEventListener("message", event => event.stopImmediatePropagation(), true);
      });
    await chat.composer.fill("typed before");
    await deafen();
    await chat.frame
      .locator("title:has-text('deaf')")
      .waitFor({ state: "detached", timeout: 40_000 });
    await chat.composer.waitFor();
    equal(await chat.composer.inputValue(), "typed before");
    await deafen();
    const reload = chat.frame.getByRole("link", { name: "Reload the chat" });
    await reload.waitFor({ timeout: 40_000 });
    await reload.click();
    await chat.composer.waitFor();
    equal(await chat.composer.inputValue(), "typed before");
  });

  it("draws the rest when one item cannot be drawn, and offers a way back when nothing can", async () => {
    const chat = await editor.workbench.openChat();
    const body = chat.frame.locator("body");
    await chat.composer.waitFor();
    await body.evaluate(() => {
      const item = (id: string, text: unknown) => ({
        id,
        phase: "done",
        item: { type: "agentMessage", id, text, questions: null },
      });
      const turn = {
        id: "tu",
        status: "completed",
        items: [item("a", "drawn well"), item("b", { no: "text" }), item("c", "drawn too")],
        notices: [],
        changedPaths: [],
        error: null,
        plan: null,
        durationMs: 1,
      };
      const thread = { id: "th", title: "", cwd: "/", turns: [turn], status: { type: "idle" } };
      const state = {
        connection: { kind: "off" },
        account: { kind: "unknown" },
        rateLimits: {},
        threads: { th: thread },
        judging: [],
        asks: [],
        closedAsks: [],
        notices: [],
      };
      const view = { threadId: "th", draft: "", hasFolder: true, isTrusted: true, forms: {} };
      window.postMessage({ kind: "snapshot", seq: 1e9, state, view });
    });
    await chat.text("drawn well").waitFor();
    await chat.text("drawn too").waitFor();
    await chat.text("This agentMessage could not be drawn.").waitFor();
    await body.evaluate(() =>
      window.postMessage({ kind: "snapshot", seq: 1e9, state: null, view: null }),
    );
    await chat.frame.getByRole("heading", { name: "The chat could not be drawn" }).waitFor();
    await chat.button("Reload the Chat").click();
    await chat.composer.waitFor();
  });
});
