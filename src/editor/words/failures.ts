/** What is said when something was not done. */
export const failureWords = {
  "failure.untrusted": "Trust this folder first. Folio does not start Codex in Restricted Mode.",
  "failure.gaveUp": "Codex keeps stopping: {cause}",
  "failure.superseded": "The start was given up for a newer one.",
  "failure.disposed": "Folio has ended in this window. Reload the window to go on.",
  "failure.timeout":
    "Codex did not answer {method} within {seconds} s. Try again; if it stays so, restart Codex.",
  "failure.notReading":
    "Codex is not responding: it does not read what it is sent. Try again; if it stays so, restart Codex.",
  "failure.closed": "Codex stopped before it answered and is restarting. Try again in a moment.",
  "failure.heldElsewhere":
    "This thread is open in another window. Take it over first, or continue in a copy.",
  "failure.busyElsewhere":
    "Codex is still working in this thread in the other window. Take over when it has finished, or continue in a copy.",
  "failure.notReleased":
    "Another program is using this thread. Close it there and Folio opens it here, or continue in a copy.",
  "failure.noFolder": "Open a folder first. Codex works in a folder.",
  "failure.outsideRoots": "{path} is not in a folder of the workspace.",
  "failure.nothingRuns": "No turn runs in this thread.",
  "failure.turnRuns": "A turn runs in this thread.",
  "failure.queueTooLarge": "The queued messages of this thread are too large to be kept.",
  "failure.tooLong":
    "The message is longer than Codex takes (1,048,576 characters). Shorten it, or put it into a file.",
  "failure.refused": "Codex refused: {text}",
} as const;
