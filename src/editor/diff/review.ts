import { commands, window, workspace, type Disposable } from "vscode";
import type { AnswerResult } from "../../engine/answers.ts";
import type { Engine } from "../../engine/engine.ts";
import { report, type Log } from "../../engine/log.ts";
import { changesOf, isFileAsk, type FileAsk } from "../../model/select/thread.ts";
import type { Prompts } from "../prompts.ts";
import { opensReview } from "../settings.ts";
import { createDocuments } from "./documents.ts";
import { createDiffs, type Focus } from "./openDiff.ts";
import { propose, type FileProposal } from "./proposal.ts";

export type AcceptResult =
  AnswerResult | { readonly ok: false; readonly reason: "changedSinceShown" | "broken" };

export interface Review extends Disposable {
  /** The files of a waiting change as they would become; undefined before they were read and after the answer. */
  proposals(askKey: string): readonly FileProposal[] | undefined;
  /** The ask whose diff is the active editor. */
  active(): string | undefined;
  open(askKey: string): Promise<void>;
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
  readonly focus: Focus;
}

/** Context key that is true while the active editor shows a change that waits. */
const activeKey = "folio.reviewActive";

/** Shows file changes before they are written, in VS Code's own diff editors. */
export function createReview({ engine, prompts, log, focus }: ReviewOptions): Review {
  const known = new Map<string, readonly FileProposal[]>();
  const listeners = new Set<() => void>();
  const documents = createDocuments(key => known.get(key));
  const diffs = createDiffs(focus);

  const findAsk = (key: string): FileAsk | undefined =>
    engine.store.state.asks.filter(isFileAsk).find(ask => ask.key === key);
  const updateContext = () => {
    const key = diffs.active();
    void commands.executeCommand(
      "setContext",
      activeKey,
      key !== undefined && findAsk(key) !== undefined,
    );
  };
  const changed = () => {
    for (const listener of listeners) listener();
    updateContext();
  };

  const read = async (key: string): Promise<readonly FileProposal[]> => {
    const ask = findAsk(key);
    const changes = ask && changesOf(engine.store.state, ask);
    return changes ? Promise.all(changes.map(propose)) : [];
  };
  const load = async (key: string): Promise<readonly FileProposal[]> => {
    const loaded = known.get(key);
    if (loaded) return loaded;
    const proposals = await read(key);
    if (!findAsk(key) || proposals.length === 0) return [];
    known.set(key, proposals);
    changed();
    return proposals;
  };
  const show = async (key: string, preserveFocus: boolean) => {
    await diffs.open(key, await load(key), preserveFocus);
    updateContext();
  };
  const close = async (key: string) => {
    known.delete(key);
    await diffs.close(key);
    changed();
  };
  const showAgain = async (key: string, proposals: readonly FileProposal[]) => {
    known.set(key, proposals);
    documents.refresh(key, proposals);
    changed();
    await show(key, false);
  };

  const subscriptions: Disposable[] = [
    engine.store.onChange(({ before, state }) => {
      if (before.asks === state.asks) return;
      for (const { key } of state.asks.filter(isFileAsk))
        if (!before.asks.some(ask => ask.key === key))
          report(
            log,
            "Opening a diff",
            opensReview() && diffs.mayAppear() ? show(key, true) : load(key),
          );
      for (const { key } of before.asks.filter(isFileAsk))
        if (!findAsk(key)) report(log, "Closing a diff", close(key));
    }),
    window.tabGroups.onDidChangeTabs(updateContext),
    window.tabGroups.onDidChangeTabGroups(updateContext),
  ];

  return {
    proposals: key => known.get(key),
    active: () => diffs.active(),
    open: key => show(key, false),
    async accept(key, choiceId) {
      const shown = await load(key);
      const now = await read(key);
      if (!findAsk(key)) return { ok: false, reason: "alreadyAnswered" };
      const stale = now.filter((proposal, at) => proposal.fingerprint !== shown[at]?.fingerprint);
      const broken = now.filter(proposal => proposal.isBroken);
      if (now.length > 0 && stale.length === 0 && broken.length === 0)
        return engine.asks.choose(key, choiceId);
      await showAgain(key, now);
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

const names = (files: readonly FileProposal[]): string =>
  files.map(({ uri }) => workspace.asRelativePath(uri)).join(", ");
