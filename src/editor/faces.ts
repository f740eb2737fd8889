import {
  CodeLens,
  commands,
  MarkdownString,
  Range,
  StatusBarAlignment,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
  ViewColumn,
  window,
  type Command,
  type Disposable,
  type Event,
  type TextDocumentShowOptions,
  type TextEditor,
  type TreeCheckboxChangeEvent,
  type TreeDataProvider,
  type Uri,
  type WebviewPanel,
} from "vscode";
import type { LabelText, MarkdownText, PlainText } from "../model/text/sinks.ts";

/** What a status-bar item shows. */
export interface StatusFace {
  readonly text: LabelText;
  readonly tooltip: MarkdownText;
  /** What a screen reader says. */
  readonly spoken: PlainText;
  readonly tone: "plain" | "warning" | "error";
  /** What a click does. */
  readonly command: string;
}

export interface StatusOptions {
  readonly id: string;
  readonly name: PlainText;
}

/** A status-bar item. It appears with the first call of `show`. */
export function createStatusItem({
  id,
  name,
}: StatusOptions): Disposable & { show(face: StatusFace): void } {
  const item = window.createStatusBarItem(id, StatusBarAlignment.Right, 100);
  item.name = name;
  return {
    show({ text, tooltip, spoken, tone, command }) {
      item.command = command;
      item.text = text;
      // `true` allows icons. The text is not trusted: links in it cannot run commands.
      item.tooltip = new MarkdownString(tooltip, true);
      item.accessibilityInformation = { label: spoken };
      item.backgroundColor =
        tone === "plain" ? undefined : new ThemeColor(`statusBarItem.${tone}Background`);
      item.show();
    },
    dispose: () => item.dispose(),
  };
}

/** A row of a tree. */
export interface TreeRow {
  readonly label: PlainText;
  readonly description?: PlainText;
  readonly tooltip?: PlainText;
  readonly spoken?: PlainText;
  readonly id?: string;
  readonly icon?: string;
  /** The file of the row; VS Code adds its decorations, such as the Git state. */
  readonly file?: Uri;
  readonly context?: string;
  readonly isOpenable?: boolean;
  /** Undefined: the row has no checkbox. */
  readonly isChecked?: boolean;
  readonly command?: Command;
}

export function treeItem(row: TreeRow): Readonly<TreeItem> {
  const item = new TreeItem(
    row.label,
    row.isOpenable ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  if (row.spoken !== undefined) item.accessibilityInformation = { label: row.spoken };
  if (row.id !== undefined) item.id = row.id;
  if (row.file !== undefined) item.resourceUri = row.file;
  if (row.icon !== undefined) item.iconPath = new ThemeIcon(row.icon);
  if (row.context !== undefined) item.contextValue = row.context;
  if (row.isChecked !== undefined)
    item.checkboxState = row.isChecked
      ? TreeItemCheckboxState.Checked
      : TreeItemCheckboxState.Unchecked;
  if (row.command !== undefined) item.command = row.command;
  return item;
}

export interface Tree<T> extends Disposable {
  readonly onCheck: Event<TreeCheckboxChangeEvent<T>>;
  /** Sets the badge (null for none) and the sentence above the rows, or in their place. */
  show(
    badge: { readonly value: number; readonly tooltip: PlainText } | null,
    message: PlainText,
  ): void;
}

export function createTree<T>(id: string, provider: TreeDataProvider<T>): Tree<T> {
  const view = window.createTreeView(id, {
    treeDataProvider: provider,
    manageCheckboxStateManually: true,
    showCollapseAll: false,
  });
  return {
    onCheck: view.onDidChangeCheckboxState,
    show(badge, message) {
      view.badge = badge ?? undefined;
      view.message = message;
    },
    dispose: () => view.dispose(),
  };
}

/** A lens above a line of code. One with an empty command is plain text. */
export const codeLens = (
  line: number,
  title: LabelText,
  command: string,
  args: unknown[],
): CodeLens => new CodeLens(new Range(line, 0, line, 0), { title, command, arguments: args });

/** A text of ours behind the end of a line. */
export interface Hint extends Disposable {
  /** Shows it in an editor at a line, and nowhere else there; null for no line. */
  show(editor: TextEditor, line: number | null): void;
}

export function createHint(text: PlainText): Hint {
  const type = window.createTextEditorDecorationType({
    after: {
      contentText: text,
      color: new ThemeColor("editorCodeLens.foreground"),
      margin: "0 0 0 2em",
    },
  });
  return {
    show(editor, line) {
      const end = line === null ? null : editor.document.lineAt(line).range.end;
      editor.setDecorations(type, end ? [new Range(end, end)] : []);
    },
    dispose: () => type.dispose(),
  };
}

/** Opens a diff editor. */
export const showDiff = (
  before: Uri,
  after: Uri,
  title: PlainText,
  options: TextDocumentShowOptions,
): Thenable<unknown> =>
  commands.executeCommand("vscode.diff", before, after, title, {
    ...options,
    // Forces the text editor, also for files that the person opens in another one: a rendered preview has no hunks to
    // decide about. VS Code knows this option, although it is not documented.
    override: true,
  });

/** Opens a multi-diff editor; each file is given as [label, left side, right side]. */
export const showDiffs = (
  title: PlainText,
  files: readonly (readonly Uri[])[],
): Thenable<unknown> => commands.executeCommand("vscode.changes", title, files);

/** The person's text as the body of a comment, with markdown escaped. */
export const commentBody = (text: string): MarkdownString => new MarkdownString().appendText(text);

/** Opens an editor tab with a webview. A hidden page is discarded, and must be drawn again when the tab is shown. */
export const createPanel = (type: string, title: PlainText): WebviewPanel =>
  window.createWebviewPanel(type, title, ViewColumn.Active, { retainContextWhenHidden: false });

/** Installs Codex in a terminal, where the person sees what it does and can stop it. */
export function installInTerminal(name: PlainText): void {
  const terminal = window.createTerminal({ name });
  terminal.show();
  // oxlint-disable-next-line folio/wordless -- A command line, which is the same in every language.
  terminal.sendText("npm install -g @openai/codex");
}
