import {
  EventEmitter,
  languages,
  type CodeLens,
  type CodeLensProvider,
  type Disposable,
} from "vscode";
import { label, withIcon, type LabelText } from "../../model/text/sinks.ts";
import { codeLens as lens } from "../faces.ts";
import { say } from "../say.ts";
import { addressOf, afterScheme } from "./documents.ts";
import type { FileReview, FoundHunk } from "../../engine/api.ts";
import { showHints } from "./hints.ts";
import { undecided, type Review } from "./review.ts";
import { said } from "../../model/text/say.ts";

/** Shows Accept, Reject and Comment above every hunk, and warnings at the top of the file. */
export function registerLenses(review: Review): Disposable {
  const changed = new EventEmitter<void>();
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const found = review.fileOf(document.uri);
      if (!found)
        return addressOf(document.uri)?.isReplaced
          ? [lens(0, withIcon("$(warning)", say.label("change.overwrittenByMove")), "", [])]
          : [];
      const { key, index, file } = found;
      const count = review.files(key)?.length ?? 1;
      const warnings = file.proposal.warnings.slice(0, 6);
      return [
        ...warnings.map(warning =>
          lens(0, withIcon("$(warning)", label`${said(warning)}`), "", []),
        ),
        ...(file.proposal.isEditable
          ? [...fileLenses(key, index, review.files(key) ?? []), ...hunkLenses(key, index, file)]
          : wholeLenses(key, count, file.proposal.refusal === null)),
      ];
    },
  };
  const register = () => languages.registerCodeLensProvider({ scheme: afterScheme }, provider);
  let registration = register();
  const subscriptions = [
    showHints(review),
    review.onChange(() => changed.fire()),
    // VS Code asks for the lenses of a multi-diff's first file only after a provider was registered.
    review.onShow(() => {
      registration.dispose();
      registration = register();
    }),
  ];
  return {
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
      registration.dispose();
      changed.dispose();
    },
  };
}

/** On the first line: the rest of the file at once, and how far the review of the change is. */
function fileLenses(key: string, index: number, files: readonly FileReview[]): CodeLens[] {
  const file = files[index];
  const rest = file ? undecided(file).length : 0;
  const count = files.reduce((sum, { proposal }) => sum + proposal.hunks.length, 0);
  if (count < 2) return [];
  const decided = count - files.reduce((sum, one) => sum + undecided(one).length, 0);
  const progress = lens(0, say.label("change.progress", { decided, count }), "", []);
  const accept = lens(
    0,
    withIcon("$(check-all)", say.label("change.acceptFile")),
    "folio.acceptFile",
    [key, index],
  );
  return rest > 0 ? [accept, progress] : [progress];
}

function hunkLenses(key: string, fileIndex: number, file: FileReview): CodeLens[] {
  return file.found().hunks.flatMap(({ state, range }, index) => {
    const args = [key, fileIndex, index];
    const line = range.start;
    const accept = lens(
      line,
      withIcon("$(check)", say.label("hunk.accept")),
      "folio.acceptHunk",
      args,
    );
    const reject = lens(
      line,
      withIcon("$(discard)", say.label("hunk.reject")),
      "folio.rejectHunk",
      args,
    );
    const comment = lens(
      line,
      withIcon("$(comment)", say.label("hunk.comment")),
      "folio.commentHunk",
      args,
    );
    const undo = lens(line, say.label("undo"), "folio.resetHunk", args);
    if (!file.isDecided(index) && state !== "refused")
      return [
        ...(state === "changed"
          ? [lens(line, withIcon("$(edit)", say.label("hunk.changed")), "", [])]
          : []),
        accept,
        reject,
        comment,
      ];
    return [lens(line, decidedText(state), "", []), undo, comment];
  });
}

const decidedText = (state: FoundHunk["state"]): LabelText =>
  withIcon(
    state === "refused" ? "$(circle-slash)" : "$(check)",
    say.label(`hunk.decided.${state}`),
  );

/** Lenses for a file without hunks, such as a deletion or a file that is not text. Accept is left out when the change cannot be accepted. */
function wholeLenses(key: string, count: number, isAcceptable: boolean): CodeLens[] {
  const accept = count > 1 ? say.label("change.acceptAll", { count }) : say.label("change.accept");
  const decline =
    count > 1 ? say.label("change.declineAll", { count }) : say.label("change.decline");
  return [
    ...(isAcceptable ? [lens(0, withIcon("$(check)", accept), "folio.acceptChange", [key])] : []),
    lens(0, withIcon("$(close)", decline), "folio.declineChange", [key]),
  ];
}
