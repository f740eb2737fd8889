/** What is said when something was not done. */
export const failureWords = {
  "failure.untrusted": "Trust this workspace first: Folio starts nothing in Restricted Mode.",
  "failure.gaveUp": "Codex does not run: {cause}",
  "failure.superseded": "The start was given up for a newer one.",
  "failure.disposed": "Folio has ended in this window. Reload the window to go on.",
  "failure.timeout":
    "The server did not answer {method} within {seconds} s. Try again; if it stays so, restart the server.",
  "failure.notReading":
    "Codex is not responding: it does not read what it is sent. Try again; if it stays so, restart the server.",
  "failure.closed": "Codex ended before it answered. It is started again: try once more.",
  "failure.heldElsewhere":
    "This thread is open in another window: take it over first, or continue in a copy.",
  "failure.busyElsewhere":
    "Codex works in this thread in the other window, or waits for an answer there. Take it over when that is done, or continue in a copy.",
  "failure.notReleased":
    "The program that holds this thread does not let go of it. Close it there: Folio opens the thread here as soon as it is free. Or continue in a copy.",
  "failure.noFolder": "Open a folder first: Codex works in a folder.",
  "failure.outsideRoots": "{path} is not in a folder of the workspace.",
  "failure.nothingRuns": "No turn runs in this thread.",
  "failure.turnRuns": "A turn runs in this thread.",
  "failure.queueTooLarge": "The queued messages of this thread are too large to be kept.",
  "failure.tooLong":
    "The message is longer than Codex takes (1,048,576 characters). Shorten it, or put it into a file.",
  "failure.refused": "Codex refused: {text}",
} as const;
