import { sharedWords } from "../../model/text/words/shared.ts";
import { failureWords } from "./failures.ts";
import { chatWords } from "./chat.ts";
import { restoreWords } from "./restore.ts";
import { statusWords } from "./status.ts";
import { threadWords } from "./threads.ts";

/** The English of what the editor says, by id, with what all faces share. */
export const editorWords = {
  ...sharedWords,
  ...failureWords,
  ...chatWords,
  ...restoreWords,
  ...threadWords,
  ...statusWords,
  folio: "Folio for Codex",
  ok: "OK",
  undo: "Undo",
} as const;
