import { window, type Disposable, type Uri } from "vscode";
import type { Engine, Log } from "../../engine/api.ts";
import type { ToWebview, ViewState } from "../../model/wire.ts";
import type { Forms } from "../asks/forms.ts";
import type { SurfaceMemory } from "../memory/memory.ts";
import type { Handlers } from "./calls.ts";
import { createPage, type Page, type WebviewHost } from "./page.ts";
import { createSession, type Session } from "./session.ts";

/** One place in which a chat is shown: the side bar or an editor tab. It shows one thread, with its own draft. */
export interface Surface {
  readonly id: string;
  readonly session: Session;
  /** Whether VS Code shows it now, in any of its windows. */
  readonly isVisible: boolean;
  /** Whether it has the keyboard's focus. */
  readonly hasFocus: boolean;
  /** Brings it to the front; the composer does not get the focus. */
  reveal(): Promise<void>;
  /** Brings it to the front, and puts the cursor into the composer. */
  focus(): Promise<void>;
  /** Brings it to the front and focuses the harmless answer of an ask, such as Decline. */
  focusAsk(askKey: string): Promise<void>;
  /** Scrolls to an item of the shown thread as soon as the page has it. */
  showItem(itemId: string): void;
  /** Brings it to the front and adds text to the composer. */
  insert(text: string): Promise<void>;
  /** Adds text to the draft of a thread without moving the focus. */
  keep(threadId: string | null, text: string): void;
  /** Draws the page again; its draft and thread stay. */
  reload(): void;
  /** Tells the page which asks other surfaces show, if that changed. */
  refresh(): void;
}

export interface OpenSurface extends Surface, Disposable {
  /** Draws the chat into a webview until the returned object is disposed. */
  attach(host: WebviewHost, handlers: Handlers): Disposable & Pick<Page, "hidden">;
}

/** What all surfaces of a window need. */
export interface SurfaceParts {
  readonly engine: Pick<Engine, "threads" | "watch" | "server" | "store" | "effects">;
  readonly forms: Pick<Forms, "saved">;
  readonly extension: Uri;
  readonly log: Log;
}

export interface SurfaceOptions {
  readonly id: string;
  readonly memory: SurfaceMemory;
  /** Makes VS Code bring it to the front. */
  reveal(): PromiseLike<unknown>;
  /** The keys of the asks that other surfaces show. */
  asksElsewhere(): readonly string[];
  /** Called when the surface gets the focus. */
  onFocus(): void;
}

export function createSurface(parts: SurfaceParts, options: SurfaceOptions): OpenSurface {
  const { id, memory } = options;
  const session = createSession({ ...parts, memory });
  const pages = createPages();
  let hasFocus = false;
  let toldElsewhere = "";

  const reveal = async () => void (await options.reveal());
  const view = (): ViewState => {
    const asksElsewhere = options.asksElsewhere();
    toldElsewhere = asksElsewhere.join("\n");
    return { ...session.view, surfaceId: id, forms: parts.forms.saved, asksElsewhere };
  };
  const revealAndPost = async (message: ToWebview) => {
    await reveal();
    pages.post(message);
  };

  return {
    id,
    session,
    get isVisible() {
      return pages.isVisible();
    },
    get hasFocus() {
      return hasFocus;
    },
    reveal,
    focus: () => revealAndPost({ kind: "focusComposer" }),
    focusAsk: key => revealAndPost({ kind: "focusAsk", key }),
    showItem: itemId => pages.post({ kind: "revealItem", itemId }),
    insert: text => revealAndPost({ kind: "insert", text, takesFocus: true }),
    keep(threadId, text) {
      const page = pages.ready();
      if (page && threadId === session.threadId)
        return page.post({ kind: "insert", text, takesFocus: false });
      session.saveDraft(threadId, [session.draft(threadId), text].filter(Boolean).join("\n"));
    },
    reload: () => pages.current()?.draw(),
    refresh() {
      if (options.asksElsewhere().join("\n") !== toldElsewhere)
        pages.ready()?.post({ kind: "view", view: view() });
    },
    attach(host, handlers) {
      const page = createPage({
        ...parts,
        host,
        store: parts.engine.store,
        loaded: session.loaded,
        threadId: () => session.threadId,
        view,
        handlers,
        surfaceId: id,
        onReady() {
          pages.flush();
          session.wake();
        },
        onFocus(has) {
          hasFocus = has;
          if (has) options.onFocus();
        },
      });
      const showing = session.onShow(page.snapshot);
      pages.put(host, page);
      page.draw();
      return {
        hidden: page.hidden,
        dispose() {
          page.dispose();
          showing.dispose();
          if (pages.take(page)) hasFocus = false;
        },
      };
    },
    dispose: session.dispose,
  };
}

/** The page of a surface, if there is one, and the messages that wait until it is ready. */
function createPages() {
  let host: WebviewHost | undefined;
  let page: Page | undefined;
  let waiting: ToWebview[] = [];
  const ready = () => (page?.isReady ? page : undefined);
  return {
    isVisible: () => host?.visible === true,
    current: () => page,
    ready,
    post(message: ToWebview): void {
      const open = ready();
      if (open) open.post(message);
      else waiting.push(message);
    },
    /** Posts what waited. Call when the page has become ready. */
    flush(): void {
      for (const late of waiting.splice(0)) page?.post(late);
    },
    put(into: WebviewHost, drawn: Page): void {
      host = into;
      page = drawn;
    },
    /** Forgets a closed page. Returns false when another page has replaced it. */
    take(gone: Page): boolean {
      if (page !== gone) return false;
      host = undefined;
      page = undefined;
      return true;
    },
  };
}

/** Whether the person can see the surface: it is visible in a focused window. */
export const isSeen = (surface: Surface): boolean => surface.isVisible && window.state.focused;
