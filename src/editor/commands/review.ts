import { window, type CommentReply, type CommentThread } from "vscode";
import type { FileReview, HunkDecision } from "../../engine/api.ts";
import { say } from "../say.ts";
import { sides } from "../review/documents.ts";
import { goTo } from "../review/goTo.ts";
import { nextHunk } from "../review/nextHunk.ts";
import type { Review } from "../review/review.ts";
import type { Comments } from "../review/comments.ts";
import type { Prompts } from "../prompts.ts";
import type { Command } from "./command.ts";

const inReview = "folio.reviewActive";
const inComments = "commentController == folio.review";

export interface ReviewParts {
  readonly review: Pick<Review, "files" | "fileOf" | "decideHunk" | "acceptFile" | "undo">;
  readonly comments: Pick<Comments, "begin" | "add" | "remove">;
  readonly prompts: Pick<Prompts, "info">;
}

/** Commands about one hunk: the one that their arguments name (ask, file, hunk), else the one at the cursor. */
export const reviewCommands: readonly Command<ReviewParts>[] = [
  {
    id: "folio.acceptHunk",
    title: "Accept Hunk",
    whenOff: "tells",
    icon: "$(check)",
    when: inReview,
    keybinding: { key: "ctrl+alt+y", mac: "cmd+alt+y", when: inReview },
    run: (parts, ...place) => decide(parts, place, "accept"),
  },
  {
    id: "folio.rejectHunk",
    title: "Reject Hunk",
    whenOff: "tells",
    icon: "$(discard)",
    when: inReview,
    keybinding: { key: "ctrl+alt+n", mac: "cmd+alt+n", when: inReview },
    run: (parts, ...place) => decide(parts, place, "reject"),
  },
  {
    id: "folio.acceptFile",
    title: "Accept File",
    whenOff: "tells",
    icon: "$(check-all)",
    when: inReview,
    run: acceptFile,
  },
  {
    id: "folio.resetHunk",
    title: "Undo Hunk Decision",
    whenOff: "tells",
    icon: "$(history)",
    when: inReview,
    run: (parts, ...place) => decide(parts, place, "reset"),
  },
  {
    id: "folio.commentHunk",
    title: "Comment on Hunk",
    whenOff: "tells",
    icon: "$(comment)",
    when: inReview,
    keybinding: { key: "ctrl+alt+m", mac: "cmd+alt+m", when: inReview },
    async run({ review, comments, prompts }, ...place) {
      const found = placeOf(review, place);
      const file = found && review.files(found.key)?.[found.file];
      if (!file) return void prompts.info(say.notice("hunk.putCursor"));
      const line = file.found().hunks[found.hunk]?.range.start ?? 0;
      await comments.begin(sides(found.key, file.proposal).after, line);
    },
  },
  {
    id: "folio.nextHunk",
    title: "Next Hunk",
    whenOff: "works",
    icon: "$(arrow-down)",
    when: inReview,
    keybinding: { key: "ctrl+alt+j", mac: "cmd+alt+j", when: inReview },
    run: ({ review }) => move(review, 1),
  },
  {
    id: "folio.previousHunk",
    title: "Previous Hunk",
    whenOff: "works",
    icon: "$(arrow-up)",
    when: inReview,
    keybinding: { key: "ctrl+alt+k", mac: "cmd+alt+k", when: inReview },
    run: ({ review }) => move(review, -1),
  },
  {
    id: "folio.undoReview",
    title: "Undo a Review",
    whenOff: "works",
    icon: "$(discard)",
    run: ({ review }) => review.undo(),
  },
  {
    id: "folio.addComment",
    title: "Add Comment",
    whenOff: "works",
    when: false,
    menus: {
      "comments/commentThread/context": { when: inComments, group: "inline" },
    },
    // In this menu VS Code always passes this type.
    run: ({ comments }, reply) => comments.add(reply as CommentReply),
  },
  {
    id: "folio.removeComment",
    title: "Remove Comment",
    whenOff: "works",
    icon: "$(trash)",
    when: false,
    menus: {
      "comments/commentThread/title": {
        // On a thread without comments VS Code shows a bin of its own.
        when: `${inComments} && !commentThreadIsEmpty`,
        group: "inline",
      },
    },
    // In this menu VS Code always passes this type.
    run: ({ comments }, thread) => comments.remove(thread as CommentThread),
  },
];

interface Place {
  readonly key: string;
  readonly file: number;
  readonly hunk: number;
}

/** The hunk that the arguments name, else the one at or after the cursor of the active diff. */
function placeOf(
  review: ReviewParts["review"],
  [key, file, hunk]: readonly unknown[],
): Place | undefined {
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

async function decide(
  { review, prompts }: ReviewParts,
  args: readonly unknown[],
  decision: HunkDecision,
): Promise<void> {
  const place = placeOf(review, args);
  if (!place || place.hunk < 0) return void prompts.info(say.notice("hunk.putCursor"));
  await review.decideHunk(place.key, place, decision);
  // The keyboard goes on to the next hunk; after a click the view stays where the mouse is.
  if (args.length === 0 && decision !== "reset" && review.files(place.key))
    await move(review, 1, place);
}

/** Accepts what is undecided in the file that the arguments name, else in the one at the cursor. */
async function acceptFile({ review, prompts }: ReviewParts, ...args: unknown[]): Promise<void> {
  const [key, file] = args;
  const place = placeOf(review, [key, file, 0]);
  if (!place) return void prompts.info(say.notice("hunk.putCursor"));
  await review.acceptFile(place.key, place.file);
  if (args.length === 0 && review.files(place.key)) await move(review, 1, place);
}

/** Goes to the next undecided hunk, in any file of the change. Starts at `from`, or else at the cursor. */
async function move(review: ReviewParts["review"], step: 1 | -1, from?: Place): Promise<void> {
  const editor = window.activeTextEditor;
  const found = editor && review.fileOf(editor.document.uri);
  const files = found && review.files(found.key);
  if (!files) return;
  const start = from && files[from.file]?.found().hunks[from.hunk]?.range.start;
  const here = { file: from?.file ?? found.index, line: start ?? editor.selection.active.line };
  const stops = files.map(file => {
    const { hunks } = file.found();
    return {
      starts: hunks.map(({ range }) => range.start),
      isOpen: (hunk: number) => !file.isDecided(hunk) && hunks[hunk]?.state !== "refused",
    };
  });
  const next = nextHunk(stops, here, step);
  const target = next && files[next.file];
  if (!target) return;
  const uriOf = ({ proposal }: FileReview) => sides(found.key, proposal).after;
  await goTo(files.map(uriOf), uriOf(target), next.line);
}
