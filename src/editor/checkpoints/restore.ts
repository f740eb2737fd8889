import { Range, workspace, WorkspaceEdit } from "vscode";
import type { FileRestore } from "../../engine/checkpoints/plan.ts";
import { joined, notice, plain, type PlainText } from "../../model/text/sinks.ts";
import type { App } from "../app.ts";
import { showDiff, showDiffs } from "../surfaces.ts";
import { checkpointUri } from "./documents.ts";

/** Shows what a turn changed, as it was before and as it was left. */
export async function showTurnChanges(
  { engine, prompts }: App,
  threadId: string,
  turnId: string,
): Promise<void> {
  const record = await engine.checkpoints.changes(threadId, turnId);
  const files = Object.entries(record?.files ?? {}).toSorted(([left], [right]) =>
    left < right ? -1 : 1,
  );
  const [only, ...more] = files;
  if (!only) return void prompts.info(notice`This turn changed no file that is kept.`);
  if (more.length === 0) {
    const [path, { before, after }] = only;
    await showDiff(
      checkpointUri(path, before),
      checkpointUri(path, after),
      plain`Changes of this turn: ${workspace.asRelativePath(path)}`,
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

/** Brings files back to where they were before a turn. Resolves with whether the person wanted that. */
export async function restoreFiles(app: App, threadId: string, turnId: string): Promise<boolean> {
  const { engine, prompts } = app;
  const unsaved = new Map(
    workspace.textDocuments
      .filter(({ isDirty, uri }) => isDirty && uri.scheme === "file")
      .map(document => [document.uri.fsPath, document.getText()]),
  );
  const { files } = await engine.checkpoints.plan(threadId, turnId, unsaved);
  const doing = files.filter(
    ({ action }) => action.kind === "write" || action.kind === "delete" || action.kind === "merge",
  );
  const conflicts = files.filter(
    ({ action }) => action.kind === "conflict" || action.kind === "lost",
  );
  if (doing.length === 0 && conflicts.length === 0) {
    void prompts.info(notice`The files are as they were before this turn.`);
    return true;
  }
  const isWanted = await prompts.confirm(
    doing.length > 0 ? plain`Restore ${count(doing.length)}?` : plain`Nothing can be restored.`,
    joined("\n", ...[...doing.map(describe), ...conflicts.map(describe)].slice(0, 20)),
    doing.length > 0 ? plain`Restore Files` : plain`Show Conflicts`,
  );
  if (!isWanted) return false;
  const { restored, left } = await engine.checkpoints.apply(doing);
  await restoreUnsaved(doing.filter(({ isUnsaved }) => isUnsaved));
  if (conflicts.length > 0 || left.length > 0) await showConflicts(app, conflicts, left);
  if (restored.length > 0) void offerUndo(app, restored.length, restored);
  return true;
}

async function offerUndo(
  { engine, prompts }: App,
  restoredCount: number,
  restored: Parameters<App["engine"]["checkpoints"]["undo"]>[0],
): Promise<void> {
  if (!(await prompts.info(notice`${count(restoredCount)} restored.`, plain`Undo`))) return;
  const left = await engine.checkpoints.undo(restored);
  if (left.length > 0) void prompts.warn(notice`${names(left)} changed since and stayed as it is.`);
}

/** Text that is not saved is restored in its editor, where the person can undo it; it stays unsaved. */
async function restoreUnsaved(files: readonly FileRestore[]): Promise<void> {
  const edit = new WorkspaceEdit();
  for (const { path, action } of files) {
    const document = workspace.textDocuments.find(
      ({ uri }) => uri.scheme === "file" && uri.fsPath === path,
    );
    const text =
      action.kind === "merge"
        ? action.text
        : action.kind === "write"
          ? new TextDecoder().decode(action.content)
          : null;
    if (!document || text === null) continue;
    edit.replace(document.uri, new Range(0, 0, document.lineCount, 0), text);
  }
  await workspace.applyEdit(edit);
}

/** Shows what stayed: the file as it is beside what restoring would make of it. */
async function showConflicts(
  { prompts }: App,
  conflicts: readonly FileRestore[],
  left: readonly string[],
): Promise<void> {
  const shown = conflicts.flatMap(({ path, action, beforeHash }) =>
    action.kind === "conflict" ? [{ path, beforeHash }] : [],
  );
  void prompts.warn(
    notice`${names([...conflicts.map(({ path }) => path), ...left])} stayed as it is: restoring would lose what you changed since. The diff shows how it was before the turn.`,
  );
  for (const { path, beforeHash } of shown.slice(0, 3))
    await showDiff(
      checkpointUri(path, beforeHash),
      workspaceUri(path),
      plain`${workspace.asRelativePath(path)}: before the turn ↔ now`,
      { preview: false },
    );
}

const workspaceUri = (path: string) =>
  checkpointUri(path, null).with({ scheme: "file", query: "" });

function describe({ path, action }: FileRestore): PlainText {
  const name = workspace.asRelativePath(path);
  switch (action.kind) {
    case "write":
      return plain`${name}: as it was`;
    case "delete":
      return plain`${name}: deleted, Codex made it`;
    case "merge":
      return plain`${name}: as it was, with your later edits`;
    case "conflict":
      return plain`${name}: stays, ${action.why}`;
    case "lost":
      return plain`${name}: stays, its old content is not kept any more`;
    case "same":
      return plain`${name}`;
  }
}

const count = (files: number): string => (files === 1 ? "1 file" : `${files} files`);
const names = (paths: readonly string[]): string =>
  paths.map(path => workspace.asRelativePath(path)).join(", ");
