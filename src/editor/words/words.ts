import { sharedWords } from "../../model/text/words/shared.ts";
import { threadWords } from "./threads.ts";

/** The English of what the editor says, by id, with what all faces share. */
export const editorWords = {
  ...sharedWords,
  ...threadWords,
} as const;
