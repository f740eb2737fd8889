import { commands, EventEmitter, window, type Disposable, type Event, type Uri } from "vscode";
import {
  report,
  type Engine,
  type FileReview,
  type Log,
  type ReviewChange,
} from "../../engine/api.ts";
import { isFileAsk } from "../../model/select/thread.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { opensReview } from "../settings.ts";
import type { Comments } from "./comments.ts";
import {
  addressOf,
  askKeyOf,
  createDocuments,
  documentOf,
  sides,
  type Documents,
} from "./documents.ts";
import { createDiffs, type Diffs, type Focus } from "./openDiff.ts";
import { forget, replaceText, showText } from "./write.ts";

export interface ShownReviewsOptions {
  readonly engine: Pick<Engine, "effects" | "reviews" | "store">;
  readonly prompts: Prompts;
  readonly log: Log;
  readonly focus: Focus;
  readonly comments: Comments;
}

/** The file that a side of a diff shows, and its place in the change. */
export interface ReviewedFile {
  readonly key: string;
  readonly index: number;
  readonly file: FileReview;
}

/** Shows the engine's reviews: documents, diffs, context keys. Decides nothing. */
export interface ShownReviews extends Disposable {
  /** The file that a side of a diff shows; undefined for any other document. */
  fileOf(uri: Uri): ReviewedFile | undefined;
  /** The change whose diff is the active editor. */
  active(): string | undefined;
  /** Opens the diff of an open change. */
  show(key: string, preserveFocus: boolean): Promise<void>;
  /** Resolves when all changes of reviews so far are shown. Never rejects. */
  settled(): Promise<void>;
  /** Calls back after a review appeared, changed or ended. */
  readonly onChange: Event<void>;
  /** Calls back after a diff was opened. */
  readonly onShow: Event<void>;
}

/** Context key: the active editor shows an open change. */
const activeKey = "folio.reviewActive";
/** Context key: that change cannot be accepted. */
const refusedKey = "folio.reviewRefused";

export function createShownReviews(options: ShownReviewsOptions): ShownReviews {
  const { engine, log, focus } = options;
  const told = new EventEmitter<void>();
  const opened = new EventEmitter<void>();
  const diffs = createDiffs(focus);
  /** Files of reviews that have ended and whose documents are still being closed. */
  const closing = new Map<string, readonly FileReview[]>();
  /** Reviews that are starting over. Edits of their old documents are ignored. */
  const renewing = new Set<string>();

  const filesOf = (key: string) => engine.reviews.files(key) ?? closing.get(key);
  const fileOf = (uri: Uri): ReviewedFile | undefined => {
    const address = addressOf(uri);
    const file = address && filesOf(address.askKey)?.[address.index];
    return address && file && !address.isReplaced
      ? { key: address.askKey, index: address.index, file }
      : undefined;
  };
  const documents = createDocuments({
    find(uri) {
      const address = addressOf(uri);
      return address && filesOf(address.askKey)?.[address.index];
    },
    onEdit({ askKey, index }, text) {
      if (!renewing.has(askKey)) engine.reviews.edit(askKey, index, text);
    },
  });
  const updateContext = () => showContext(engine, diffs.active());
  const changed = () => {
    told.fire();
    updateContext();
  };
  const show = async (key: string, preserveFocus: boolean) => {
    const files = await engine.reviews.load(key);
    await diffs.open(
      key,
      files.map(({ proposal }) => proposal),
      preserveFocus,
    );
    updateContext();
    opened.fire();
  };
  const follow = createFollowing({
    ...options,
    documents,
    diffs,
    closing,
    renewing,
    changed,
    show,
  });

  let settled = Promise.resolve();
  const subscriptions: Disposable[] = [
    engine.effects.onAsks(({ opened }) => {
      for (const { key } of opened.filter(isFileAsk))
        if (opensReview() && diffs.mayAppear()) report(log, "Opening a diff", show(key, true));
    }),
    engine.reviews.onChange(change => {
      const following = follow(change);
      report(log, "Showing a review", following);
      settled = Promise.allSettled([settled, following]).then(() => {});
    }),
    window.tabGroups.onDidChangeTabs(updateContext),
    window.tabGroups.onDidChangeTabGroups(updateContext),
  ];

  return {
    fileOf,
    active: () => diffs.active(),
    show,
    settled: () => settled,
    onChange: told.event,
    onShow: opened.event,
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      for (const part of [documents, told, opened]) part.dispose();
    },
  };
}

interface Following extends Pick<ShownReviewsOptions, "engine" | "prompts" | "comments"> {
  readonly documents: Documents;
  readonly diffs: Diffs;
  readonly closing: Map<string, readonly FileReview[]>;
  readonly renewing: Set<string>;
  changed(): void;
  show(key: string, preserveFocus: boolean): Promise<void>;
}

/** Updates documents and diffs after a review changed. Resolves when they show the change. */
function createFollowing(options: Following): (change: ReviewChange) => Promise<void> {
  const { engine, prompts, comments, documents, diffs, closing, renewing, changed, show } = options;

  const close = async (key: string, before: readonly FileReview[], isSent: boolean) => {
    closing.set(key, before);
    // Codex may withdraw a change while the person edits it. Their text is kept.
    const lost = isSent ? [] : before.filter(file => file.isEdited());
    await forget(uri => askKeyOf(uri) === key);
    comments.clear(key);
    // The tabs are closed first: another text in their documents would be reported as broken code.
    await diffs.close(key);
    closing.delete(key);
    changed();
    if (lost.length > 0) await keep(prompts, lost, "withdrawn");
  };
  const beginAnew = async (key: string, before: readonly FileReview[]) => {
    const edited = before.filter(file => file.isEdited());
    renewing.add(key);
    await forget(uri => askKeyOf(uri) === key);
    renewing.delete(key);
    documents.refresh(key, engine.reviews.files(key) ?? []);
    changed();
    await show(key, false);
    if (edited.length > 0) await keep(prompts, edited, "begunAnew");
  };
  /** An edited document is updated by an edit, so that the person can undo it. */
  const showDecision = async (key: string, index: number) => {
    const file = engine.reviews.files(key)?.[index];
    if (!file) return;
    const document = documentOf(sides(key, file.proposal).after);
    if (!document?.isDirty) documents.refresh(key, [file]);
    else if (document.getText() !== file.text()) await replaceText(document, file.text());
    changed();
  };

  return async change => {
    if (change.kind === "read") changed();
    if (change.kind === "decided") await showDecision(change.key, change.file);
    if (change.kind === "begunAnew") await beginAnew(change.key, change.before);
    if (change.kind === "over") await close(change.key, change.before, change.isSent);
  };
}

function showContext({ reviews, store }: Pick<Engine, "reviews" | "store">, key = ""): void {
  const isActive = store.state.asks.some(ask => ask.key === key && isFileAsk(ask));
  const files = reviews.files(key) ?? [];
  const isRefused = isActive && files.some(({ proposal }) => proposal.refusal !== null);
  void commands.executeCommand("setContext", activeKey, isActive);
  void commands.executeCommand("setContext", refusedKey, isRefused);
}

/** Shows each text that the person edited in a new editor, and tells them. */
async function keep(
  prompts: Prompts,
  files: readonly FileReview[],
  why: "withdrawn" | "begunAnew",
): Promise<void> {
  for (const file of files) await showText(file);
  void prompts.warn(say.notice(`change.${why}`));
}
