import {
  commands,
  Range,
  Selection,
  TextEditorRevealType,
  window,
  type TextEditor,
  type Uri,
} from "vscode";

const longestWaitMs = 1500;

/** Moves focus and cursor to a line of a file in the open diff. Resolves false when it cannot be reached. */
export async function goTo(uris: readonly Uri[], target: Uri, line: number): Promise<boolean> {
  const editor = await reach(uris, target);
  if (!editor) return false;
  // On the right line the cursor stays where it is: the person may be typing.
  if (editor.selection.active.line !== line) editor.selection = new Selection(line, 0, line, 0);
  editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

/**
 * A multi-diff can only be crossed from change to change: from the end of one file the next change is in the next file,
 * and after the last file comes the first.
 */
async function reach(uris: readonly Uri[], target: Uri): Promise<TextEditor | undefined> {
  const visible = () =>
    window.visibleTextEditors.find(({ document }) => isSame(document.uri, target));
  for (let hops = 0; hops <= uris.length; hops++) {
    const editor = window.activeTextEditor;
    if (!editor || isSame(editor.document.uri, target)) return editor;
    const from = uris.findIndex(uri => isSame(uri, editor.document.uri));
    const to = uris.findIndex(uri => isSame(uri, target));
    if (from < 0 || to < 0) return undefined;
    const isBack = (to - from + uris.length) % uris.length > uris.length / 2;
    const edge = isBack ? 0 : editor.document.lineCount - 1;
    editor.selection = new Selection(edge, 0, edge, 0);
    const arrived = anotherEditor(editor);
    const command = isBack ? "goToPreviousChange" : "goToNextChange";
    try {
      await commands.executeCommand(`multiDiffEditor.${command}`);
    } catch {
      return visible(); // an older VS Code has no such command; a visible editor can be scrolled without the focus
    }
    if (!(await arrived)) return visible();
  }
  return visible();
}

/** Resolves true when another editor gets the focus soon. */
function anotherEditor(before: TextEditor): Promise<boolean> {
  return new Promise(resolve => {
    const end = (isThere: boolean) => {
      clearTimeout(timer);
      subscription.dispose();
      resolve(isThere);
    };
    const timer = setTimeout(() => end(false), longestWaitMs);
    const subscription = window.onDidChangeActiveTextEditor(editor => {
      if (editor && !isSame(editor.document.uri, before.document.uri)) end(true);
    });
  });
}

const isSame = (one: Uri, other: Uri): boolean => one.toString() === other.toString();
