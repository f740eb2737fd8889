import { sharedWords } from "../src/model/text/words/shared.ts";

/** The English of what the chat says, by id, with what all faces share. */
export const webviewWords = {
  ...sharedWords,
  "ask.readFirst": "Read all of it first",
  "item.notDrawn": "This {kind} could not be drawn.",
} as const;
