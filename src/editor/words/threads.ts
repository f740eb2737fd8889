/** Threads, and what is done with the running turn. */
export const threadWords = {
  "thread.openHere": "This thread is already open here.",
  "thread.nothingRuns": "Nothing is running.",
  "thread.selectText": "Select some text in an editor first.",
  "thread.openOne": "Open a thread first.",
  "thread.resume": "Open Thread",
  "thread.resume.which": "Search the threads of this folder",
  "thread.older": "Older threads…",
  "thread.noneStored": "This folder has no threads yet.",
  "thread.noTitle": "(no title)",
  "thread.turns": "Turns of This Thread",
  "thread.latestFirst": "Latest first",
  "thread.noTurn": "This thread has no turns yet.",
  "thread.noMessage": "(no message)",
  "thread.stopFirst": "Stop the running turn first.",
  "thread.doesNotStop": "Codex is not stopping.",
} as const;
