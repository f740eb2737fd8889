import {
  commands,
  CommentMode,
  comments as commentsApi,
  CommentThreadCollapsibleState,
  EventEmitter,
  Range,
  window,
  type Comment as EditorComment,
  type CommentReply,
  type CommentThread,
  type Disposable,
  type Event,
  type Uri,
} from "vscode";
import { commentBody } from "../faces.ts";
import { addressOf, afterScheme, askKeyOf } from "./documents.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import type { ReviewComment } from "../../engine/api.ts";

export interface Comments extends Disposable {
  /** Opens a comment box at a line of a right-hand side, with the keyboard's focus. */
  begin(uri: Uri, line: number): Promise<void>;
  /** Adds what was typed into a comment box. */
  add(reply: CommentReply): void;
  remove(thread: CommentThread): void;
  /** The comments on a change, in the order of its lines. */
  of(askKey: string): readonly ReviewComment[];
  clear(askKey: string): void;
  /** Calls back with the key of an ask after its comments changed. */
  readonly onChange: Event<string>;
}

/** The id of the controller; when clauses of menus name it as `commentController`. */
const controllerId = "folio.review";

/** Comments on an open change. They go to Codex with the answer and are forgotten with the ask. */
export function createComments(prompts: Pick<Prompts, "input">): Comments {
  /** The texts as they were typed: the body of a comment is escaped markdown. */
  const texts = new WeakMap<EditorComment, string>();
  const controller = commentsApi.createCommentController(controllerId, say.text("comment.title"));
  controller.options = {
    placeHolder: say.text("comment.question"),
    prompt: say.text("comment.prompt"),
  };
  controller.commentingRangeProvider = {
    provideCommentingRanges: ({ uri, lineCount }) =>
      uri.scheme === afterScheme ? [new Range(0, 0, Math.max(0, lineCount - 1), 0)] : [],
  };
  const threads = new Set<CommentThread>();
  const told = new EventEmitter<string>();
  const changed = (uri: Uri) => {
    const key = askKeyOf(uri);
    if (key !== undefined) told.fire(key);
  };
  const threadAt = (uri: Uri, line: number) =>
    [...threads].find(
      thread => thread.uri.toString() === uri.toString() && thread.range?.start.line === line,
    );
  const drop = (thread: CommentThread) => {
    threads.delete(thread);
    thread.dispose();
  };

  const add = (thread: CommentThread, text: string) => {
    if (text.trim() === "") return;
    const comment = commentOf(text);
    threads.add(thread);
    thread.label = say.text("comment.thread");
    thread.comments = [...thread.comments, comment];
    texts.set(comment, text);
    changed(thread.uri);
  };

  return {
    async begin(uri, line) {
      const editor = window.activeTextEditor;
      const isHere = editor?.document.uri.toString() === uri.toString();
      if (isHere && !threadAt(uri, line)) {
        // VS Code does not focus a thread that an extension creates, so typed text would go into the proposal.
        const at = { startLineNumber: line + 1, endLineNumber: line + 1, endColumn: 1 };
        await commands.executeCommand("workbench.action.addComment", { range: at });
        return;
      }
      const text = await prompts.input({
        title: say.plain("comment.onLine", { line: line + 1 }),
        prompt: say.prompt("comment.question"),
      });
      if (text === undefined || text.trim() === "") return;
      const thread =
        threadAt(uri, line) ?? controller.createCommentThread(uri, new Range(line, 0, line, 0), []);
      thread.collapsibleState = CommentThreadCollapsibleState.Expanded;
      add(thread, text);
    },
    add: ({ thread, text }) => add(thread, text),
    remove(thread) {
      drop(thread);
      changed(thread.uri);
    },
    of: askKey =>
      remarksIn(
        [...threads].filter(({ uri }) => askKeyOf(uri) === askKey),
        comment => texts.get(comment) ?? "",
      ),
    clear(askKey) {
      for (const thread of threads) if (askKeyOf(thread.uri) === askKey) drop(thread);
    },
    onChange: told.event,
    dispose() {
      controller.dispose();
      told.dispose();
    },
  };
}

/** What was remarked, in the order of its lines. */
const remarksIn = (
  threads: readonly CommentThread[],
  textOf: (comment: EditorComment) => string,
): readonly ReviewComment[] =>
  threads
    .toSorted((left, right) => (left.range?.start.line ?? 0) - (right.range?.start.line ?? 0))
    .flatMap(({ uri, range, comments }) =>
      comments.map(comment => ({
        file: addressOf(uri)?.index ?? 0,
        line: (range?.start.line ?? 0) + 1,
        text: textOf(comment),
      })),
    );

const commentOf = (text: string): EditorComment => ({
  body: commentBody(text),
  mode: CommentMode.Preview,
  author: { name: say.text("comment.you") },
  label: say.text("comment.goesAlong"),
});
