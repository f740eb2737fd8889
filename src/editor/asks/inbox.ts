import {
  commands,
  EventEmitter,
  ThemeIcon,
  TreeItem,
  TreeItemCheckboxState,
  TreeItemCollapsibleState,
  window,
  workspace,
  type Disposable,
  type TreeDataProvider,
} from "vscode";
import { choices } from "../../model/decision.ts";
import { formOf } from "../../model/form/form.ts";
import { changesOf, isFileAsk } from "../../model/select/thread.ts";
import type { Ask, State } from "../../model/state.ts";
import { askCommand, askLine, askTitle } from "../../model/text/askTitle.ts";
import { visible } from "../../model/text/visible.ts";
import type { App } from "../app.ts";

const inboxViewId = "folio.inbox";

/** What a row of the inbox is about: an ask, a file of a change, a hunk of a file. */
export type InboxNode =
  | { readonly kind: "ask"; readonly key: string }
  | { readonly kind: "file"; readonly key: string; readonly file: number }
  | { readonly kind: "hunk"; readonly key: string; readonly file: number; readonly hunk: number };

export interface Inbox extends Disposable {
  /** The row that the keyboard is on; undefined when that cannot be found out. */
  focused(): Promise<InboxNode | undefined>;
  /** A row was opened: true when that was only to find out which one it is. */
  takes(node: InboxNode): boolean;
}

/** The row's own command; VS Code gives it the row. */
const openRow = (node: InboxNode) => ({
  command: "folio.openRow",
  title: "Open",
  arguments: [node],
});
const answerMs = 500;

/** One tree of everything that waits, of every thread and sub-agent, oldest first; its badge tells how much. */
export function createInbox({ engine, review }: App): Inbox {
  const changed = new EventEmitter<void>();
  const find = (key: string) => engine.store.state.asks.find(ask => ask.key === key);

  const provider: TreeDataProvider<InboxNode> = {
    onDidChangeTreeData: changed.event,
    getChildren(node) {
      if (!node) return engine.store.state.asks.map(({ key }) => ({ kind: "ask", key }));
      const files = review.files(node.key) ?? [];
      if (node.kind === "ask")
        return files.map((_file, file) => ({ kind: "file", key: node.key, file }));
      if (node.kind === "hunk") return [];
      const file = files[node.file];
      return file?.proposal.isEditable
        ? file.proposal.hunks.map((_hunk, hunk) => ({ ...node, kind: "hunk", hunk }))
        : [];
    },
    getTreeItem(node) {
      const ask = find(node.key);
      if (!ask) return new TreeItem("Answered");
      return node.kind === "ask" ? askItem(ask, engine.store.state) : partItem(node);
    },
  };

  const partItem = (node: Extract<InboxNode, { kind: "file" | "hunk" }>): TreeItem => {
    const file = review.files(node.key)?.[node.file];
    if (!file) return new TreeItem("");
    if (node.kind === "file") {
      const { uri, kind, hunks, isEditable } = file.proposal;
      const item = new TreeItem(
        workspace.asRelativePath(uri),
        isEditable && hunks.length > 0
          ? TreeItemCollapsibleState.Collapsed
          : TreeItemCollapsibleState.None,
      );
      item.resourceUri = uri;
      item.iconPath = ThemeIcon.File;
      item.description = kind === "update" ? "" : kind;
      item.checkboxState = checkbox(file.state() !== "refused");
      item.command = openRow(node);
      return item;
    }
    const found = file.found().hunks[node.hunk];
    const first = found?.lines[0] ?? file.proposal.hunks[node.hunk]?.oldLines[0] ?? "";
    const item = new TreeItem(visible(first.trim()).slice(0, 80) || "(empty line)");
    item.description = `line ${(found?.range.start ?? 0) + 1}${found?.state === "changed" ? ", changed by you" : ""}`;
    item.checkboxState = checkbox(found?.state !== "refused");
    item.command = openRow(node);
    return item;
  };

  const view = window.createTreeView(inboxViewId, {
    treeDataProvider: provider,
    manageCheckboxStateManually: true,
    showCollapseAll: false,
  });
  const refresh = () => {
    const { length } = engine.store.state.asks;
    view.badge =
      length > 0 ? { value: length, tooltip: `${length} waiting for your answer` } : undefined;
    view.message = length > 0 ? "" : "Nothing waits for you.";
    changed.fire();
  };
  refresh();

  const subscriptions: Disposable[] = [
    view,
    changed,
    engine.store.onChange(({ before, state }) => {
      if (before.asks !== state.asks) refresh();
    }),
    review.onChange(() => changed.fire()),
    view.onDidChangeCheckboxState(({ items }) => {
      for (const [node, state] of items) {
        const isTaken = state === TreeItemCheckboxState.Checked;
        if (node.kind === "file") void review.decideFile(node.key, node.file, isTaken);
        if (node.kind === "hunk") void review.markHunk(node.key, node, isTaken);
      }
    }),
  ];
  let taking: ((node: InboxNode) => void) | undefined;
  return {
    // The stable API knows the selected row and not the focused one: selecting opens it, and opening tells which it is.
    async focused() {
      const told = new Promise<InboxNode | undefined>(resolve => {
        taking = resolve;
        setTimeout(() => resolve(undefined), answerMs);
      });
      await commands.executeCommand("list.select");
      const node = await told;
      taking = undefined;
      return node;
    },
    takes(node) {
      const take = taking;
      taking = undefined;
      take?.(node);
      return take !== undefined;
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

const checkbox = (isOn: boolean): TreeItemCheckboxState =>
  isOn ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked;

/** What a row offers: `call` is a command or a tool, `form` something to fill in, `other` what only the chat can show. */
export type RowKind = "change" | "call" | "form" | "other";

const icons: Readonly<Record<RowKind, string>> = {
  change: "diff",
  call: "terminal",
  form: "question",
  other: "question",
};

const rowKind = (ask: Ask): RowKind =>
  isFileAsk(ask) ? "change" : formOf(ask) ? "form" : choices(ask).length > 0 ? "call" : "other";

function askItem(ask: Ask, state: State): TreeItem {
  const kind = rowKind(ask);
  const isFile = kind === "change";
  const line = askLine(ask);
  const command = askCommand(ask);
  const paths = isFile
    ? (changesOf(state, ask) ?? []).map(({ path }) => workspace.asRelativePath(path))
    : [];
  const label = line || command.split("\n", 1)[0] || paths.join(", ") || askTitle(ask);
  const item = new TreeItem(
    label,
    isFile ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  item.id = ask.key;
  item.iconPath = new ThemeIcon(icons[kind]);
  const thread = state.threads[ask.threadId ?? ""];
  item.description = [
    thread?.parentThreadId ? "sub-agent" : "",
    visible(thread?.title ?? "").slice(0, 60),
  ]
    .filter(Boolean)
    .join(" · ");
  item.tooltip = [askTitle(ask), command || line || paths.join("\n"), ask.verdict?.reason ?? ""]
    .filter(Boolean)
    .join("\n\n");
  item.contextValue = kind;
  item.accessibilityInformation = { label: `${askTitle(ask)}: ${label}` };
  item.command = openRow({ kind: "ask", key: ask.key });
  return item;
}
