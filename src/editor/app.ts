import type { Engine, Log } from "../engine/api.ts";
import type { Answer } from "./asks/answer.ts";
import type { Forms } from "./asks/forms.ts";
import type { Notices } from "./chat/notices.ts";
import type { Session } from "./chat/session.ts";
import type { Comments } from "./review/comments.ts";
import type { Review } from "./review/review.ts";
import type { Prompts } from "./prompts.ts";

/** The parts of the running extension that its faces (views, commands, notifications) share. */
export interface App {
  readonly engine: Engine;
  readonly session: Session;
  readonly review: Review;
  readonly comments: Comments;
  readonly notices: Notices;
  readonly prompts: Prompts;
  readonly answer: Answer;
  readonly forms: Forms;
  readonly log: Log;
  showLog(): void;
}
