import { window, type Disposable, type Uri, type Webview } from "vscode";
import { report, type Log, type StateView } from "../../engine/api.ts";
import type { FromWebview, ToWebview, ViewState } from "../../model/wire.ts";
import { sideBarId } from "../memory/shown.ts";
import { answerCall, type Handlers } from "./calls.ts";
import { createHeartbeat } from "./heartbeat.ts";
import { drawChat, drawFallback } from "./html.ts";
import { readsIn } from "../times.ts";
import { parseMessage, type UnreadableCall } from "./messages.ts";
import { createPump } from "./pump.ts";
import { createSeen } from "./seen.ts";

/** The VS Code object that holds a chat: a view in the side bar or an editor tab. */
export interface WebviewHost {
  readonly webview: Webview;
  readonly visible: boolean;
}

export interface PageOptions {
  readonly host: WebviewHost;
  readonly surfaceId: string;
  readonly extension: Uri;
  readonly store: StateView;
  readonly log: Log;
  /** Resolves when `view` is known. */
  readonly loaded: Promise<void>;
  threadId(): string | null;
  view(): ViewState;
  readonly handlers: Handlers;
  /** Called whenever the page becomes ready for messages, also after it was drawn again. */
  onReady(): void;
  onFocus(has: boolean): void;
}

/** The page in one webview, which may be drawn several times. The caller disposes it with the webview. */
export interface Page extends Disposable {
  /** Whether the page takes messages. Messages posted before that are lost. */
  readonly isReady: boolean;
  post(message: ToWebview): void;
  /** Sends the whole state, if the page is ready. */
  snapshot(): void;
  /** To be called when the webview is hidden: VS Code then discards the page, and loads it again when it is shown. */
  hidden(): void;
  /** Draws the page, replacing what was there. */
  draw(): void;
}

/** Only a chat that is drawn needs to read themes. */
const readColours = async () => {
  const { syntaxColours } = await import("../theme.ts");
  return { kind: "syntax", colours: await syntaxColours() } as const;
};

export function createPage(options: PageOptions): Page {
  const { host, extension, store, log, threadId, view } = options;
  const { webview } = host;
  let isReady = false;

  const post = (message: ToWebview) => webview.postMessage(message);
  const pump = createPump({ store, threadId, view, post });
  const seen = createSeen(
    () => store.state,
    () => host.visible,
  );
  const sendColours = () => report(log, "Reading the theme", readColours().then(post));
  const draw = () => {
    isReady = false;
    const place = options.surfaceId === sideBarId ? "sideBar" : "tab";
    report(log, "Drawing the chat", drawChat(webview, extension, place));
  };
  const heartbeat = createHeartbeat({
    isSeen: () => host.visible && window.state.focused,
    ping: () => void post({ kind: "ping" }),
    recreate() {
      log("error", "The chat does not answer: it is drawn anew.");
      draw();
    },
    giveUp() {
      log("error", "The chat does not answer again: it is given up.");
      isReady = false;
      drawFallback(webview, options.surfaceId);
    },
  });
  const begin = () => {
    isReady = true;
    seen.clear();
    pump.snapshot();
    options.onReady();
    sendColours();
  };

  const answering = { handlers: options.handlers, objection: seen.objection, log };
  const receive = (message: FromWebview | UnreadableCall) => {
    if (message.kind === "ready") {
      readsIn(message);
      report(log, "Opening the chat", options.loaded.then(begin));
    } else if (message.kind === "alive") pump.alive();
    else if (message.kind === "needSnapshot") pump.snapshot();
    else if (message.kind === "focus") options.onFocus(message.has);
    else if (message.kind === "seen") seen.saw(message.key, message.part);
    else if (message.kind === "failed") log("error", `The chat failed: ${message.message}`);
    else report(log, "Answering the chat", answerCall(answering, message).then(post));
  };
  const parts = [
    pump,
    heartbeat,
    webview.onDidReceiveMessage((value: unknown) => {
      heartbeat.alive();
      const message = parseMessage(value);
      if (message) receive(message);
      else log("warn", "A message of the chat had an unexpected shape and was ignored.");
    }),
    window.onDidChangeActiveColorTheme(sendColours),
  ];
  return {
    get isReady() {
      return isReady;
    },
    post: message => void post(message),
    snapshot() {
      if (isReady) pump.snapshot();
    },
    hidden() {
      isReady = false;
    },
    draw,
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}
