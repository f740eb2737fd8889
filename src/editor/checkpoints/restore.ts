import { Uri, workspace } from "vscode";
import {
  type ApplyResult,
  type Engine,
  type FileRestore,
  folderMark,
  type Left,
} from "../../engine/api.ts";
import type { Prompts } from "../prompts.ts";
import { showDiff, showDiffs } from "../faces.ts";
import { say } from "../say.ts";
import { checkpointUri } from "./documents.ts";
import { dirtyTexts, restoreUnsaved, undoUnsaved, type Edited } from "./unsaved.ts";
import { detailOf, isDone, isFile, isStaying, leftText } from "./words.ts";

export interface RestoreParts {
  readonly engine: Pick<Engine, "checkpoints">;
  readonly prompts: Prompts;
}

const naming = (path: string): string => workspace.asRelativePath(path);

/** Opens diffs of the files that a turn changed, before and after it. */
export async function showTurnChanges(
  { engine, prompts }: RestoreParts,
  threadId: string,
  turnId: string,
): Promise<void> {
  const record = await engine.checkpoints.changes(threadId, turnId);
  const files = Object.entries(record?.files ?? {})
    .filter(([, { before, after }]) => before !== folderMark && after !== folderMark)
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  const [only, ...more] = files;
  if (!only) return void prompts.info(say.notice("restore.noChanges"));
  if (more.length === 0) {
    const [path, { before, after }] = only;
    await showDiff(
      checkpointUri(path, before),
      checkpointUri(path, after),
      say.plain("restore.changesOf", { file: naming(path) }),
      { preview: true },
    );
    return;
  }
  await showDiffs(
    say.plain("restore.changes"),
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
  /** How many turns will then be taken out of the conversation; null when only files are restored. */
  readonly removedTurns: number | null;
}

/**
 * Restores files to their state before a turn, after the person has agreed. If turns are removed too, the same question
 * says so. Resolves with whether files were restored.
 */
export async function restoreFiles(parts: RestoreParts, options: RestoreOptions): Promise<boolean> {
  const { engine, prompts } = parts;
  const { threadId, turnId, removedTurns } = options;
  const plan = await engine.checkpoints.plan(threadId, turnId, dirtyTexts());
  const doing = plan.files.filter(isDone);
  const staying = plan.files.filter(isStaying);
  const hasToSay = staying.length + plan.unknown + plan.partly > 0;
  if (doing.length === 0 && !hasToSay && removedTurns === null) {
    await engine.checkpoints.apply(threadId, plan.files);
    void prompts.info(say.notice("restore.areAsBefore"));
    return true;
  }
  const number = doing.filter(isFile).length;
  const question =
    removedTurns !== null
      ? number === 0
        ? say.plain("restore.ask.conversation")
        : say.plain("restore.ask.both", { count: number })
      : number > 0
        ? say.plain("restore.ask.files", { count: number })
        : say.plain("restore.ask.nothing");
  const hasConflicts = staying.some(({ action }) => action.kind === "conflict");
  const button =
    removedTurns !== null
      ? say.plain("restore.do.both")
      : doing.length > 0
        ? say.plain("restore.do.files")
        : hasConflicts
          ? say.plain("restore.do.showConflicts")
          : say.plain("ok");
  if (!(await prompts.confirm(question, detailOf(plan, removedTurns, naming), button)))
    return false;
  const isOver = await carryOut(parts, threadId, plan.files);
  const conflicts = staying.filter(({ action }) => action.kind === "conflict");
  if (isOver && conflicts.length > 0) await showConflicts(parts, conflicts);
  return isOver;
}

/** Resolves with whether files were restored; those that changed in the meantime do not count. */
async function carryOut(
  parts: RestoreParts,
  threadId: string,
  planned: readonly FileRestore[],
): Promise<boolean> {
  const { engine, prompts } = parts;
  const doing = planned.filter(isDone);
  const dirty = dirtyTexts();
  // A file is not written while an editor holds unsaved text that came after the plan.
  const grown = doing.filter(({ path, isUnsaved }) => !isUnsaved && dirty.has(path));
  const result = await engine.checkpoints.apply(
    threadId,
    planned.filter(file => !grown.includes(file)),
  );
  if (!result.isDone) return tryWithout(parts, { threadId, planned }, result);
  const edited = await restoreUnsaved(doing.filter(({ isUnsaved }) => isUnsaved));
  const left: Left[] = [
    ...result.left,
    ...grown.map(({ path }): Left => ({ path, outcome: { kind: "changed" } })),
  ];
  if (left.length > 0)
    void prompts.warn(say.notice("restore.notRestored", { files: leftText(left, naming) }));
  const files = new Set(doing.filter(isFile).map(({ path }) => path));
  const number = result.restored.filter(path => files.has(path)).length + edited.length;
  if (number > 0) void offerUndo(parts, { threadId, number, result, edited });
  return true;
}

/** The system refused some files, so nothing was restored. Offers to restore the others. */
async function tryWithout(
  parts: RestoreParts,
  { threadId, planned }: { readonly threadId: string; readonly planned: readonly FileRestore[] },
  { left }: ApplyResult,
): Promise<boolean> {
  const failed = left.filter(({ outcome }) => outcome.kind !== "takenBack");
  const others = planned.filter(({ path }) => !failed.some(file => file.path === path));
  const text = say.notice("restore.nothingRestored", { files: leftText(failed, naming) });
  const button = say.plain("restore.do.others");
  if (!others.some(isDone)) {
    void parts.prompts.error(text);
    return false;
  }
  return (await parts.prompts.error(text, button)) === button
    ? carryOut(parts, threadId, others)
    : false;
}

async function offerUndo(
  { engine, prompts }: RestoreParts,
  restore: {
    readonly threadId: string;
    readonly number: number;
    readonly result: ApplyResult;
    readonly edited: readonly Edited[];
  },
): Promise<void> {
  const { threadId, number, result, edited } = restore;
  if (!(await prompts.info(say.notice("restore.done", { count: number }), say.plain("undo"))))
    return;
  const { isDone: isUndone, left } = await engine.checkpoints.undo(threadId, result);
  const kept = await undoUnsaved(edited);
  const all = [...left, ...kept.map((path): Left => ({ path, outcome: { kind: "changed" } }))];
  if (!isUndone)
    void prompts.error(say.notice("restore.nothingUndone", { files: leftText(left, naming) }));
  else if (all.length > 0)
    void prompts.warn(say.notice("restore.notUndone", { files: leftText(all, naming) }));
}

/** Opens diffs of files that were not restored: their state before the turn beside their state now. */
async function showConflicts(
  { prompts }: RestoreParts,
  conflicts: readonly FileRestore[],
): Promise<void> {
  const names = conflicts.map(({ path }) => naming(path)).join(", ");
  void prompts.warn(say.notice("restore.conflicts", { files: names }));
  for (const { path, before } of conflicts.slice(0, 3))
    await showDiff(
      checkpointUri(path, before),
      Uri.file(path),
      say.plain("restore.beforeAndNow", { file: naming(path) }),
      { preview: false },
    );
}
