import { joinWords } from "../../src/model/text/speak.ts";
import { sharedWords } from "../../src/model/text/words/shared.ts";
import { actionWords } from "./actions.ts";
import { askWords } from "./asks.ts";
import { composerWords } from "./composer.ts";
import { findWords } from "./find.ts";
import { itemWords } from "./items.ts";
import { threadWords } from "./thread.ts";
import { welcomeWords } from "./welcome.ts";

/** The English of what the chat says, by id, with what all faces share. */
export const webviewWords = joinWords(
  sharedWords,
  actionWords,
  askWords,
  composerWords,
  findWords,
  itemWords,
  threadWords,
  welcomeWords,
);
