/** The empty chat: what it is for, or what it needs first. */
export const welcomeWords = {
  "welcome.idle": "What shall we do?",
  "welcome.idle.text":
    "Describe a change, ask about the code, or hand over a failing test. You see every command before it runs and every change before it is written.",
  "welcome.noFolder": "Open a folder",
  "welcome.noFolder.text": "Codex works on the files of a folder.",
  "welcome.openFolder": "Open Folder",
  "welcome.untrusted": "Restricted Mode",
  "welcome.untrusted.text": "Folio starts nothing in a folder that you do not trust.",
  "welcome.manageTrust": "Manage Workspace Trust",
  "welcome.missing": "Codex was not found",
  "welcome.unusable": "This Codex cannot be used",
  "welcome.install": "How to Install",
  "welcome.gaveUp": "Codex does not run",
  "welcome.starting": "Codex is starting",
  "welcome.starting.text": "You can type already.",
  "welcome.badConfig": "Codex cannot read config.toml",
  "welcome.signIn.text": "Use your ChatGPT plan, or an API key.",
  "welcome.useKey": "Use an API Key",
  "welcome.signingIn": "Signing in",
  "welcome.signingIn.text": "Finish in your browser.",
} as const;
