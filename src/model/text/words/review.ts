/** What a person must know of a change before saying yes, why it cannot be accepted, and why it was not written. */
export const reviewWords = {
  "proposal.refused.itself":
    "Decline it: this moves {path} onto itself, and Codex would delete the file.",
  "proposal.refused.twice":
    "Decline it: parts of this change meet at {path}, and Codex does not say which comes last.",
  "proposal.refused.circle":
    "Decline it: these moves go in a circle through {path}, and would destroy each other.",
  "proposal.refused.folder": "Decline it: a folder stands at {path}.",
  "proposal.refused.unfit":
    "The change no longer fits {path}. Decline it and Codex will look again.",
  "proposal.overwrites": "This overwrites a file that exists.",
  "proposal.gone": "The file is already gone.",
  "proposal.taken":
    "A file already exists where this one moves to, {path}. It would be overwritten.",
  "proposal.ordered":
    "Another part of this change is about the same place. Codex does not say in which order it writes, so Folio writes what is shown.",
  "proposal.unshown": "It cannot be shown: {why}.",
  "proposal.foundAgain":
    "The file changed since Codex proposed this. Its places were found again, and Folio writes what is shown.",
  "proposal.byteOrderMark": "Its byte order mark changes too, which does not show.",
  "proposal.linkGoes": "{path} is a link: it goes, and what it leads to stays, {place}.",
  "proposal.linkStays": "{path} is a link: what it leads to is written, {place}.",
  "unshown.special": "no ordinary file",
  "unshown.large": "{bytes} bytes, too large to show",
  "unshown.long": "more than {lines} lines, too many to show",
  "unshown.notText": "{bytes} bytes that are not UTF-8 text",
  "unshown.folder": "a folder",
  "unshown.inPlace": "({why})",
  "unwritten.moveOntoKept":
    "{name} would be overwritten by a move, and you kept it: reject the move too",
  "unwritten.special":
    "{name} is not an ordinary file: accept the whole change, or reject this file",
  "unwritten.changedSinceShown": "{name} changed since it was shown",
  "unwritten.isThere": "{name} is there already",
  "unwritten.changed": "{name} was changed by something else meanwhile",
  "unwritten.changedCopy":
    "{name} was changed by something else meanwhile; what it wrote is kept in {copy}",
  "unwritten.outside":
    "{name} lies outside of the folder: accept the whole change, or reject this file",
  "unwritten.link": "{name} is reached through a link",
  "unwritten.becameSpecial": "{name} is not an ordinary file",
  "unwritten.unsaved": "{name} has unsaved changes: save or undo them first",
  "unwritten.failed": "{name} could not be written ({why})",
  "unwritten.diskFull": "the disk is full",
  "unwritten.quota": "the disk quota is used up",
  "unwritten.noPermission": "no permission",
  "unwritten.readOnlyDisk": "the disk is read-only",
  "unwritten.changedLater": "changed since",
  "unwritten.closedBefore": "the window was closed before it was written; it is as it was",
  "unwritten.closedWhile": "the window was closed while it was written, and it changed since",
  "outcome.because": "{outcome}: {why}",
} as const;
