import { deepEqual } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "../../../src/build/paths.mjs";

/**
 * Every API of VS Code that the editor folder uses and that shows text. Each row says what VS Code reads in that text (tried
 * on 1.139), and which tag of `model/text/sinks.ts` makes text for it. Only the files listed below may use them.
 */
const showsText: Readonly<Record<string, { readonly reads: string; readonly by: string }>> = {
  "window.showInformationMessage": {
    reads:
      "[label](http:, https:, command:, file:) as a link; white space as one space; the first 1,000 units; buttons as they stand",
    by: "notice, plain for buttons",
  },
  "window.showWarningMessage": {
    reads: "as showInformationMessage; modal: message and detail as they stand",
    by: "notice, plain for buttons and for modal texts",
  },
  "window.showErrorMessage": { reads: "as showInformationMessage", by: "notice" },
  "window.showQuickPick": {
    reads: "$(icon) in label, description and detail; title and placeholder as they stand",
    by: "label, plain",
  },
  "window.createQuickPick": {
    reads: "as showQuickPick; tooltips of buttons as they stand",
    by: "label, plain",
  },
  "window.showInputBox": {
    reads: "[label](address) and $(icon) in prompt and validation; title as it stands",
    by: "prompt, plain",
  },
  "window.withProgress": { reads: "as showInformationMessage: its title", by: "notice" },
  "window.showSaveDialog": { reads: "nothing: title", by: "plain" },
  "window.createStatusBarItem": {
    reads: "$(icon) in text; markdown and $(icon) in the tooltip",
    by: "label, markdown",
  },
  "window.createTreeView": { reads: "nothing: message and badge as they stand", by: "plain" },
  TreeItem: {
    reads: "nothing in label, description and tooltip, as long as they are strings",
    by: "plain",
  },
  "window.createWebviewPanel": { reads: "nothing: the title", by: "plain" },
  "window.createTerminal": { reads: "nothing: the name", by: "plain" },
  CodeLens: { reads: "$(icon) in the title", by: "label" },
  MarkdownString: { reads: "markdown; $(icon) where it is let", by: "markdown, appendText" },
  "window.createTextEditorDecorationType": { reads: "nothing: the content", by: "plain" },
  "commands.executeCommand(vscode.diff)": { reads: "nothing: the title", by: "plain" },
  "commands.executeCommand(vscode.changes)": { reads: "nothing: the title", by: "plain" },
  "comments.createCommentController": {
    reads: "markdown in bodies that are strings",
    by: "commentBody; all other texts are ours",
  },
};

/** The files that may use them. */
const port = ["prompts.ts", "faces.ts", "review/comments.ts"];

/** APIs that show no text of ours, or show it in an editor or a page, where VS Code reads no markup. */
const showsNone = new Set([
  "CommentMode",
  "CommentThreadCollapsibleState",
  "ColorThemeKind",
  "ProgressLocation",
  "ConfigurationTarget",
  "Disposable",
  "EventEmitter",
  "FileChangeType",
  "FilePermission",
  "FileSystemError",
  "FileType",
  "InputBoxValidationSeverity",
  "ProgressLocation",
  "QuickPickItemKind",
  "Range",
  "Selection",
  "StatusBarAlignment",
  "TabInputTextDiff",
  "TabInputWebview",
  "TextEditorRevealType",
  "ThemeColor",
  "ThemeIcon",
  "TreeItemCheckboxState",
  "TreeItemCollapsibleState",
  "Uri",
  "ViewColumn",
  "WorkspaceEdit",
  "commands.executeCommand",
  "commands.registerCommand",
  "env.clipboard",
  "env.language",
  "env.remoteName",
  "env.uiKind",
  "UIKind",
  "l10n.bundle",
  "env.openExternal",
  "extensions.all",
  "languages.registerCodeLensProvider",
  "window.activeColorTheme",
  "window.activeTextEditor",
  "window.onDidChangeActiveColorTheme",
  "window.onDidChangeWindowState",
  "window.onDidChangeActiveTextEditor",
  "window.registerWebviewPanelSerializer",
  "window.registerWebviewViewProvider",
  "window.showTextDocument",
  "window.state",
  "window.tabGroups",
  "window.visibleTextEditors",
]);
/** Namespaces without any API that shows text. */
const silent = ["workspace"];

interface Use {
  readonly file: string;
  readonly api: string;
}

const importLine = /import (type )?\{([^}]*)\} from "vscode";/g;
const comment = /\/\*[^]*?\*\/|(?<=^|\s)\/\/.*$/gm;

/** The names that a file imports from VS Code at run time. */
function usesIn(file: string): readonly Use[] {
  const text = readFileSync(file, "utf8").replace(comment, "");
  const code = text.replace(importLine, "");
  const uses: string[] = /from "vscode"/.test(code) ? ["* (import by name)"] : [];
  for (const [, isType, names = ""] of text.matchAll(importLine))
    for (const name of isType ? [] : names.split(",").map(part => part.trim())) {
      if (name === "" || name.startsWith("type ")) continue;
      const [known = "", local = known] = name.split(" as ");
      uses.push(...(/^[a-z]/.test(known) ? membersIn(code, known, local) : [known]));
    }
  return uses.map(api => ({ file: relative(join(root, "src", "editor"), file), api }));
}

/** The members of a namespace that a file uses; the namespace itself when it is passed on as a value. */
function membersIn(code: string, namespace: string, local: string): readonly string[] {
  const use = new RegExp(
    `(?<![\\w.$"'])${local}(?:\\.(\\w+)(?:\\(\\s*"([^"]+)")?|(?<=[=(,{[:?]\\s*${local})\\b(?!\\s*:))`,
    "g",
  );
  return Array.from(code.matchAll(use), ([, member, command]) => {
    const api = member === undefined ? namespace : `${namespace}.${member}`;
    return Object.hasOwn(showsText, `${api}(${command})`) ? `${api}(${command})` : api;
  });
}

const all = readdirSync(join(root, "src", "editor"), { recursive: true, encoding: "utf8" })
  .filter(name => name.endsWith(".ts"))
  .flatMap(name => usesIn(join(root, "src", "editor", name)));
/** Events show nothing. */
const isEvent = (api: string) => /\.on(Did|Will)[A-Z]/.test(api);
const isSilent = (api: string) =>
  showsNone.has(api) || isEvent(api) || silent.some(name => api.startsWith(`${name}.`));

describe("text for VS Code", () => {
  it("is shown only by APIs that are listed by name", () => {
    const unknown = all.filter(({ api }) => !Object.hasOwn(showsText, api) && !isSilent(api));
    // For a new API: find out what VS Code reads in its text, add a row with a tag above, and call it only in the port.
    deepEqual(unknown, []);
  });
  it("passes through the port", () =>
    deepEqual(
      all.filter(
        ({ file, api }) =>
          Object.hasOwn(showsText, api) && !port.includes(file.replaceAll("\\", "/")),
      ),
      [],
    ));
  it("has no row for an API that is not used", () => {
    const used = new Set(all.map(({ api }) => api));
    deepEqual(
      Object.keys(showsText).filter(api => !used.has(api)),
      [],
    );
  });
  it("gets its brand in one file only", () => {
    const branded = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
      .filter(name => name.endsWith(".ts"))
      .filter(name =>
        / as (Text<|NoticeText|LabelText|PromptText|PlainText|MarkdownText)/.test(
          readFileSync(join(root, "src", name), "utf8"),
        ),
      );
    deepEqual(branded, [join("model", "text", "sinks.ts")]);
  });
});
