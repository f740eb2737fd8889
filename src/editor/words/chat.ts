/** The chat as VS Code shows it: its page, its tabs, its links. */
export const chatWords = {
  "chat.open": "Open Chat",
  "chat.deaf": "The chat does not answer",
  "chat.deaf.reload": "Reload the chat",
  "chat.deaf.showLog": "Show the log",
  "chat.notALink":
    "Folio did not open this link. It is neither a web address nor a file in this workspace.",
  "chat.noSuchFile": "There is no {name} in the workspace. It may have been moved or deleted.",
  "chat.unknownMethod": "The chat asked for something that Folio does not know. Reload the chat.",
  "chat.tooLong": "This text is too long. Nothing was sent: shorten it, or put it into a file.",
  "chat.wrongParams":
    "Folio could not read what the chat asked for. Nothing was done: reload the chat.",
  "unsaved.told_one": "{files} has unsaved text. Codex reads files from disk and would not see it.",
  "unsaved.told_other":
    "{count} files have unsaved text: {files}. Codex reads files from disk and would not see it.",
  "unsaved.saveAndSend": "Save All and Send",
  "unsaved.send": "Send Without Saving",
} as const;
