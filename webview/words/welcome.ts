/** The empty chat: what it is for, or what it needs first. */
export const welcomeWords = {
  "welcome.idle": "What would you like to do?",
  "welcome.idle.text":
    "Describe a change, ask about the code, or paste a failing test. You see every command before it runs and every change before it is written.",
  "welcome.noFolder": "Open a folder",
  "welcome.noFolder.text": "Codex works on the files of a folder.",
  "welcome.openFolder": "Open Folder",
  "welcome.untrusted": "This folder is not trusted",
  "welcome.untrusted.text":
    "Folio does not start Codex in Restricted Mode, because a folder can bring programs that run with it.",
  "welcome.manageTrust": "Manage Workspace Trust",
  "welcome.missing": "Codex is not installed",
  "welcome.unusable": "This Codex does not work",
  "welcome.install": "How to Install",
  "welcome.gaveUp": "Codex keeps stopping",
  "welcome.install.note":
    "Runs “npm install -g @openai/codex” in a terminal, where you see what it does. Then choose Try Again.",
  "welcome.words": "What Codex said",
  "welcome.gaveUp.text":
    "It stopped several times and is no longer restarted. Your threads and what you typed are kept.",
  "welcome.starting": "Codex is starting",
  "welcome.starting.text": "You can start typing.",
  "welcome.badConfig": "Codex cannot read config.toml",
  "welcome.signIn.note": "Codex keeps the sign-in. Folio never sees your password.",
  "welcome.openAgain": "Open the Page Again",
  "welcome.signIn.text": "Use your ChatGPT plan, or an API key.",
  "welcome.useKey": "Use an API Key",
  "welcome.signingIn": "Finish signing in",
  "welcome.signingIn.text":
    "An OpenAI page has opened in your browser. Come back here when you are done.",
} as const;
