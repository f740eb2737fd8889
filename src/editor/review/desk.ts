import { commands, window, type Disposable, type Uri } from "vscode";
import { type Engine, type Log, report } from "../../engine/api.ts";
import { changesOf, isFileAsk, type FileAsk } from "../../model/select/thread.ts";
import type { FileUpdateChange } from "../../protocol/types.gen.ts";
import { notice } from "../../model/text/sinks.ts";
import { factOf } from "./fileFact.ts";
import type { Prompts } from "../prompts.ts";
import { opensReview } from "../settings.ts";
import type { Comments } from "./comments.ts";
import {
  addressOf,
  askKeyOf,
  createDocuments,
  documentOf,
  sides,
  type SideAddress,
} from "./documents.ts";
import { createFileReview, type FileReview } from "./fileReview.ts";
import { createDiffs, type Focus } from "./openDiff.ts";
import { propose } from "./proposal.ts";
import { forget, replaceText, showText } from "./write.ts";

export interface DeskOptions {
  readonly engine: Engine;
  readonly prompts: Prompts;
  readonly log: Log;
  readonly focus: Focus;
  readonly comments: Comments;
}

/** A file that a side of a diff shows, and where it stands among those of its change. */
export interface ReviewedFile {
  readonly key: string;
  readonly index: number;
  readonly file: FileReview;
}

/** Context key that is true while the active editor shows a change that waits. */
const activeKey = "folio.reviewActive";
/** Context key that is true while that change cannot be accepted. */
const refusedKey = "folio.reviewRefused";

/** What lies open for review: the files of every change that waits, and their diffs. It shows, and decides nothing. */
export function createDesk({ engine, prompts, log, focus, comments }: DeskOptions) {
  const known = new Map<string, readonly FileReview[]>();
  /** Reviews whose answer is on its way. */
  const finishing = new Set<string>();
  const listeners = new Set<() => void>();
  const showListeners = new Set<() => void>();
  const diffs = createDiffs(focus);

  const shownBy = (address: SideAddress | undefined): FileReview | undefined =>
    address && known.get(address.askKey)?.[address.index];
  const fileOf = (uri: Uri): ReviewedFile | undefined => {
    const address = addressOf(uri);
    const file = shownBy(address);
    return address && file && !address.isReplaced
      ? { key: address.askKey, index: address.index, file }
      : undefined;
  };
  const documents = createDocuments({
    find: uri => shownBy(addressOf(uri)),
    onEdit: () => changed(),
  });

  const findAsk = (key: string): FileAsk | undefined =>
    engine.store.state.asks.filter(isFileAsk).find(ask => ask.key === key);
  const updateContext = () => {
    const key = diffs.active();
    const isActive = key !== undefined && findAsk(key) !== undefined;
    showContext(isActive, key === undefined ? [] : (known.get(key) ?? []));
  };
  const changed = () => {
    for (const listener of listeners) listener();
    updateContext();
  };

  const read = async (key: string): Promise<readonly FileReview[]> => {
    const ask = findAsk(key);
    const changes = ask && changesOf(engine.store.state, ask);
    if (!ask || !changes) return [];
    return readReviews(engine, ask, changes);
  };
  const load = async (key: string): Promise<readonly FileReview[]> => {
    const loaded = known.get(key);
    if (loaded) return loaded;
    const files = await read(key);
    if (!findAsk(key) || files.length === 0) return [];
    known.set(key, files);
    describe(engine, key, files);
    changed();
    return files;
  };
  const show = async (key: string, preserveFocus: boolean) => {
    const files = await load(key);
    await diffs.open(
      key,
      files.map(({ proposal }) => proposal),
      preserveFocus,
    );
    updateContext();
    for (const listener of showListeners) listener();
  };
  const close = async (key: string) => {
    const files = known.get(key) ?? [];
    // What a person typed outlives a change that was taken back under their hands.
    const lost = finishing.has(key) ? [] : files.filter(file => file.isEdited());
    await forget(uri => askKeyOf(uri) === key);
    known.delete(key);
    finishing.delete(key);
    comments.clear(key);
    // Its documents go with their tabs: another text in them would be taken for broken code, and told as a problem.
    await diffs.close(key);
    changed();
    if (lost.length > 0) await keep(prompts, lost, "Codex took this change back");
  };
  const showAgain = async (key: string, files: readonly FileReview[]) => {
    const edited = (known.get(key) ?? []).filter(file => file.isEdited());
    await forget(uri => askKeyOf(uri) === key);
    known.set(key, files);
    describe(engine, key, files);
    documents.refresh(key, files);
    changed();
    await show(key, false);
    if (edited.length > 0)
      await keep(prompts, edited, "The file changed, so the review begins anew");
  };

  /** Shows what was decided: in a document that was edited by an edit that can be undone. */
  const showDecision = async (key: string, file: FileReview) => {
    const { after } = sides(key, file.proposal);
    const document = documentOf(after);
    if (document?.isDirty) await replaceText(document, file.text());
    else documents.refresh(key, [file]);
    changed();
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
    files: (key: string) => known.get(key),
    fileOf,
    findAsk,
    /** The change whose diff is the active editor. */
    active: () => diffs.active(),
    /** The files as they are on disk now, with nothing decided. */
    read,
    /** The files under review, read when they are not yet. */
    load,
    show,
    /** Begins a review anew, with what was read now. */
    showAgain,
    showDecision,
    isFinishing: (key: string) => finishing.has(key),
    /** The answer is on its way: what was typed is part of it. `isOn` false: it could not be given. */
    setFinishing: (key: string, isOn: boolean) =>
      void (isOn ? finishing.add(key) : finishing.delete(key)),
    onChange(listener: () => void): Disposable {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    onShow(listener: () => void): Disposable {
      showListeners.add(listener);
      return { dispose: () => showListeners.delete(listener) };
    },
    dispose(): void {
      for (const subscription of subscriptions) subscription.dispose();
      documents.dispose();
    },
  };
}

function showContext(isActive: boolean, files: readonly FileReview[]): void {
  const isRefused = isActive && files.some(({ proposal }) => proposal.refusal !== null);
  void commands.executeCommand("setContext", activeKey, isActive);
  void commands.executeCommand("setContext", refusedKey, isRefused);
}

/** The files of a change as they are on disk now, with nothing decided. */
async function readReviews(
  engine: Engine,
  ask: FileAsk,
  changes: readonly FileUpdateChange[],
): Promise<readonly FileReview[]> {
  const reviews: FileReview[] = [];
  for (const proposal of await propose(changes)) {
    const warnings = await engine.changeWarnings(ask, proposal.places);
    reviews.push(createFileReview({ ...proposal, warnings: [...proposal.warnings, ...warnings] }));
  }
  return reviews;
}

/** Every face tells of a change what the desk found out about its files. */
const describe = ({ describe: tell }: Engine, key: string, files: readonly FileReview[]): void =>
  tell(
    key,
    files.map(({ proposal }) => factOf(proposal)),
  );

/** Shows what a person typed in editors of its own. */
async function keep(prompts: Prompts, files: readonly FileReview[], why: string): Promise<void> {
  for (const file of files) await showText(file);
  void prompts.warn(notice`${why}. What you had typed is in a new editor, so that it is not lost.`);
}
