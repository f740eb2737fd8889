import {
  commands,
  EventEmitter,
  TreeItemCheckboxState,
  Uri,
  type Disposable,
  type TreeDataProvider,
  type TreeItem,
} from "vscode";
import { choices } from "../../model/ask/decision.ts";
import { formOf } from "../../model/ask/form.ts";
import { factsOf, isFileAsk } from "../../model/select/thread.ts";
import type { Ask, State } from "../../model/state.ts";
import { askSentence } from "../../model/text/askSentence.ts";
import { said } from "../../model/text/say.ts";
import { fateText } from "../../model/text/fileFact.ts";
import { block, joined, plain, prose, shortened } from "../../model/text/sinks.ts";
import { createScope, factOf, type Engine, type Scope } from "../../engine/api.ts";
import type { Review } from "../review/review.ts";
import { createTree, treeItem } from "../faces.ts";
import { say } from "../say.ts";

const inboxViewId = "folio.inbox";

/** A row of the inbox: an ask, a file of a change, or a hunk of a file. */
export type InboxNode =
  | { readonly kind: "ask"; readonly key: string }
  | { readonly kind: "file"; readonly key: string; readonly file: number }
  | { readonly kind: "hunk"; readonly key: string; readonly file: number; readonly hunk: number };

export interface Inbox extends Disposable {
  /** The row that has the keyboard's focus; undefined when it cannot be found out. */
  focused(): Promise<InboxNode | undefined>;
  /** Consumes the open that `focused` caused. True means: do not open the row. */
  takes(node: InboxNode): boolean;
}

/** The command that runs when a row is clicked; VS Code passes the row to it. */
const openRow = (node: InboxNode) => ({
  command: "folio.openRow",
  title: say.text("inbox.open"),
  arguments: [node],
});
const answerMs = 500;
/** The rest of a longer label would be out of sight. */
const rowLength = 300;

export interface InboxParts {
  readonly engine: Pick<Engine, "store" | "effects">;
  readonly review: Pick<Review, "files" | "decideFile" | "markHunk" | "onChange">;
}

/** A tree of all open asks, of every thread and sub-agent, oldest first. Its badge shows their number. */
export function createInbox({ engine, review }: InboxParts): Inbox {
  const changed = new EventEmitter<void>();
  const scope = createScope();
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
      if (!ask) return treeItem({ label: say.plain("inbox.answered") });
      return node.kind === "ask" ? askItem(ask, engine.store.state) : partItem(review, node);
    },
  };

  const view = createTree(inboxViewId, provider);
  const refresh = () => {
    const { length } = engine.store.state.asks;
    view.show(
      length > 0 ? { value: length, tooltip: say.plain("inbox.waiting", { count: length }) } : null,
      length > 0 ? plain`` : say.plain("answer.nothingWaits"),
    );
    changed.fire();
  };
  refresh();

  const subscriptions: Disposable[] = [
    scope,
    view,
    changed,
    engine.effects.onAsks(refresh),
    review.onChange(() => changed.fire()),
    view.onCheck(({ items }) => {
      for (const [node, state] of items) {
        const isTaken = state === TreeItemCheckboxState.Checked;
        if (node.kind === "file") review.decideFile(node.key, node.file, isTaken);
        if (node.kind === "hunk") review.markHunk(node.key, node, isTaken);
      }
    }),
  ];
  return {
    ...createFocus(scope),
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** The row of a file of a change, or of one of its hunks. */
function partItem(
  review: Pick<Review, "files">,
  node: Extract<InboxNode, { kind: "file" | "hunk" }>,
): TreeItem {
  const file = review.files(node.key)?.[node.file];
  if (!file) return treeItem({ label: plain`` });
  if (node.kind === "file") {
    const { path, hunks, isEditable } = file.proposal;
    const fact = factOf(file.proposal);
    return treeItem({
      label: plain`${fact.path}`,
      isOpenable: isEditable && hunks.length > 0,
      file: Uri.file(path),
      icon: "file",
      description: plain`${[fateText(fact), ...fact.warnings.map(said)].filter(Boolean).join(" ⚠ ")}`,
      isChecked: file.state() !== "refused",
      command: openRow(node),
    });
  }
  const found = file.found().hunks[node.hunk];
  const first = found?.lines[0] ?? file.proposal.hunks[node.hunk]?.oldLines[0] ?? "";
  const line = (found?.range.start ?? 0) + 1;
  return treeItem({
    label:
      first.trim() === "" ? say.plain("inbox.emptyLine") : plain`${shortened(first.trim(), 80)}`,
    description: say.plain(found?.state === "changed" ? "inbox.lineChanged" : "inbox.line", {
      line,
    }),
    isChecked: found?.state !== "refused",
    command: openRow(node),
  });
}

/** Finds out which row has the keyboard's focus. */
function createFocus(scope: Pick<Scope, "pause">): Pick<Inbox, "focused" | "takes"> {
  let taking: ((node: InboxNode) => void) | undefined;
  return {
    // The stable API tells the selected row, not the focused one. So the focused row is selected: VS Code then opens it,
    // and `takes` catches that.
    async focused() {
      const told = new Promise<InboxNode | undefined>(resolve => {
        taking = resolve;
        void scope.pause(answerMs).then(() => resolve(undefined));
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
  };
}

/** The kind of a row: `call` is a command or a tool, `form` has fields to fill in, `other` can only be shown in the chat. */
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
  const { lead, what, facts } = askSentence(ask, state);
  const name = shortened(what || lead, rowLength);
  const thread = factsOf(state, ask.threadId);
  return treeItem({
    label: plain`${name}`,
    isOpenable: kind === "change",
    id: ask.key,
    icon: icons[kind],
    description: joined(
      " · ",
      plain`${facts.length > 0 ? `⚠ ${facts.join(" ⚠ ")}` : ""}`,
      thread?.parentThreadId ? say.plain("inbox.subAgent") : plain``,
      plain`${prose(shortened(thread?.title ?? "", 60))}`,
    ),
    tooltip: joined(
      "\n\n",
      plain`${lead}`,
      block(what),
      ...facts.map(fact => plain`⚠ ${fact}`),
      ask.verdict ? say.plain("inbox.why", { why: ask.verdict.reason }) : plain``,
    ),
    context: kind,
    spoken: what === "" ? plain`${lead}` : plain`${lead}: ${name}`,
    command: openRow({ kind: "ask", key: ask.key }),
  });
}
