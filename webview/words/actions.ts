/** Buttons that more than one place of the chat has. */
export const actionWords = {
  "do.tryAgain": "Try Again",
  "do.restart": "Restart Codex",
  "do.openConfig": "Open config.toml",
  "do.openSettings": "Open Settings",
  "do.signIn": "Sign In",
  "do.continue": "Continue",
  "do.showUsage": "Show Usage",
  "do.copyDetails": "Copy Details",
  "do.install": "Install in Terminal",
  "do.haveCodex": "I Have It Already…",
} as const;
