import {
  EventEmitter,
  languages,
  type CodeLens,
  type CodeLensProvider,
  type Disposable,
} from "vscode";
import { label, withIcon, type LabelText } from "../../model/text/sinks.ts";
import { codeLens as lens } from "../faces.ts";
import { addressOf, afterScheme } from "./documents.ts";
import type { FileReview, FoundHunk } from "../../engine/api.ts";
import type { Review } from "./review.ts";

/** Accept, Reject and Comment above every hunk, in diffs and multi-diffs, and the warnings on top. */
export function registerLenses(review: Review): Disposable {
  const changed = new EventEmitter<void>();
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses(document) {
      const found = review.fileOf(document.uri);
      if (!found)
        return addressOf(document.uri)?.isReplaced
          ? [
              lens(
                0,
                withIcon(
                  "$(warning)",
                  label`This file is overwritten by a move: on the left is what goes.`,
                ),
                "",
                [],
              ),
            ]
          : [];
      const { key, index, file } = found;
      const count = review.files(key)?.length ?? 1;
      const warnings = file.proposal.warnings.slice(0, 6);
      return [
        ...warnings.map(text => lens(0, withIcon("$(warning)", label`${text}`), "", [])),
        ...(file.proposal.isEditable
          ? hunkLenses(key, index, file)
          : wholeLenses(key, count, file.proposal.refusal === null)),
      ];
    },
  };
  const register = () => languages.registerCodeLensProvider({ scheme: afterScheme }, provider);
  let registration = register();
  const subscriptions = [
    review.onChange(() => changed.fire()),
    // The first file of a multi-diff is not asked for its lenses until some provider comes.
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

function hunkLenses(key: string, fileIndex: number, file: FileReview): CodeLens[] {
  return file.found().hunks.flatMap(({ state, range }, index) => {
    const args = [key, fileIndex, index];
    const line = range.start;
    const accept = lens(line, withIcon("$(check)", label`Accept`), "folio.acceptHunk", args);
    const reject = lens(line, withIcon("$(discard)", label`Reject`), "folio.rejectHunk", args);
    const comment = lens(line, withIcon("$(comment)", label`Comment`), "folio.commentHunk", args);
    const undo = lens(line, label`Undo`, "folio.resetHunk", args);
    if (!file.isDecided(index) && state !== "refused")
      return [
        ...(state === "changed"
          ? [lens(line, withIcon("$(edit)", label`Changed by You`), "", [])]
          : []),
        accept,
        reject,
        comment,
      ];
    return [lens(line, decided[state], "", []), undo, comment];
  });
}

const decided: Readonly<Record<FoundHunk["state"], LabelText>> = {
  taken: withIcon("$(check)", label`Accepted`),
  refused: withIcon("$(circle-slash)", label`Rejected`),
  changed: withIcon("$(check)", label`Accepted as You Changed It`),
};

/** For what cannot be taken apart: a deletion, a file that is not text. What cannot be accepted has no Accept. */
function wholeLenses(key: string, count: number, isAcceptable: boolean): CodeLens[] {
  const all = count > 1 ? ` All ${count} Files` : "";
  return [
    ...(isAcceptable
      ? [lens(0, withIcon("$(check)", label`Accept${all}`), "folio.acceptChange", [key])]
      : []),
    lens(0, withIcon("$(close)", label`Decline${all}`), "folio.declineChange", [key]),
  ];
}
