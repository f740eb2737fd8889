/** The chat as VS Code shows it: its page, its tabs, its links. */
export const chatWords = {
  "chat.deaf": "The chat does not answer",
  "chat.deaf.detail":
    "Codex goes on, and nothing is lost: what waits for you is in the view Waiting for You.",
  "chat.deaf.reload": "Reload the chat",
  "chat.deaf.showLog": "Show the log",
} as const;
