/** What happened without the person. */
export const noticeWords = {
  "notice.hook": "A {event} hook {status} ({path}).",
  "notice.mcpFailed": "MCP server {name} did not start: {why}",
  "notice.noReason": "no reason given",
  "notice.unknownAsk":
    "Codex sent a request that this version of Folio does not know ({method}). It was declined.",
  "notice.auditLost":
    "Folio cannot write its audit log (is the disk full?). Nothing is approved automatically until Folio starts again; you can still answer everything yourself.",
  "notice.putAside":
    "A file in which Folio keeps its own data ({file}) could not be used and was put aside. Folio starts a new one; the old one is {aside}.",
  "notice.recovered": "The last window was closed while Folio was writing files.",
  "notice.recovered.back": "As they were before that: {files}.",
  "notice.recovered.done": "Written to the end: {files}.",
  "notice.recovered.changed": "{file} was changed since, and stays.",
  "notice.recovered.changedCopy":
    "{file} was changed since, and stays. The other text of it is {copy}.",
  "notice.notKept": "The files that this turn changed could not be kept: {why}",
  "notice.lookTooLong":
    "Looking through the files took too long, so this turn's changes to files cannot be restored.",
  "notice.lookFailed":
    "The files could not be kept, so this turn's changes to files cannot be restored: {why}",
  "notice.diskFull": "the disk is full.",
  "notice.manyFiles":
    "This folder has more files than Folio keeps for restoring. Files deep in it are not restored when Codex changes them. Use folio.checkpoints.exclude to leave out what need not be kept.",
  "notice.manyFilesCounted_one":
    "This folder has more files than Folio keeps for restoring. 1 file deep in it is not restored when Codex changes it. Use folio.checkpoints.exclude to leave out what need not be kept.",
  "notice.manyFilesCounted_other":
    "This folder has more files than Folio keeps for restoring. {count} files deep in it are not restored when Codex changes them. Use folio.checkpoints.exclude to leave out what need not be kept.",
  "notice.draftsNotKept":
    "Folio cannot keep what you type (is the disk full?). It tries again with every change; until then a reload loses what you did not send.",
  "review.wroteLate":
    "The window was closed when Folio had written what you accepted of a change: {outcome}. Codex was not told.",
  "list.and": "{first} and {last}",
  "list.two": "{first}, {second}",
  "list.more_one": "{names} and 1 more",
  "list.more_other": "{names} and {count} more",
  /** Two sentences, one after the other. */
  "sentences.two": "{first} {second}",
} as const;
