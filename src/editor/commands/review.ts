import {
  Range,
  Selection,
  TextEditorRevealType,
  window,
  type CommentReply,
  type CommentThread,
} from "vscode";
import { notice } from "../../model/text/sinks.ts";
import { sides } from "../diff/documents.ts";
import type { HunkDecision, Review } from "../diff/review.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const inReview = "folio.reviewActive";
const inComments = "commentController == folio.review";

/** Commands about one hunk: named by key, file and hunk, or the one at the cursor. */
export const reviewCommands: readonly Command[] = [
  {
    id: "folio.acceptHunk",
    title: "Accept Hunk",
    icon: "$(check)",
    when: inReview,
    keybinding: { key: "ctrl+alt+y", mac: "cmd+alt+y", when: inReview },
    run: ({ app }, ...place) => decide(app, place, "accept"),
  },
  {
    id: "folio.rejectHunk",
    title: "Reject Hunk",
    icon: "$(discard)",
    when: inReview,
    keybinding: { key: "ctrl+alt+n", mac: "cmd+alt+n", when: inReview },
    run: ({ app }, ...place) => decide(app, place, "reject"),
  },
  {
    id: "folio.resetHunk",
    title: "Undo Hunk Decision",
    icon: "$(history)",
    when: inReview,
    run: ({ app }, ...place) => decide(app, place, "reset"),
  },
  {
    id: "folio.commentHunk",
    title: "Comment on Hunk",
    icon: "$(comment)",
    when: inReview,
    keybinding: { key: "ctrl+alt+m", mac: "cmd+alt+m", when: inReview },
    run({ app }, ...place) {
      const found = placeOf(app.review, place);
      const file = found && app.review.files(found.key)?.[found.file];
      if (!file) return app.prompts.info(notice`Put the cursor into a change that waits.`);
      const line = file.found().hunks[found.hunk]?.range.start ?? 0;
      app.comments.begin(sides(found.key, file.proposal).after, line);
    },
  },
  {
    id: "folio.nextHunk",
    title: "Next Hunk",
    icon: "$(arrow-down)",
    when: inReview,
    keybinding: { key: "ctrl+alt+j", mac: "cmd+alt+j", when: inReview },
    run: ({ app }) => move(app, 1),
  },
  {
    id: "folio.previousHunk",
    title: "Previous Hunk",
    icon: "$(arrow-up)",
    when: inReview,
    keybinding: { key: "ctrl+alt+k", mac: "cmd+alt+k", when: inReview },
    run: ({ app }) => move(app, -1),
  },
  {
    id: "folio.addComment",
    title: "Add Comment",
    when: false,
    menus: {
      "comments/commentThread/context": { when: inComments, group: "inline" },
    },
    run: ({ app }, reply) => app.comments.add(reply as CommentReply), // VS Code gives what the menu's place promises
  },
  {
    id: "folio.removeComment",
    title: "Remove Comment",
    icon: "$(trash)",
    when: false,
    menus: { "comments/commentThread/title": { when: inComments, group: "inline" } },
    run: ({ app }, thread) => app.comments.remove(thread as CommentThread), // as above
  },
];

interface Place {
  readonly key: string;
  readonly file: number;
  readonly hunk: number;
}

/** The hunk that is named, else the one at or after the cursor of the active diff. */
function placeOf(review: Review, [key, file, hunk]: readonly unknown[]): Place | undefined {
  if (typeof key === "string" && typeof file === "number" && typeof hunk === "number")
    return { key, file, hunk };
  const editor = window.activeTextEditor;
  const found = editor && review.fileOf(editor.document.uri);
  if (!editor || !found) return undefined;
  const { hunks } = found.file.found();
  const { line } = editor.selection.active;
  const here = hunks.findIndex(({ range }) => line < Math.max(range.end, range.start + 1));
  return { key: found.key, file: found.index, hunk: here < 0 ? hunks.length - 1 : here };
}

async function decide(app: App, args: readonly unknown[], decision: HunkDecision): Promise<void> {
  const place = placeOf(app.review, args);
  if (!place || place.hunk < 0)
    return void app.prompts.info(notice`Put the cursor into a change that waits.`);
  await app.review.decideHunk(place.key, place, decision);
}

/** Goes to the next hunk that is there, of the next file after the last one. */
async function move(app: App, step: 1 | -1): Promise<void> {
  const editor = window.activeTextEditor;
  const found = editor && app.review.fileOf(editor.document.uri);
  if (!editor || !found) return;
  const starts = found.file.found().hunks.map(({ range }) => range.start);
  const { line } = editor.selection.active;
  const target =
    step > 0 ? starts.find(start => start > line) : starts.findLast(start => start < line);
  const at = target ?? (step > 0 ? starts[0] : starts.at(-1));
  if (at === undefined) return;
  editor.selection = new Selection(at, 0, at, 0);
  editor.revealRange(new Range(at, 0, at, 0), TextEditorRevealType.InCenterIfOutsideViewport);
}
