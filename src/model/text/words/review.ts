/** What a person must know of a change before saying yes, and why it cannot be accepted. */
export const reviewWords = {
  "proposal.refused.itself":
    "Decline it: this moves {path} onto itself, and Codex would delete the file.",
  "proposal.refused.twice":
    "Decline it: parts of this change meet at {path}, and Codex does not say which comes last.",
  "proposal.refused.circle":
    "Decline it: these moves go in a circle through {path}, and would destroy each other.",
  "proposal.refused.folder": "Decline it: a folder stands at {path}.",
  "proposal.refused.unfit":
    "The change no longer fits {path}. Decline it, so that Codex looks again.",
  "proposal.overwrites": "This overwrites a file that exists.",
  "proposal.gone": "The file is already gone.",
  "proposal.taken": "The place it moves to is taken: {path} is overwritten.",
  "proposal.ordered":
    "Another part of this change is about the same place. Codex does not say in which order it writes, so Folio writes what is shown.",
  "proposal.unshown": "It cannot be shown: {why}.",
  "proposal.foundAgain":
    "The file changed since Codex proposed this. Its places were found again, and Folio writes what is shown.",
  "proposal.byteOrderMark": "Its byte order mark changes too, which does not show.",
  "proposal.linkGoes": "{path} is a link: it goes, and what it leads to stays, {place}.",
  "proposal.linkStays": "{path} is a link: what it leads to is written, {place}.",
} as const;
