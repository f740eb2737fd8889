import { joinWords } from "../../model/text/speak.ts";
import { sharedWords } from "../../model/text/words/shared.ts";
import { accountWords } from "./account.ts";
import { askWords } from "./asks.ts";
import { chatWords } from "./chat.ts";
import { failureWords } from "./failures.ts";
import { restoreWords } from "./restore.ts";
import { reviewWords } from "./reviews.ts";
import { ruleWords } from "./rules.ts";
import { statusWords } from "./status.ts";
import { threadWords } from "./threads.ts";

const names = {
  folio: "Folio for Codex",
  ok: "OK",
} as const;

/** The English of what the editor says, by id, with what all faces share. */
export const editorWords = joinWords(
  sharedWords,
  accountWords,
  askWords,
  chatWords,
  failureWords,
  restoreWords,
  reviewWords,
  ruleWords,
  statusWords,
  threadWords,
  names,
);
