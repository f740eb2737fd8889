/** The review of a change: what its diff says, and what became of it. */
export const reviewWords = {
  "hunk.putCursor": "Put the cursor in a change that is waiting for review.",
  "hunk.accept": "Accept",
  "hunk.reject": "Reject",
  "hunk.comment": "Comment",
  "hunk.changed": "Changed by you",
  "hunk.hint": "Not written yet: accept, reject or edit it",
  "hunk.decided.taken": "Accepted",
  "hunk.decided.refused": "Rejected",
  "hunk.decided.changed": "Accepted with your edits",
  "comment.title": "Folio review",
  "comment.prompt": "Comment",
  "comment.question": "What should Codex do differently here?",
  "comment.thread": "Comment for Codex",
  "comment.onLine": "Comment on line {line}",
  "comment.you": "You",
  "comment.goesAlong": "goes with your answer to this change",
  "change.title": "{file} (proposed by Codex)",
  "change.titleWarned": "{file} (proposed by Codex) ⚠",
  "change.titleFate": "{file} (proposed by Codex, {fate})",
  "change.titleFateWarned": "{file} (proposed by Codex, {fate}) ⚠",
  "change.titleOfSeveral_one": "{file} and 1 more (proposed by Codex)",
  "change.titleOfSeveral_other": "{file} and {count} more (proposed by Codex)",
  "change.isOver": "This change is no longer waiting.",
  "change.overwrittenByMove": "This file is overwritten by a move: on the left is what goes.",
  "change.acceptFile": "Accept File",
  "change.progress": "{decided} of {count} decided",
  "change.accept": "Accept",
  "change.acceptAll_other": "Accept All {count} Files",
  "change.decline": "Decline",
  "change.declineAll_other": "Decline All {count} Files",
  "change.withdrawn":
    "Codex withdrew this change. What you had typed is in a new editor, so that it is not lost.",
  "change.begunAnew":
    "The file changed, so the review starts over. What you had typed is in a new editor, so that it is not lost.",
  "change.broken": "Nothing was written. {why}",
  "change.changedSince":
    "Nothing was written. {files} changed since this was shown. Look at the new diff, then accept again.",
  "change.sessionIsCodex":
    "Folio writes this change itself, so it cannot be accepted for the session. Use Accept.",
  "change.sessionIsWhole":
    "You rejected or edited part of this change, so it cannot be accepted for the session. Use Accept.",
  "change.inParts":
    "Nothing was written. {file} can only be accepted with the whole change: accept all of it, or reject this file.",
  "change.notWritten": "Nothing was written, and Codex is still waiting: {why}.",
  "change.notWrittenUnknown":
    "Nothing was written, and Codex is still waiting: no reason is known.",
  "change.written": "{outcome}. Undo is on its card in the chat.",
  "change.partlyWritten": "{outcome}. Not written: {files}",
  "change.notTold":
    "Codex could not be told what you decided: {why} Tell it in the chat that the files on disk are as you want them.",
  "change.notTold.turnOver":
    "Codex could not be told what you decided: its turn is over. Tell it in the chat that the files on disk are as you want them.",
  "change.nothingToUndo": "There is nothing to undo here. Restore… below a turn brings files back.",
  "change.undone": "Undone: {files} as before the review.",
  "change.nothingUndone": "Nothing was undone.",
  "change.notUndone": "These stay as they are, because they changed since: {files}.",
} as const;
