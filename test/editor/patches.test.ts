import { deepEqual, equal, match, ok } from "node:assert/strict";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import type { Prompt, Reply } from "../model/server.ts";
import { useEditor, type Editor } from "../support/editor.ts";
import { freshThread } from "../support/freshThread.ts";
import { until } from "../support/processes.ts";
import type { Chat } from "../support/workbench.ts";

const patches = new Map<string, string>();

/** A model that proposes the patch that a message names. */
function script({ user, results }: Prompt): Reply {
  if (results.length > 0)
    return { outputs: [{ type: "text", text: `Done. See [the file](<${mentioned}>).` }] };
  const patch = patches.get(/patch (\S+)/.exec(user)?.[1] ?? "") ?? "";
  return {
    outputs: [{ type: "patch", patch: `*** Begin Patch\n${patch}*** End Patch\n` }],
  };
}

let count = 0;
/** The path that the model's last message links to. */
let mentioned = "README.md";

/** What these tests do in VS Code. */
function hands(editor: Editor) {
  const path = (name: string) => join(editor.workspace, name);
  const lens = (text: string): Locator =>
    editor.page
      .locator(".codelens-decoration > *")
      .filter({ hasText: new RegExp(`^\\s*${text}\\s*$`) });
  const noDiff = () =>
    until(
      "the diff is closed",
      async () => (await editor.workbench.tab("proposed by Codex").count()) === 0,
    );
  return {
    path,
    lens,
    noDiff,
    read: (name: string) => (existsSync(path(name)) ? readFileSync(path(name), "utf8") : null),
    write: (files: Readonly<Record<string, string>>) => {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(path(name)), { recursive: true });
        writeFileSync(path(name), text);
      }
    },
    /** Makes Codex propose a patch, and waits for its diff. */
    propose: async (chat: Chat, patch: string) => {
      const name = `p${++count}`;
      patches.set(name, patch);
      await chat.send(`patch ${name}`);
      await chat.ask("Codex wants to change files").waitFor();
      await editor.workbench.tab("proposed by Codex").waitFor();
      await editor.workbench.armed();
    },
    /** The text of both sides of all open diffs. */
    shown: async () => {
      const texts = await editor.page.locator(".monaco-diff-editor .view-lines").allInnerTexts();
      return texts.join("\n").replaceAll("\u00a0", " ");
    },
    nextRequest: async (act: () => Promise<unknown>) => {
      const { length } = editor.model.requests;
      await act();
      await until("the model is asked again", () => editor.model.requests.length > length);
      return JSON.stringify(editor.model.requests.at(-1));
    },
  };
}

