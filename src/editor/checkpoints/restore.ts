import { Uri, workspace } from "vscode";
import { type ApplyResult, type FileRestore, folderMark, type Left } from "../../engine/api.ts";
import { notice, plain } from "../../model/text/sinks.ts";
import type { App } from "../app.ts";
import { showDiff, showDiffs } from "../faces.ts";
import { checkpointUri } from "./documents.ts";
import { dirtyTexts, restoreUnsaved, undoUnsaved, type Edited } from "./unsaved.ts";
import { count, detailOf, isDone, isFile, isStaying, leftText } from "./words.ts";

const naming = (path: string): string => workspace.asRelativePath(path);

/** Shows what a turn changed, as it was before and as it was left. */
export async function showTurnChanges(
  { engine, prompts }: App,
  threadId: string,
  turnId: string,
): Promise<void> {
  const record = await engine.checkpoints.changes(threadId, turnId);
  const files = Object.entries(record?.files ?? {})
    .filter(([, { before, after }]) => before !== folderMark && after !== folderMark)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const [only, ...more] = files;
  if (!only) return void prompts.info(notice`Folio has no saved changes for this turn.`);
  if (more.length === 0) {
    const [path, { before, after }] = only;
    await showDiff(
      checkpointUri(path, before),
      checkpointUri(path, after),
      plain`Changes of this turn: ${naming(path)}`,
      { preview: true },
    );
    return;
  }
  await showDiffs(
    plain`Changes of this turn`,
    files.map(([path, { before, after }]) => [
      checkpointUri(path, after),
      checkpointUri(path, before),
      checkpointUri(path, after),
    ]),
  );
}

export interface RestoreOptions {
  readonly threadId: string;
  readonly turnId: string;
  /** How many turns are taken out of the conversation afterwards; null for none: then only files are asked about. */
  readonly removedTurns: number | null;
}

/**
 * Brings files back to where they were before a turn. Resolves with whether the person wanted that, and it was done; when
 * the conversation goes as well, that is asked in the same question.
 */
export async function restoreFiles(app: App, options: RestoreOptions): Promise<boolean> {
  const { engine, prompts } = app;
  const { threadId, turnId, removedTurns } = options;
  const plan = await engine.checkpoints.plan(threadId, turnId, dirtyTexts());
  const doing = plan.files.filter(isDone);
  const staying = plan.files.filter(isStaying);
  const hasToSay = staying.length + plan.unknown + plan.partly > 0;
  if (doing.length === 0 && !hasToSay && removedTurns === null) {
    await engine.checkpoints.apply(threadId, plan.files);
    void prompts.info(notice`The files are as they were before this turn.`);
    return true;
  }
  const number = doing.filter(isFile).length;
  const question =
    removedTurns !== null
      ? plain`Restore ${number === 0 ? "no file" : count(number)} and the conversation?`
      : number > 0
        ? plain`Restore ${count(number)}?`
        : plain`Nothing can be restored.`;
  const hasConflicts = staying.some(({ action }) => action.kind === "conflict");
  const button =
    removedTurns !== null
      ? plain`Restore Both`
      : doing.length > 0
        ? plain`Restore Files`
        : hasConflicts
          ? plain`Show Conflicts`
          : plain`OK`;
  if (!(await prompts.confirm(question, detailOf(plan, removedTurns, naming), button)))
    return false;
  const isOver = await carryOut(app, threadId, plan.files);
  const conflicts = staying.filter(({ action }) => action.kind === "conflict");
  if (isOver && conflicts.length > 0) await showConflicts(app, conflicts);
  return isOver;
}

/** Gives whether it was done, wholly or but for what changed meanwhile. */
async function carryOut(
  app: App,
  threadId: string,
  planned: readonly FileRestore[],
): Promise<boolean> {
  const { engine, prompts } = app;
  const doing = planned.filter(isDone);
  const dirty = dirtyTexts();
  // An editor that holds unsaved text by now is not written under.
  const grown = doing.filter(({ path, isUnsaved }) => !isUnsaved && dirty.has(path));
  const result = await engine.checkpoints.apply(
    threadId,
    planned.filter(file => !grown.includes(file)),
  );
  if (!result.isDone) return tryWithout(app, { threadId, planned }, result);
  const edited = await restoreUnsaved(doing.filter(({ isUnsaved }) => isUnsaved));
  const left: Left[] = [
    ...result.left,
    ...grown.map(({ path }): Left => ({ path, outcome: { kind: "changed" } })),
  ];
  if (left.length > 0) void prompts.warn(notice`Not restored: ${leftText(left, naming)}.`);
  const files = new Set(doing.filter(isFile).map(({ path }) => path));
  const number = result.restored.filter(path => files.has(path)).length + edited.length;
  if (number > 0) void offerUndo(app, { threadId, number, result, edited });
  return true;
}

/** The system refused some files, so that nothing was restored: the others can be, if the person wants that. */
async function tryWithout(
  app: App,
  { threadId, planned }: { readonly threadId: string; readonly planned: readonly FileRestore[] },
  { left }: ApplyResult,
): Promise<boolean> {
  const failed = left.filter(({ outcome }) => outcome.kind !== "takenBack");
  const others = planned.filter(({ path }) => !failed.some(file => file.path === path));
  const text = notice`Nothing was restored: ${leftText(failed, naming)}.`;
  const button = plain`Restore the Others`;
  if (!others.some(isDone)) {
    void app.prompts.error(text);
    return false;
  }
  return (await app.prompts.error(text, button)) === button
    ? carryOut(app, threadId, others)
    : false;
}

async function offerUndo(
  { engine, prompts }: App,
  restore: {
    readonly threadId: string;
    readonly number: number;
    readonly result: ApplyResult;
    readonly edited: readonly Edited[];
  },
): Promise<void> {
  const { threadId, number, result, edited } = restore;
  if (!(await prompts.info(notice`${count(number)} restored.`, plain`Undo`))) return;
  const { isDone: isUndone, left } = await engine.checkpoints.undo(threadId, result);
  const kept = await undoUnsaved(edited);
  const all = [...left, ...kept.map((path): Left => ({ path, outcome: { kind: "changed" } }))];
  if (!isUndone) void prompts.error(notice`Nothing was undone: ${leftText(left, naming)}.`);
  else if (all.length > 0) void prompts.warn(notice`Not undone: ${leftText(all, naming)}.`);
}

/** Shows what stayed: the file as it is beside what restoring would make of it. */
async function showConflicts({ prompts }: App, conflicts: readonly FileRestore[]): Promise<void> {
  const names = conflicts.map(({ path }) => naming(path)).join(", ");
  void prompts.warn(
    notice`${names} was not restored, because you have changed it since. The diff shows it as it was before the turn.`,
  );
  for (const { path, before } of conflicts.slice(0, 3))
    await showDiff(
      checkpointUri(path, before),
      Uri.file(path),
      plain`${naming(path)}: before the turn ↔ now`,
      { preview: false },
    );
}
