import { commands, env, Uri, window, workspace } from "vscode";
import type { Calls, CallMethod, Action } from "../../model/wire.ts";
import { block, notice, plain, shortened } from "../../model/text/sinks.ts";
import type { App } from "../app.ts";
import { tellStale } from "../asks/answer.ts";
import { openFile } from "./openFile.ts";
import { resolveFile } from "./links.ts";
import { changeHeld } from "./held.ts";
import { stopTurn } from "./stop.ts";

type Handlers = {
  readonly [M in CallMethod]: (
    app: App,
    params: Calls[M],
  ) => Promise<unknown> | PromiseLike<unknown> | void;
};

/** One row for every call of the webview. A rejection is shown where the call was made. */
const handlers: Handlers = {
  send: ({ session }, { threadId, text }) => session.send(threadId, text),
  interrupt: (app, { threadId }) => stopTurn(app, threadId),
  choose: ({ answer }, { key, choice }) => answer(key, choice),
  decline: ({ engine, prompts }, { key }) => tellStale(engine.asks.decline(key), prompts),
  submitForm: ({ forms }, { key, values, send }) => forms.submit(key, values, send),
  saveForm: ({ forms }, { key, values }) => forms.save(key, values),
  alwaysAllow: (_app, { key }) => commands.executeCommand("folio.alwaysAllow", key),
  review: ({ review }, { key }) => review.open(key),
  undoReview: ({ review }, { itemId }) => review.undo(itemId),
  showTurnChanges: (_app, { threadId, turnId }) =>
    commands.executeCommand("folio.showTurnChanges", threadId, turnId),
  restoreTurn: (_app, { threadId, turnId }) =>
    commands.executeCommand("folio.restoreTurn", threadId, turnId),
  changeGoal: ({ engine }, { threadId, does }) => engine.threads[`${does}Goal`](threadId),
  changeHeld: (app, { threadId, id, does }) => changeHeld(app, threadId, id, does),
  saveDraft: ({ session }, { threadId, text }) => session.saveDraft(threadId, text),
  loadEarlier: ({ engine }, { threadId }) => engine.threads.loadEarlier(threadId),
  openLink: (app, { href }) => openLink(app, href),
  openFile: (app, { path }) => openFile(app, path),
  openText: async (_app, { text }) => {
    const document = await workspace.openTextDocument({ content: text });
    await window.showTextDocument(document, { preview: true });
  },
  openNotice: ({ notices }, { text }) => notices.open(text),
  dismissNotice: ({ notices }, { text }) => notices.dismiss(text),
  copy: (_app, { text }) => env.clipboard.writeText(text),
  act: (_app, { action }) => commands.executeCommand(...actionCommands[action]),
};

const actionCommands: Readonly<Record<Action, [string, ...unknown[]]>> = {
  newThread: ["folio.newThread"],
  resumeThread: ["folio.resumeThread"],
  takeOverThread: ["folio.takeOverThread"],
  forkThread: ["folio.forkThread"],
  restartServer: ["folio.restartServer"],
  showLog: ["folio.showLog"],
  reloadChat: ["folio.reloadChat"],
  signIn: ["folio.signIn"],
  signInWithKey: ["folio.signInWithKey"],
  cancelSignIn: ["folio.cancelSignIn"],
  openConfig: ["folio.openConfig"],
  openApprovalSettings: ["workbench.action.openSettings", "folio.approvalPolicy"],
  openFolder: ["vscode.openFolder"],
  manageTrust: ["workbench.trust.manage"],
  openServerSettings: ["workbench.action.openSettings", "folio.server"],
  installGuide: ["vscode.open", Uri.parse("https://developers.openai.com/codex/cli")],
};

/** Runs one call; the method was checked to be one of the table. */
export const handleCall = async <M extends CallMethod>(
  app: App,
  method: M,
  params: Calls[M],
): Promise<unknown> => handlers[method](app, params);

async function openLink(app: App, href: string): Promise<void> {
  const file = await resolveFile(href);
  if (file) return openFile(app, file.path, file.line);
  if (!/^(https?|mailto):/i.test(href)) {
    void app.prompts.warn(
      notice`This link was not opened: ${shortened(href, 200)} is neither a web address nor a file of the workspace.`,
    );
    return;
  }
  if (
    await app.prompts.confirm(plain`Open this address in your browser?`, block(href), plain`Open`)
  )
    await env.openExternal(Uri.parse(href));
}
