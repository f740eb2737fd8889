import {
  CommentMode,
  comments as commentsApi,
  CommentThreadCollapsibleState,
  Range,
  workspace,
  type Comment as EditorComment,
  type CommentReply,
  type CommentThread,
  type Disposable,
  type Uri,
} from "vscode";
import { commentBody } from "../surfaces.ts";
import { afterScheme, askKeyOf } from "./documents.ts";
import type { Comment } from "./account.ts";

export interface Comments extends Disposable {
  /** Opens a box for a remark at a line of a right-hand side. */
  begin(uri: Uri, line: number): void;
  /** Takes over what was typed into such a box. */
  add(reply: CommentReply): void;
  remove(thread: CommentThread): void;
  /** What was remarked on a change, in the order of its lines. */
  of(askKey: string): readonly Comment[];
  clear(askKey: string): void;
  onChange(listener: () => void): Disposable;
}

/** The id that menus name in `commentController`. */
const controllerId = "folio.review";

/** Remarks on a change that waits: they go to Codex with the answer. Kept only as long as the change waits. */
export function createComments(): Comments {
  /** The texts as they were typed: a comment's body is escaped for showing. */
  const texts = new WeakMap<EditorComment, string>();
  const controller = commentsApi.createCommentController(controllerId, "Folio review");
  controller.options = { placeHolder: "What should Codex do differently here?", prompt: "Comment" };
  controller.commentingRangeProvider = {
    provideCommentingRanges: ({ uri, lineCount }) =>
      uri.scheme === afterScheme ? [new Range(0, 0, Math.max(0, lineCount - 1), 0)] : [],
  };
  const threads = new Set<CommentThread>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const drop = (thread: CommentThread) => {
    threads.delete(thread);
    thread.dispose();
  };

  return {
    begin(uri, line) {
      const thread = controller.createCommentThread(uri, new Range(line, 0, line, 0), []);
      thread.collapsibleState = CommentThreadCollapsibleState.Expanded;
      thread.label = "Comment for Codex";
      threads.add(thread);
    },
    add({ thread, text }) {
      if (text.trim() === "") return;
      const comment: EditorComment = {
        body: commentBody(text),
        mode: CommentMode.Preview,
        author: { name: "You" },
        label: "goes to Codex with your answer",
      };
      threads.add(thread);
      thread.label = "Comment for Codex";
      thread.comments = [...thread.comments, comment];
      texts.set(comment, text);
      changed();
    },
    remove(thread) {
      drop(thread);
      changed();
    },
    of: askKey =>
      [...threads]
        .filter(({ uri }) => askKeyOf(uri) === askKey)
        .toSorted((left, right) => (left.range?.start.line ?? 0) - (right.range?.start.line ?? 0))
        .flatMap(({ uri, range, comments }) =>
          comments.map(comment => ({
            path: workspace.asRelativePath(uri.path),
            line: (range?.start.line ?? 0) + 1,
            text: texts.get(comment) ?? "",
          })),
        ),
    clear(askKey) {
      for (const thread of threads) if (askKeyOf(thread.uri) === askKey) drop(thread);
    },
    onChange(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    dispose: () => controller.dispose(),
  };
}
