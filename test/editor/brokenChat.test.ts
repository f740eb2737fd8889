import { equal } from "node:assert/strict";
import type { State } from "../../src/model/state.ts";
import { useEditor } from "../support/editor.ts";
import { until } from "../support/processes.ts";
import { showState, threadOf } from "../support/snapshot.ts";

/** A page that hangs is replaced, with the typed text. An item that cannot be drawn leaves the others alone. */
describe("a chat that breaks", () => {
  const editor = useEditor();

  it("is drawn again when it does not answer, and says what to do when it stops again", async () => {
    const chat = await editor.workbench.openChat();
    const body = chat.frame.locator("body");
    const deafen = () =>
      body.evaluate(element => {
        element.dataset["deaf"] = "true";
        // No message reaches the page any more.
        Object.defineProperty(MessageEvent.prototype, "data", { get: () => ({ kind: "unheard" }) });
      });
    const isAnew = async () => (await body.getAttribute("data-deaf")) === null;
    await chat.composer.fill("typed before");
    await deafen();
    await until("it is made anew", isAnew, 40_000);
    await chat.composer.waitFor();
    equal(await chat.composer.inputValue(), "typed before");
    await deafen();
    const reload = chat.frame.getByRole("link", { name: "Reload the chat" });
    await reload.waitFor({ timeout: 40_000 });
    await reload.click();
    await chat.composer.waitFor();
    equal(await chat.composer.inputValue(), "typed before");
  });

  it("draws the rest when one item cannot be drawn, and offers a way back when nothing can be", async () => {
    const chat = await editor.workbench.openChat();
    const body = chat.frame.locator("body");
    await chat.composer.waitFor();
    const state = threadOf([["drawn well", "to be broken", "drawn too"]]);
    const broken = JSON.stringify(state).replace('"to be broken"', '{"no":"text"}');
    await showState(body, JSON.parse(broken) as State);
    await chat.text("drawn well").waitFor();
    await chat.text("drawn too").waitFor();
    await chat.text("This agentMessage could not be drawn.").waitFor();
    await showState(body, null);
    await chat.frame.getByRole("heading", { name: "The chat could not be drawn" }).waitFor();
    await chat.button("Reload the Chat").click();
    await chat.composer.waitFor();
  });
});
