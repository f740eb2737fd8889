/** Where the person types. */
export const composerWords = {
  "composer.label": "Message to Codex",
  "composer.message": "Message",
  "composer.placeholder.held": "Take the thread over to write here",
  "composer.placeholder.running": "Say something to the running turn",
  "composer.placeholder.idle": "Ask Codex to do something",
  "composer.hint.held": "Read only",
  "composer.hint.running": "Esc stops",
  "composer.hint.idle": "Enter sends, Shift+Enter breaks the line",
  "composer.stop": "Stop",
  "composer.stop.key": "Stop (Esc)",
  "composer.send": "Send",
  "composer.send.key": "Send (Enter)",
} as const;
