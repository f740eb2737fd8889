import { Disposable, env, Uri, window, workspace, type ExtensionContext } from "vscode";
import { launch } from "./appserver/launch.ts";
import { locate } from "./appserver/locate.ts";
import { createAnswer } from "./editor/asks/answer.ts";
import { createForms } from "./editor/asks/forms.ts";
import { createInbox } from "./editor/asks/inbox.ts";
import { registerAsks } from "./editor/asks/register.ts";
import { createNotices } from "./editor/chat/notices.ts";
import { reviewFocus } from "./editor/chat/reviewFocus.ts";
import { serveChats } from "./editor/chat/serve.ts";
import { createSideBar, showChatOnce } from "./editor/chat/sideBar.ts";
import { createSurfaces } from "./editor/chat/surfaces.ts";
import { registerCommands } from "./editor/commands/all.ts";
import { serveCheckpoints } from "./editor/checkpoints/documents.ts";
import { watchSaves } from "./editor/checkpoints/saves.ts";
import { createComments } from "./editor/review/comments.ts";
import { registerLenses } from "./editor/review/lenses.ts";
import { createReview } from "./editor/review/review.ts";
import { speakLanguage } from "./editor/language.ts";
import { editorPorts } from "./editor/ports.ts";
import { prompts } from "./editor/prompts.ts";
import { keepSettings, serverSettings } from "./editor/settings.ts";
import { watchWindowFocus } from "./editor/windowFocus.ts";
import { createStatusBar } from "./editor/status/statusBar.ts";
import { createEngine } from "./engine/engine.ts";
import { gitEnvironment } from "./engine/judge/gitFacts.ts";
import { report, type Engine, type Log } from "./engine/api.ts";
import { createMemory } from "./editor/memory/memory.ts";

let end: (() => Promise<unknown>) | undefined;

/** Names the parts and their order. Nothing starts here: the server waits for the view or a command. */
export function activate(context: ExtensionContext): void {
  speakLanguage();
  context.subscriptions.push(keepSettings());
  const output = window.createOutputChannel("Folio", { log: true });
  const log: Log = (level, text) => output[level](text);
  report(log, "Showing the chat for the first time", showChatOnce(context.globalStorageUri));
  const storage = (context.storageUri ?? context.globalStorageUri).fsPath;
  const engine = engineOf(context, storage, log);
  const memory = createMemory(storage, log, engine.notices.warn);
  const forms = createForms(engine, prompts);
  const parts = { engine, forms, extension: context.extensionUri, log };
  const surfaces = createSurfaces(engine, set => createSideBar(parts, set, memory));
  const comments = createComments(prompts);
  const review = createReview({ engine, comments, prompts, log, focus: reviewFocus(surfaces) });
  const notices = createNotices(engine, context.globalState);
  const answer = createAnswer(engine, review, prompts, watchWindowFocus(context.subscriptions));
  const inbox = createInbox({ engine, review });
  const showLog = () => output.show(true);
  const shared = { engine, review, notices, prompts, answer, forms, log, showLog };
  const tabs = serveChats({ surfaces, memory, parts, shared });
  const status = createStatusBar(engine, () => surfaces.active.session.threadId);
  end = () => {
    tabs.dispose();
    return Promise.allSettled([engine.dispose(), memory.flush()]); // neither cuts the other short
  };

  context.subscriptions.push(
    output,
    review,
    comments,
    registerLenses(review),
    surfaces,
    tabs,
    status,
    Disposable.from(surfaces.onChange(status.refresh)),
    workspace.onDidGrantWorkspaceTrust(surfaces.trust),
    registerAsks({
      ...shared,
      surfaces,
      openForm: forms.open,
    }),
    serveCheckpoints(engine),
    watchSaves(engine),
    inbox,
    forms,
    notices,
    registerCommands({
      ...shared,
      comments,
      surfaces,
      tabs,
      inbox,
    }),
  );
  log("info", `Folio ${context.extension.packageJSON.version} is active in ${env.appName}.`);
}

/** The engine as this window runs it: its settings are read anew at every start of the server. */
function engineOf(context: ExtensionContext, storage: string, log: Log): Engine {
  const serverEnvironment = () => ({ ...process.env, ...gitEnvironment, ...serverSettings().env });
  return createEngine({
    server: {
      locate: () =>
        locate({
          configured: serverSettings().path,
          env: serverEnvironment(),
          platform: process.platform,
          arch: process.arch,
        }),
      launch: binary =>
        launch({
          binary,
          args: serverSettings().args,
          env: serverEnvironment(),
          onLog: line => log("debug", line),
        }),
      environment: serverEnvironment,
      clientVersion: String(context.extension.packageJSON.version),
      logFile: Uri.joinPath(context.logUri, "Folio.log").fsPath,
    },
    ...editorPorts,
    folders: { storage, sharedStorage: context.globalStorageUri.fsPath },
    log,
  });
}

/** Ends the server with the window; its stdin closes even when this never runs. */
export const deactivate = (): Promise<unknown> | undefined => end?.();
