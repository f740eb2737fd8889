import { commands, Uri, window, type Disposable, type WebviewView } from "vscode";
import type { Forms } from "../asks/forms.ts";
import type { Session } from "./session.ts";
import type { ToWebview } from "../../model/wire.ts";
import { createHandlers, type HandlerParts } from "./handlers.ts";
import { createPage, type Page } from "./page.ts";

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

export interface ChatParts extends HandlerParts {
  readonly session: Session;
  readonly forms: Forms;
}

/** The chat in the side bar. It holds nothing: every time it is shown it gets a snapshot. */
export function createChat(parts: ChatParts, extension: Uri): Chat {
  const { engine, session, forms, log } = parts;
  let view: WebviewView | undefined;
  let page: Page | undefined;
  let waiting: ToWebview[] = [];
  const handlers = createHandlers(parts);

  const post = (message: ToWebview) => {
    if (page?.isReady) page.post(message);
    else waiting.push(message);
  };

  const resolve = (resolved: WebviewView) => {
    view = resolved;
    const mine = createPage({
      host: resolved,
      extension,
      store: engine.store,
      log,
      loaded: session.loaded,
      view: () => ({ ...session.view, forms: forms.saved }),
      handlers,
      onReady() {
        for (const late of waiting.splice(0)) mine.post(late);
        session.wake();
      },
      onFocus(has) {
        session.hasFocus = has;
      },
    });
    page = mine;
    const subscriptions = [
      mine,
      resolved.onDidChangeVisibility(() => {
        if (!resolved.visible) mine.hidden();
      }),
      session.onShow(mine.snapshot),
    ];
    resolved.onDidDispose(() => {
      for (const subscription of subscriptions) subscription.dispose();
      if (view !== resolved) return;
      view = undefined;
      page = undefined;
      session.hasFocus = false;
    });
    mine.draw();
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
    reload: () => page?.draw(),
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