describe("the review of a patch", () => {
  const editor = useEditor({
    script,
    settings: {
      "workbench.editorAssociations": { "*.md": "vscode.markdown.preview.editor" },
      // Proposals are UTF-8, whatever the encoding of this person's files is.
      "files.encoding": "iso88591",
      "files.autoSave": "off",
    },
  });
  let chat: Chat;
  const { path, lens, noDiff, read, write, propose, shown, nextRequest } = hands(editor);
  const accept = () => editor.workbench.clickTitle("Accept Change");
  const decline = () => editor.workbench.clickTitle("Decline Change");

  before(async () => {
    chat = await editor.workbench.openChat();
  });
  beforeEach(() => freshThread(editor));

  it("shows a line of the file that looks like the server's own trailer", async () => {
    write({ "list.txt": "x\n" });
    await propose(chat, "*** Update File: list.txt\n@@\n x\n+Moved to: docs/ärchive.md\n");
    await until("it is drawn", async () => (await shown()).includes("Moved to: docs/ärchive.md"));
    await nextRequest(accept);
    equal(read("list.txt"), "x\nMoved to: docs/ärchive.md\n");
  });

  it("shows what a deletion removes and what a move puts in its place, and writes both", async () => {
    write({ "client.js": "const old = 1;\n", "client2.js": "export const a = 2;\n" });
    await propose(
      chat,
      "*** Delete File: client.js\n*** Update File: client2.js\n*** Move to: client.js\n@@\n-export const a = 2;\n+export const a = 3;\n",
    );
    await until("both are drawn", async () => {
      const text = await shown();
      return text.includes("const old = 1;") && text.includes("export const a = 3;");
    });
    await editor.workbench.picture("moved-onto-deleted");
    const request = await nextRequest(accept);
    equal(read("client.js"), "export const a = 3;\n");
    equal(read("client2.js"), null);
    match(request, /client2\.js -> client\.js \(move\): taken as proposed/);
  });

  it("gives the same result for the other order of that patch, where the server would lose the file", async () => {
    write({ "client.js": "const old = 1;\n", "client2.js": "export const a = 2;\n" });
    await propose(
      chat,
      "*** Update File: client2.js\n*** Move to: client.js\n@@\n-export const a = 2;\n+export const a = 3;\n*** Delete File: client.js\n",
    );
    await nextRequest(accept);
    equal(read("client.js"), "export const a = 3;\n");
  });

  it("shows what a move onto a file destroys", async () => {
    write({ "from.txt": "one\n", "onto.txt": "the person's own\n" });
    await propose(chat, "*** Update File: from.txt\n*** Move to: onto.txt\n@@\n-one\n+ONE\n");
    await until("both are drawn", async () => {
      const text = await shown();
      return text.includes("the person's own") && text.includes("ONE");
    });
    await lens(".*This file is overwritten by a move.*").first().waitFor();
    await editor.workbench.picture("moved-onto-file");
    await nextRequest(accept);
    equal(read("onto.txt"), "ONE\n");
  });

  it("refuses a move of a file onto itself: nothing of it would be left", async () => {
    write({ "notes.txt": "one\ntwo\n" });
    await propose(chat, "*** Update File: notes.txt\n*** Move to: ./notes.txt\n@@\n-one\n+ONE\n");
    await lens(".*Decline it: this moves notes.txt onto itself, .* delete the file.")
      .first()
      .waitFor();
    equal(await lens("Accept.*").count(), 0);
    await editor.workbench.picture("moved-onto-itself");
    equal(await editor.page.getByRole("button", { name: /^Accept Change/ }).count(), 0);
    await chat
      .ask("Codex wants to change files")
      .getByRole("button", { name: "Accept", exact: true })
      .click();
    await editor.workbench.toast("onto itself").first().waitFor();
    equal(read("notes.txt"), "one\ntwo\n");
    await nextRequest(decline);
    equal(read("notes.txt"), "one\ntwo\n");
  });

  it("shows the text of a file that VS Code would open in another editor, and closes it after the answer", async () => {
    write({ "guide.md": "# Guide\n\nHello **old** world.\n", "more.md": "more\n" });
    const hunk = "@@\n-Hello **old** world.\n+Hello **new** world.\n";
    await propose(chat, `*** Update File: guide.md\n${hunk}`);
    await lens("Accept").first().waitFor();
    match(await shown(), /Hello \*\*new\*\* world\./);
    await nextRequest(accept);
    await noDiff();
    equal(read("guide.md"), "# Guide\n\nHello **new** world.\n");

    write({ "guide.md": "# Guide\n\nHello **old** world.\n" });
    await propose(chat, `*** Update File: guide.md\n${hunk}*** Delete File: more.md\n`);
    await lens("Accept").first().waitFor();
    match(await shown(), /Hello \*\*new\*\* world\./);
    await nextRequest(accept);
    await noDiff();
    equal(read("more.md"), null);
  });

  it("asks again when a file has become a link since it was shown, and says where it leads", async () => {
    write({ "plain.txt": "one\n", "elsewhere.txt": "one\n" });
    await propose(chat, "*** Update File: plain.txt\n@@\n-one\n+ONE\n");
    rmSync(path("plain.txt"));
    symlinkSync(path("elsewhere.txt"), path("plain.txt"));
    await accept();
    await editor.workbench.toast("changed since this was shown").first().waitFor();
    await lens(".*plain.txt is a link: what it leads to is written.*elsewhere.txt.*").waitFor();
    equal(read("elsewhere.txt"), "one\n");
    await nextRequest(decline);
    equal(read("elsewhere.txt"), "one\n");
    ok(lstatSync(path("plain.txt")).isSymbolicLink());
  });

  it("asks again when a folder has become a link that leads outside the workspace", async () => {
    const outside = join(dirname(editor.workspace), `outside-${process.pid}`);
    write({ "sub/a.txt": "one\n" });
    await propose(chat, "*** Update File: sub/a.txt\n@@\n-one\n+ONE\n");
    renameSync(path("sub"), outside);
    symlinkSync(outside, path("sub"));
    await accept();
    await editor.workbench.toast("changed since this was shown").first().waitFor();
    await lens(".*sub/a.txt leads out of the workspace.*").waitFor();
    equal(readFileSync(join(outside, "a.txt"), "utf8"), "one\n");
    await nextRequest(decline);
    rmSync(outside, { recursive: true });
  });

  it("warns of a notebook with unsaved changes as of any file", async () => {
    const cell = { cell_type: "code", execution_count: null, metadata: {}, outputs: [] };
    const notebook = { cells: [{ ...cell, source: ["x = 1"] }], metadata: {}, nbformat: 4 };
    write({ "demo.ipynb": `${JSON.stringify({ ...notebook, nbformat_minor: 5 }, null, 1)}\n` });
    await editor.workbench.openFile("demo.ipynb");
    await editor.page.locator(".notebookOverlay .cell .view-line").first().click();
    await editor.page.keyboard.type("y");
    await editor.workbench
      .tab(/demo.ipynb/)
      .and(editor.page.locator(".dirty"))
      .waitFor();
    await propose(chat, '*** Update File: demo.ipynb\n@@\n-    "x = 1"\n+    "x = 2"\n');
    await lens(".*demo.ipynb has unsaved changes in an editor.*").waitFor();
    await nextRequest(decline);
    await editor.workbench
      .tab(/demo.ipynb/)
      .first()
      .click();
    await editor.workbench.command("File: Revert File");
    await editor.workbench.command("View: Close All Editors");
  });

  it("has a hunk for each of 2,000 changes in 20,000 lines, and accepts all but one", async function () {
    this.timeout(300_000);
    const lines = Array.from({ length: 20_000 }, (_, at) => `const line${at} = ${at};\n`);
    const changes = lines.flatMap((line, at) => (at % 10 === 5 ? [`@@\n-${line}+// ${line}`] : []));
    equal(changes.length, 2000);
    write({ "large.js": lines.join("") });
    await propose(chat, `*** Update File: large.js\n${changes.join("")}`);
    // VS Code makes room for 2,000 rows of lenses. That takes a while on a busy machine.
    const patience = { timeout: 100_000 };
    await lens("Reject").first().waitFor(patience);
    await lens("Reject").first().click();
    await lens("Rejected").first().waitFor(patience);
    const request = await nextRequest(accept);
    match(request, /hunk 1 of 2000: refused \(line 6\)/);
    const expected = lines.map((line, at) => (at % 10 === 5 && at !== 5 ? `// ${line}` : line));
    equal(read("large.js"), expected.join(""));
  });
});

