import { Disposable, window } from "vscode";
import { createHint } from "../faces.ts";
import { say } from "../say.ts";
import { afterScheme } from "./documents.ts";
import { undecided, type Review } from "./review.ts";

/**
 * Says at the first undecided hunk of each file that it waits. VS Code draws lenses some moments after the diff, and later
 * still in a multi-diff: until then a proposal would look like a change that is on the disk.
 */
export function showHints(review: Pick<Review, "fileOf" | "onChange">): Disposable {
  const hint = createHint(say.plain("hunk.hint"));
  const draw = () => {
    for (const editor of window.visibleTextEditors) {
      const { uri, lineCount } = editor.document;
      if (uri.scheme !== afterScheme) continue;
      const file = review.fileOf(uri)?.file;
      const [first] = file?.proposal.isEditable ? undecided(file) : [];
      const line = first === undefined ? undefined : file?.found().hunks[first]?.range.start;
      hint.show(editor, line === undefined ? null : Math.min(line, lineCount - 1));
    }
  };
  return Disposable.from(hint, window.onDidChangeVisibleTextEditors(draw), review.onChange(draw));
}
