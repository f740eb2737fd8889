import { commands, TabInputTextDiff, window, workspace, type Disposable, type Tab } from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { report, type Log } from "../../engine/log.ts";
import { changesOf, isFileAsk, type FileAsk } from "../../model/select/thread.ts";
import type { AnswerResult } from "../../engine/asks.ts";
import type { Prompts } from "../prompts.ts";
import { opensReview } from "../settings.ts";
import { afterScheme, askKeyOf, createDocuments, sides } from "./documents.ts";
import { propose, type FileProposal } from "./proposal.ts";

export type AcceptResult =
  AnswerResult | { readonly ok: false; readonly reason: "changedSinceShown" | "broken" };

export interface Review extends Disposable {
  /** The files of a waiting change as they would become; undefined before they were read and after the answer. */
  proposals(askKey: string): readonly FileProposal[] | undefined;
  /** The ask whose diff is the active editor. */
  active(): string | undefined;
  open(askKey: string, options?: { readonly preserveFocus: boolean }): Promise<void>;
  /**
   * Accepts the change when every file still is what the diff shows. Otherwise says so, shows the new diff and sends
   * nothing: the next call decides about that.
   */
  accept(askKey: string, choiceId: string): Promise<AcceptResult>;
  /** Called after proposals appeared, changed or went. */
  onChange(listener: () => void): Disposable;
}

export interface ReviewOptions {
  readonly engine: Engine;
  readonly prompts: Prompts;
  readonly log: Log;
  /** Where the person's keyboard is: a diff that opens by itself must not take it away. */
  readonly focus: { isInChat(): boolean; returnToChat(): PromiseLike<unknown> };
}

/** Context key that is true while the active editor shows a change that waits. */
const activeKey = "folio.reviewActive";

