/** Signing in and out. */
export const accountWords = {
  "account.finish": "Finish signing in to Codex in your browser.",
  "account.key": "Sign In with API Key",
  "account.key.detail": "Folio gives the key to Codex, which stores it. Folio keeps nothing.",
  "account.key.missing": "Paste the key of your OpenAI account.",
  "account.signOut": "Sign out of Codex?",
  "account.signOut.detail": "This signs out every client that uses this Codex.",
  "account.signOut.do": "Sign Out",
} as const;