describe("the review in a folder that was opened through a link", () => {
  const editor = useEditor({ script, throughLink: true });
  const { read, propose, lens, nextRequest } = hands(editor);

  it("takes the real path of a file for the file of the workspace", async () => {
    const chat = await editor.workbench.openChat();
    const real = join(editor.workspace, "src/receipt.js");
    const before = read("src/receipt.js") ?? "";
    await propose(
      chat,
      `*** Update File: ${real}\n@@\n import { total } from "./basket.js";\n-\n+// moved\n`,
    );
    await editor.workbench.tab("receipt.js (proposed by Codex)").waitFor();
    await lens("Accept").first().waitFor();
    const lenses = await editor.page.locator(".codelens-decoration").allInnerTexts();
    deepEqual(
      lenses.filter(text => /outside|leads/.test(text)),
      [],
    );
    const card = await chat.ask("Codex wants to change files").innerText();
    ok(card.includes("src/receipt.js") && !card.includes(editor.workspace), card);
    mentioned = real;
    await nextRequest(() => editor.workbench.clickTitle("Accept Change"));
    equal(read("src/receipt.js"), before.replace("\n\n", "\n// moved\n"));
    await chat.text("the file").last().click();
    await editor.workbench.tab("receipt.js").waitFor();
  });
});
