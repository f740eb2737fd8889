/** Where the person types. */
export const composerWords = {
  "composer.label": "Message to Codex",
  "composer.message": "Message",
  "composer.placeholder.held": "Take over to write here",
  "composer.placeholder.running": "Add a follow-up",
  "composer.placeholder.idle": "Ask Codex to do something",
  "composer.hint.held": "Read only",
  "composer.hint.running": "Esc to stop",
  "composer.hint.idle": "Enter to send, Shift+Enter for a new line",
  "composer.stop": "Stop",
  "composer.stop.key": "Stop (Esc)",
  "composer.send": "Send",
  "composer.send.key": "Send (Enter)",
} as const;
