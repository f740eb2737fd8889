/// <reference lib="dom" />
import type { Editor } from "./editor.ts";
import { keepFolder, type Kept } from "./files.ts";
import { until } from "./processes.ts";
import { Chat, type Workbench } from "./workbench.ts";

/** The key by which tests have VS Code tidied up; bound in the user's keybindings. */
const tidyKey = "Control+Alt+F9";

/** For the user's `keybindings.json`. */
export const tidyBinding = {
  key: "ctrl+alt+f9",
  command: "runCommands",
  args: {
    commands: [
      "workbench.action.closeQuickOpen",
      "notifications.clearAll",
      "workbench.action.closeAllEditors",
      "folio.openChat",
      "folio.newThread",
    ],
  },
};

const folders = new WeakMap<Editor, Kept>();

/**
 * For `beforeEach`: whatever the test before has left, this one begins in a new thread of the same window, with the
 * chat open and nothing else, and with the files that lay in the workspace when this was called first.
 */
export async function freshThread(editor: Editor): Promise<void> {
  const { workbench, page } = editor;
  const chat = new Chat(page);
  const kept = folders.get(editor) ?? keepFolder(editor.workspace);
  folders.set(editor, kept);

  // A menu or a dialog would take the key.
  if ((await workbench.dialog.count()) > 0) await page.keyboard.press("Escape");
  // It may go at this moment: one that is not there any more is not waited for.
  await chat.button("Stop").evaluateAll((buttons: HTMLElement[]) => {
    for (const button of buttons) button.click();
  });
  await until("no turn runs", async () => (await chat.button("Stop").count()) === 0);
  await page.keyboard.press(tidyKey);
  // The window may still have to take away what the test before has put there.
  const patienceMs = 60_000;
  await until("all editors are closed", () => closesEditors(workbench), patienceMs);
  await chat.frame
    .getByRole("heading", { name: "What would you like to do?" })
    .waitFor({ timeout: patienceMs });
  await chat.takesFocus();
  kept.putBack();
  if ((await chat.composer.inputValue()) !== "") await chat.composer.fill("");
}

async function closesEditors(workbench: Workbench): Promise<boolean> {
  const dontSave = workbench.dialog.getByRole("button", { name: "Don't Save" });
  if ((await dontSave.count()) > 0) await dontSave.click();
  return (await workbench.tab(/./).count()) === 0;
}
