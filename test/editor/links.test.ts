import { equal } from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { useEditor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

const lines = Array.from({ length: 12 }, (_, at) => `line ${at + 1}\n`).join("");
const files = [
  "src/app.js",
  "docs/my notes (draft).md",
  "docs/C# intro.md",
  "app/[slug]/page.tsx",
  "a%20b.txt",
];

/** A link with the name of the tab and the place of the cursor that it leads to; ROOT is the workspace folder. */
const links: readonly (readonly [string, string, string])[] = [
  ["docs/my notes (draft).md", "my notes (draft).md", "Ln 1, Col 1"],
  ["docs/my%20notes%20(draft).md#L2", "my notes (draft).md", "Ln 2, Col 1"],
  ["a%20b.txt", "a%20b.txt", "Ln 1, Col 1"],
  ["<docs/C# intro.md:4>", "C# intro.md", "Ln 4, Col 1"],
  ["app/%5Bslug%5D/page.tsx#L2", "page.tsx", "Ln 2, Col 1"],
  ["ROOT/src/app.js:2:5", "app.js", "Ln 2, Col 5"],
  ["src/app.js#L3C4", "app.js", "Ln 3, Col 4"],
  ["src/app.js(7)", "app.js", "Ln 7, Col 1"],
  ["src/app.js:3-6", "app.js", "Ln 3, Col 1"],
  ["src/app.js#L5-L9", "app.js", "Ln 5, Col 1"],
  ["file://ROOT/src/app.js#L6", "app.js", "Ln 6, Col 1"],
  ["vscode://fileROOT/src/app.js:8", "app.js", "Ln 8, Col 1"],
];

describe("links of an answer", () => {
  let root = "";
  const editor = useEditor({
    script: ({ user }) => {
      const said = user.includes("names")
        ? "`src/app.js:4` `src/gone.js:4` `src/` and src/app.js:5 [old](src/gone.js)"
        : links.map(([link], at) => `- [link ${at}](${link.replace("ROOT", root)})`).join("\n");
      return { outputs: [{ type: "text", text: said }] };
    },
    opensLater: true,
  });
  let chat: Chat;

  before(async () => {
    root = editor.workspace;
    for (const name of files) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), lines);
    }
    await editor.open();
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  const place = () => editor.page.locator("#status\\.editor\\.selection").innerText();

  it("open each file at its place", async () => {
    await chat.send("links");
    for (const [at, [link, tab, wanted]] of links.entries()) {
      await chat.frame.getByRole("link", { name: `link ${at}`, exact: true }).click();
      await until(`${link} is open`, async () => {
        // VS Code draws the ending of a name as a part of its own, which `innerText` may put on another line.
        const active = await editor.page
          .locator(".tabs-container .tab.active")
          .first()
          .textContent();
        return active?.includes(tab) === true && (await place()).startsWith(wanted);
      });
    }
  });

  it("are made of names that are there; what is gone is said to be", async () => {
    await chat.send("names");
    const found = chat.frame.locator("code a");
    await until("the names are known", async () => (await found.count()) === 2);
    equal(await found.first().innerText(), "src/app.js:4");
    await found.first().click();
    await until("it is open", async () => (await place()).startsWith("Ln 4,"));
    await chat.frame.getByRole("link", { name: "src/app.js:5", exact: true }).click();
    await until("it is open there", async () => (await place()).startsWith("Ln 5,"));
    await found.last().click();
    await until("the folder is shown", async () => {
      const rows = editor.page.locator(".explorer-folders-view .monaco-list-row.selected");
      return (await rows.allInnerTexts()).join().includes("src");
    });
    await chat.frame.getByRole("link", { name: "old", exact: true }).click();
    await editor.workbench.toast("There is no src/gone.js in the workspace").waitFor();
    equal(await editor.workbench.tab("gone.js").count(), 0);
  });
});
