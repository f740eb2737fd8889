/** Threads, and what is done with the running turn. */
export const threadWords = {
  "thread.openHere": "This thread is open here already.",
  "thread.nothingRuns": "Nothing is running.",
  "thread.selectText": "Select some text in an editor first.",
  "thread.openOne": "Open a thread first.",
  "thread.resume": "Resume Thread",
  "thread.resume.which": "A thread of this folder",
  "thread.older": "Older threads…",
  "thread.noneStored": "No thread of this folder is stored yet.",
  "thread.noTitle": "(no title)",
  "thread.turns": "Turns of This Thread",
  "thread.latestFirst": "Latest first",
  "thread.noTurn": "This thread has no turn yet.",
  "thread.noMessage": "(no message)",
  "thread.stopFirst": "Stop the running turn first.",
  "thread.doesNotStop": "Codex does not stop this turn.",
} as const;
