/** The review of a change: what its diff says, and what became of it. */
export const reviewWords = {
  "hunk.putCursor": "Put the cursor into a change that waits.",
  "hunk.accept": "Accept",
  "hunk.reject": "Reject",
  "hunk.comment": "Comment",
  "hunk.changed": "Changed by You",
  "hunk.decided.taken": "Accepted",
  "hunk.decided.refused": "Rejected",
  "hunk.decided.changed": "Accepted as You Changed It",
  "comment.title": "Folio review",
  "comment.prompt": "Comment",
  "comment.question": "What should Codex do differently here?",
  "comment.thread": "Comment for Codex",
  "comment.onLine": "Comment on line {line}",
  "comment.you": "You",
  "comment.goesAlong": "goes to Codex with your answer",
  "change.title": "Codex proposes: {file}",
  "change.titleWarned": "Codex proposes: {file} ⚠",
  "change.titleOfSeveral": "Codex proposes change {number}",
  "change.isOver": "This change is no longer waiting.",
  "change.overwrittenByMove": "This file is overwritten by a move: on the left is what goes.",
  "change.accept": "Accept",
  "change.acceptAll_other": "Accept All {count} Files",
  "change.decline": "Decline",
  "change.declineAll_other": "Decline All {count} Files",
  "change.withdrawn":
    "Codex took this change back. What you had typed is in a new editor, so that it is not lost.",
  "change.begunAnew":
    "The file changed, so the review begins anew. What you had typed is in a new editor, so that it is not lost.",
  "change.broken": "Nothing was written. {why}",
  "change.changedSince":
    "{files} changed since this was shown: nothing was written. Look at the new diff, then accept again.",
  "change.sessionIsCodex":
    "Accept for Session is for what Codex writes. Folio writes this change itself: use Accept.",
  "change.sessionIsWhole":
    "Accept for Session is for a whole change. You rejected or edited a part of this one: use Accept.",
  "change.inParts":
    "Nothing was written: {file} can only be taken with the whole change. Accept all of it, or refuse this file.",
  "change.notWritten": "Nothing was written, and Codex still waits: {why}.",
  "change.notWrittenUnknown": "Nothing was written, and Codex still waits: no reason is known.",
  "change.written": "{outcome}. Undo is on its card in the chat.",
  "change.partlyWritten": "{outcome}. Not written: {files}",
  "change.notTold":
    "Codex could not be told what you decided: {why} Tell it in the chat that the files on disk are as you want them.",
  "change.notTold.turnOver":
    "Codex could not be told what you decided: its turn is over. Tell it in the chat that the files on disk are as you want them.",
  "change.nothingToUndo":
    "This window wrote nothing that it can take back. Restore… below a turn brings files back.",
  "change.undone": "You took back what was written: {files} as before the review.",
  "change.nothingUndone": "Nothing was taken back.",
  "change.notUndone": "These stay as they are, because they changed since: {files}.",
} as const;
