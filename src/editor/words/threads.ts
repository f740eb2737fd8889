export const threadWords = {
  "thread.new": "New Thread",
  "thread.openHere": "This thread is open here already.",
  "thread.nothingRuns": "Nothing is running.",
  "thread.selectText": "Select some text in an editor first.",
  "thread.openOne": "Open a thread first.",
} as const;
