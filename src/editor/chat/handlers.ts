import { commands, env, Uri } from "vscode";
import type { Engine, Log } from "../../engine/api.ts";
import { answerOf } from "../../model/select/answer.ts";
import { runningTurn } from "../../model/select/thread.ts";
import type { Action } from "../../model/wire.ts";
import { tellStale, type Answer } from "../asks/answer.ts";
import type { Forms } from "../asks/forms.ts";
import type { Prompts } from "../prompts.ts";
import type { Review } from "../review/review.ts";
import type { Handlers } from "./calls.ts";
import type { Notices } from "./notices.ts";
import type { Session } from "./session.ts";
import { openFile } from "./openFile.ts";
import { findNames, openLink } from "./openLink.ts";
import { changeHeld } from "./held.ts";
import { stopTurn } from "./stop.ts";
import { textOfItem } from "./textOfItem.ts";
import type { Texts } from "./texts.ts";
import type { Unsaved } from "./unsaved.ts";

/** What the calls of a view need. `session` and `surfaceId` belong to the view, all else to the window. */
export interface HandlerParts {
  readonly engine: Pick<Engine, "threads" | "asks" | "store" | "server">;
  readonly session: Pick<Session, "send" | "draft" | "saveDraft" | "savePlace">;
  /** The surface of the view: its buttons act on it, also when another one is active. */
  readonly surfaceId: string;
  readonly answer: Answer;
  readonly forms: Pick<Forms, "submit" | "save">;
  readonly review: Pick<Review, "open" | "undo">;
  readonly notices: Pick<Notices, "open" | "dismiss">;
  readonly prompts: Prompts;
  readonly texts: Pick<Texts, "open">;
  readonly unsaved: Pick<Unsaved, "beforeTurn">;
  readonly log: Log;
}

/** For calls without a result. */
const done = async (work: unknown): Promise<null> => {
  await work;
  return null;
};

/** What each call of the webview does. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { engine, session, surfaceId, answer, forms, review, notices, prompts, texts, unsaved } =
    parts;
  return {
    async send({ threadId, text }) {
      if (!runningTurn(engine.store.state.threads[threadId ?? ""])) await unsaved.beforeTurn();
      return session.send(threadId, text);
    },
    interrupt: ({ threadId }) => done(stopTurn(parts, threadId)),
    choose: async ({ key, choice }) => ({ isSent: await answer(key, choice) }),
    decline: async ({ key }) => ({ isSent: tellStale(await engine.asks.decline(key), prompts) }),
    submitForm: async ({ key, values, send }) => ({
      isSent: await forms.submit(key, values, send),
    }),
    saveForm: ({ key, values }) => done(forms.save(key, values)),
    alwaysAllow: ({ key }) => done(commands.executeCommand("folio.alwaysAllow", key)),
    review: ({ key }) => done(review.open(key)),
    undoReview: ({ itemId }) => done(review.undo(itemId)),
    showTurnChanges: ({ threadId, turnId }) =>
      done(commands.executeCommand("folio.showTurnChanges", threadId, turnId)),
    restoreTurn: ({ threadId, turnId }) =>
      done(commands.executeCommand("folio.restoreTurn", threadId, turnId)),
    changeGoal: ({ threadId, does }) => done(engine.threads[`${does}Goal`](threadId)),
    changeHeld: ({ threadId, id, does }) => done(changeHeld(parts, threadId, id, does)),
    saveDraft: ({ threadId, text }) => done(session.saveDraft(threadId, text)),
    savePlace: ({ threadId, place }) => done(session.savePlace(threadId, place)),
    loadEarlier: ({ threadId }) => done(engine.threads.loadEarlier(threadId)),
    openLink: ({ href }) => done(openLink(prompts, href)),
    findNames: async ({ names }) => ({ areThere: await findNames(names) }),
    openFile: ({ path }) => done(openFile(prompts, path)),
    openText: ({ title, text }) => done(texts.open(title, text)),
    openItem: async ({ title, ...at }) => done(texts.open(title, textOfItem(engine.store, at))),
    copyItem: at => done(env.clipboard.writeText(textOfItem(engine.store, at))),
    openNotice: ({ id }) => done(notices.open(id)),
    dismissNotice: ({ id }) => done(notices.dismiss(id)),
    async copyAnswer({ threadId, turnId }) {
      const turns = engine.store.state.threads[threadId]?.turns ?? [];
      const turn = turns.findLast(({ id }) => id === turnId);
      return done(env.clipboard.writeText(turn ? answerOf(turn) : ""));
    },
    copy: ({ text }) => done(env.clipboard.writeText(text)),
    act: ({ action }) => done(commands.executeCommand(...actionCommands(surfaceId)[action])),
  };
}

const actionCommands = (surfaceId: string): Readonly<Record<Action, [string, ...unknown[]]>> => ({
  newThread: ["folio.newThread", surfaceId],
  resumeThread: ["folio.resumeThread", surfaceId],
  takeOverThread: ["folio.takeOverThread", surfaceId],
  forkThread: ["folio.forkThread", surfaceId],
  restartServer: ["folio.restartServer"],
  showUsage: ["folio.showUsage"],
  showLog: ["folio.showLog"],
  reloadChat: ["folio.reloadChat", surfaceId],
  signIn: ["folio.signIn"],
  signInWithKey: ["folio.signInWithKey"],
  cancelSignIn: ["folio.cancelSignIn"],
  openConfig: ["folio.openConfig"],
  openApprovalSettings: ["workbench.action.openSettings", "folio.approvalPolicy"],
  openFolder: ["vscode.openFolder"],
  manageTrust: ["workbench.trust.manage"],
  openServerSettings: ["workbench.action.openSettings", "folio.server"],
  installCodex: ["folio.installCodex"],
  installGuide: ["vscode.open", Uri.parse("https://developers.openai.com/codex/cli")],
});