/** Shows file changes before they are written, in VS Code's own diff editors. */
export function createReview({ engine, prompts, log, focus }: ReviewOptions): Review {
  const open = new Map<string, readonly FileProposal[]>();
  const titles = new Map<string, string>();
  const listeners = new Set<() => void>();
  const documents = createDocuments(key => open.get(key));
  const changed = () => {
    for (const listener of listeners) listener();
    updateContext();
  };

  const findAsk = (key: string): FileAsk | undefined =>
    engine.store.state.asks.filter(isFileAsk).find(ask => ask.key === key);

  const read = async (key: string): Promise<readonly FileProposal[]> => {
    const ask = findAsk(key);
    const changes = ask && changesOf(engine.store.state, ask);
    return changes ? Promise.all(changes.map(propose)) : [];
  };

  const load = async (key: string): Promise<readonly FileProposal[]> => {
    const known = open.get(key);
    if (known) return known;
    const proposals = await read(key);
    if (!findAsk(key) || proposals.length === 0) return [];
    open.set(key, proposals);
    changed();
    return proposals;
  };

  const show = async (key: string, preserveFocus: boolean) => {
    const proposals = await load(key);
    const [first] = proposals;
    if (!first) return;
    const title = titleOf(proposals, key);
    titles.set(key, title);
    if (proposals.length === 1) {
      const { before, after } = sides(key, first);
      await commands.executeCommand("vscode.diff", before, after, title, {
        preview: true,
        preserveFocus,
      });
    } else {
      const wasInChat = focus.isInChat();
      const resources = proposals.map(proposal => {
        const { before, after } = sides(key, proposal);
        return [after, before, after];
      });
      await commands.executeCommand("vscode.changes", title, resources);
      // `vscode.changes` knows no preserveFocus.
      if (preserveFocus && wasInChat) await focus.returnToChat();
    }
    updateContext();
  };

  const findAsk = (key: string): FileAsk | undefined =>
    engine.store.state.asks.filter(isFileAsk).find(ask => ask.key === key);

  const read = async (key: string): Promise<readonly FileProposal[]> => {
    const ask = findAsk(key);
    const changes = ask && changesOf(engine.store.state, ask);
    return changes ? Promise.all(changes.map(propose)) : [];
  };

  const load = async (key: string): Promise<readonly FileProposal[]> => {
    const known = open.get(key);
    if (known) return known;
    const proposals = await read(key);
    if (!findAsk(key) || proposals.length === 0) return [];
    open.set(key, proposals);
    changed();
    return proposals;
  };

  const show = async (key: string, preserveFocus: boolean) => {
    const proposals = await load(key);
    const [first] = proposals;
    if (!first) return;
    const title = titleOf(proposals, key);
    titles.set(key, title);
    if (proposals.length === 1) {
      const { before, after } = sides(key, first);
      await commands.executeCommand("vscode.diff", before, after, title, {
        preview: true,
        preserveFocus,
      });
    } else {
      const resources = proposals.map(proposal => {
        const { before, after } = sides(key, proposal);
        return [after, before, after];
      });
      await commands.executeCommand("vscode.changes", title, resources);
    }
    updateContext();
  };

  const close = async (key: string) => {
    open.delete(key);
    const title = titles.get(key);
    titles.delete(key);
    const tabs = window.tabGroups.all
      .flatMap(group => group.tabs)
      .filter(tab => keyOfTab(tab) === key || (title !== undefined && isMultiDiff(tab, title)));
    if (tabs.length > 0) await window.tabGroups.close(tabs, true);
    changed();
  };

  const activeAsk = (): string | undefined => {
    const tab = window.tabGroups.activeTabGroup.activeTab;
    if (!tab) return undefined;
    return keyOfTab(tab) ?? [...titles].find(([, title]) => isMultiDiff(tab, title))?.[0];
  };

  const updateContext = () => {
    const key = activeAsk();
    void commands.executeCommand(
      "setContext",
      activeKey,
      key !== undefined && findAsk(key) !== undefined,
    );
  };

  /** Not over an editor that somebody types in: the card, the badge and the notification tell of the change. */
  const mayOpen = () =>
    opensReview() && (focus.isInChat() || !window.activeTextEditor || !window.state.focused);

  const subscriptions: Disposable[] = [
    engine.store.onChange(({ before, state }) => {
      if (before.asks === state.asks) return;
      for (const ask of state.asks.filter(isFileAsk))
        if (!before.asks.includes(ask))
          report(log, "Opening the diff", mayOpen() ? show(ask.key, true) : load(ask.key));
      for (const ask of before.asks.filter(isFileAsk))
        if (!state.asks.includes(ask)) report(log, "Closing the diff", close(ask.key));
    }),
    window.tabGroups.onDidChangeTabs(updateContext),
    window.tabGroups.onDidChangeTabGroups(updateContext),
  ];

  return {
    proposals: key => open.get(key),
    active: activeAsk,
    open: (key, options) => show(key, options?.preserveFocus ?? false),
    async accept(key, choiceId) {
      const shown = await load(key);
      const now = await read(key);
      if (!findAsk(key)) return { ok: false, reason: "alreadyAnswered" };
      const stale = now.filter((proposal, at) => proposal.fingerprint !== shown[at]?.fingerprint);
      const broken = now.filter(proposal => proposal.isBroken);
      if (stale.length === 0 && broken.length === 0) return engine.asks.choose(key, choiceId);
      open.set(key, now);
      documents.refresh(key, now);
      changed();
      await show(key, false);
      const names = (files: readonly FileProposal[]) =>
        files.map(({ uri }) => workspace.asRelativePath(uri)).join(", ");
      if (broken.length > 0) {
        void prompts.warn(
          `The change no longer fits ${names(broken)}: nothing was written. Decline it, so that Codex looks again.`,
        );
        return { ok: false, reason: "broken" };
      }
      void prompts.warn(
        `${names(stale)} changed since this was shown: nothing was written. Look at the new diff, then accept again.`,
      );
      return { ok: false, reason: "changedSinceShown" };
    },
    onChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      documents.dispose();
    },
  };
}

/** The input of a multi-diff tab is not in the stable API; VS Code puts "(2 files)" behind the title it was given. */
const isMultiDiff = ({ label }: Tab, title: string): boolean => label.startsWith(`${title} (`);

function keyOfTab({ input }: Tab): string | undefined {
  return input instanceof TabInputTextDiff && input.modified.scheme === afterScheme
    ? askKeyOf(input.modified)
    : undefined;
}

const kindWords = {
  add: "new",
  overwrite: "OVERWRITES",
  delete: "deleted",
  update: "",
  move: "moved",
} as const;

function titleOf(proposals: readonly FileProposal[], key: string): string {
  const [first] = proposals;
  if (!first || proposals.length > 1) return `Codex proposes change ${key.split(":").at(-1)}`;
  const name = workspace.asRelativePath(first.movedTo ?? first.uri);
  const word = kindWords[first.kind];
  const warned = first.warnings.length > 0 && first.kind !== "overwrite" ? " ⚠" : "";
  return `Codex proposes: ${name}${word ? ` (${word})` : ""}${warned}`;
}
