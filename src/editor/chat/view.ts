import { commands, Uri, window, type Disposable, type WebviewView } from "vscode";
import { describeFailure, report } from "../../engine/api.ts";
import type { App } from "../app.ts";
import type { ToWebview } from "../../model/wire.ts";
import { syntaxColours } from "../theme.ts";
import { handleCall } from "./handlers.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { drawChat, drawFallback } from "./html.ts";
import { parseMessage } from "./messages.ts";
import { createPump } from "./pump.ts";
import { createSeen } from "./seen.ts";

export const chatViewId = "folio.chat";

export interface Chat extends Disposable {
  /** Opens the view and puts the cursor into the composer. */
  focus(): Promise<void>;
  /** Opens the view without the composer's focus. */
  reveal(): Promise<void>;
  /** Whether the view is visible in a window that has the focus. */
  isSeen(): boolean;
  /** Opens the view with the focus on the answer of an ask that does nothing. */
  focusAsk(askKey: string): Promise<void>;
  /** Scrolls to an item of the thread that is shown, once it is there. */
  showItem(itemId: string): void;
  /** Draws the page anew; drafts and the thread stay. */
  reload(): void;
  /** Adds text to the composer. */
  insert(text: string): Promise<void>;
}

/** The chat in the side bar. It holds nothing: every time it is shown it gets a snapshot. */
export function createChat(app: App, extension: Uri): Chat {
  let view: WebviewView | undefined;
  let waiting: ToWebview[] = [];
  let isReady = false;
  let reload = () => {};

  const post = (message: ToWebview) => {
    if (view && isReady) void view.webview.postMessage(message);
    else waiting.push(message);
  };

  const resolve = (resolved: WebviewView) => {
    view = resolved;
    isReady = false;
    const { webview } = resolved;
    const pump = createPump({
      store: app.engine.store,
      view: () => ({ ...app.session.view, forms: app.forms.saved }),
      post: message => webview.postMessage(message),
    });
    const seen = createSeen(
      () => app.engine.store.state,
      () => resolved.visible,
    );
    const sendColours = () =>
      report(
        app.log,
        "Reading the theme",
        syntaxColours().then(colours =>
          webview.postMessage({ kind: "syntax", colours } satisfies ToWebview),
        ),
      );

    const draw = () => {
      isReady = false;
      drawChat(webview, extension);
    };
    const heartbeat = createHeartbeat({
      isSeen: () => resolved.visible && window.state.focused,
      ping: () => void webview.postMessage({ kind: "ping" } satisfies ToWebview),
      recreate() {
        app.log("error", "The chat does not answer: it is made anew.");
        draw();
      },
      giveUp() {
        app.log("error", "The chat does not answer again: it is given up.");
        isReady = false;
        drawFallback(webview);
      },
    });
    reload = draw;

    const begin = () => {
      isReady = true;
      seen.clear();
      pump.snapshot();
      for (const late of waiting.splice(0)) void webview.postMessage(late);
      sendColours();
      app.session.wake();
    };

    const receive = (value: unknown) => {
      heartbeat.alive();
      const message = parseMessage(value);
      if (!message) {
        app.log("warn", "A message of the chat had an unexpected shape and was ignored.");
        return;
      }
      if (message.kind === "ready")
        report(app.log, "Opening the chat", app.session.loaded.then(begin));
      else if (message.kind === "alive") pump.alive();
      else if (message.kind === "needSnapshot") pump.snapshot();
      else if (message.kind === "focus") app.session.hasFocus = message.has;
      else if (message.kind === "seen") seen.saw(message.key, message.part);
      else if (message.kind === "failed") app.log("error", `The chat failed: ${message.message}`);
      else {
        const { id, method, params } = message;
        const objection = seen.objection(message);
        const done =
          objection === null
            ? handleCall(app, method, params)
            : Promise.reject(new Error(objection));
        done.then(
          () =>
            webview.postMessage({ kind: "reply", id, ok: true, result: null } satisfies ToWebview),
          (error: unknown) => {
            app.log(
              "warn",
              `${method} failed: ${error instanceof Error ? error.message : String(error)}`,
            );
            return webview.postMessage({
              kind: "reply",
              id,
              ok: false,
              message: describeFailure(error),
            } satisfies ToWebview);
          },
        );
      }
    };
    const subscriptions = [
      pump,
      heartbeat,
      webview.onDidReceiveMessage(receive),
      // The page of a hidden view is gone: what is said to it waits until it is there again.
      resolved.onDidChangeVisibility(() => {
        if (!resolved.visible) isReady = false;
      }),
      app.session.onShow(() => isReady && pump.snapshot()),
      window.onDidChangeActiveColorTheme(sendColours),
    ];
    resolved.onDidDispose(() => {
      for (const subscription of subscriptions) subscription.dispose();
      if (view !== resolved) return;
      view = undefined;
      app.session.hasFocus = false;
    });
    draw();
  };

  const registration = window.registerWebviewViewProvider(chatViewId, {
    resolveWebviewView: resolve,
  });

  const focus = async () => {
    await commands.executeCommand(`${chatViewId}.focus`);
    post({ kind: "focusComposer" });
  };
  return {
    focus,
    reveal: async () => void (await commands.executeCommand(`${chatViewId}.focus`)),
    async focusAsk(key) {
      await commands.executeCommand(`${chatViewId}.focus`);
      post({ kind: "focusAsk", key });
    },
    reload: () => reload(),
    showItem: itemId => post({ kind: "revealItem", itemId }),
    isSeen: () => view?.visible === true && window.state.focused,
    async insert(text) {
      await commands.executeCommand(`${chatViewId}.focus`);
      post({ kind: "insert", text });
    },
    dispose() {
      registration.dispose();
    },
  };
}
