/** What the chat and the editor around it both say. */
export const chatWords = {
  "chat.nothingLost":
    "Codex goes on, and nothing is lost: what waits for you is in the view Waiting for You.",
  "composer.message": "Message",
  "composer.placeholder.idle": "Ask Codex to do something",
  "thread.new": "New Thread",
  "status.signIn": "Sign in to Codex",
  "status.gaveUp": "Codex keeps stopping: {cause}",
  cancel: "Cancel",
  showLog: "Show Log",
  undo: "Undo",
  "message.tooLong":
    "Not sent: the message has {size} characters, and Codex takes {limit}. Shorten it, or put it into a file.",
} as const;
