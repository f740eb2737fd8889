import { joinWords } from "../speak.ts";
import { askWords } from "./asks.ts";
import { chatWords } from "./chat.ts";
import { noticeWords } from "./notices.ts";
import { policyWords } from "./policy.ts";
import { policyCommandWords } from "./policyCommands.ts";
import { policyGitWords } from "./policyGit.ts";
import { policyRuleWords } from "./policyRules.ts";
import { reviewWords } from "./review.ts";
import { serverWords } from "./server.ts";
import { turnWords } from "./turns.ts";

const foreign = {
  /** A text that is somebody else's. */
  verbatim: "{text}",
} as const;

/** The English of all texts that more than one face shows, and of all reasons. Ids begin with their room or subject. */
export const sharedWords = joinWords(
  askWords,
  chatWords,
  noticeWords,
  policyWords,
  policyCommandWords,
  policyGitWords,
  policyRuleWords,
  reviewWords,
  turnWords,
  serverWords,
  foreign,
);

export type SharedWords = typeof sharedWords;
