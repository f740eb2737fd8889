/** Where the person types. */
export const composerWords = {
  "composer.label": "Message to Codex",
  "composer.placeholder.held": "Take over to write here",
  "composer.placeholder.running": "Add a follow-up",
  "composer.hint.held": "Read only",
  "composer.hint.stopping": "Esc again to stop",
  "composer.hint.running": "Esc to stop",
  "composer.hint.idle": "Enter to send, Shift+Enter for a new line",
  "composer.sentWhenReady": "Sent as soon as Codex is ready",
  "composer.kept": "Kept here until Codex runs",
  "composer.awaitsSignIn": "You are signed out. Your message is sent when you have signed in.",
  "composer.doNotWait": "Do not send it then",
  "composer.worksIn": "Codex works in {folder}",
  "composer.stop": "Stop",
  "composer.stop.key": "Stop (Esc)",
  "composer.send": "Send",
  "composer.send.key": "Send (Enter)",
} as const;
