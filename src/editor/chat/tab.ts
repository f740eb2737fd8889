import { randomUUID } from "node:crypto";
import { Uri, window, type Disposable, type WebviewPanel } from "vscode";
import type { Engine } from "../../engine/api.ts";
import { titleOf } from "../../model/select/thread.ts";
import { firstLine } from "../../model/text/firstLine.ts";
import { plain, prose, shortened, type PlainText } from "../../model/text/sinks.ts";
import { createPanel } from "../faces.ts";
import type { Memory } from "../memory/memory.ts";
import { isTabId, type TabId } from "../memory/shown.ts";
import { say } from "../say.ts";
import type { Handlers } from "./calls.ts";
import { createSurface, type Surface, type SurfaceParts } from "./surface.ts";
import type { SurfaceSet } from "./surfaces.ts";

export const chatTabType = "folio.chatTab";
const titleLength = 40;

/** The chats in editor tabs. */
export interface Tabs extends Disposable {
  /** Opens a tab in the active editor group; null shows a new thread. */
  open(threadId: string | null): Surface;
  isTab(surface: Surface): boolean;
  /** To be called when the window closes: tabs that disappear after this were not closed by the person, and are restored. */
  dispose(): void;
}

export interface TabsOptions {
  readonly parts: SurfaceParts;
  readonly set: SurfaceSet;
  readonly memory: Pick<Memory, "tab">;
  /** What the calls of a surface's page do. */
  handlers(surface: Surface): Handlers;
}

/** What VS Code keeps for the page of a tab over a reload. It is checked before use. */
interface KeptTab {
  readonly id: TabId | null;
  readonly threadId: string | null;
}

export function createTabs({ parts, set, memory, handlers }: TabsOptions): Tabs {
  const { engine, extension } = parts;
  const tabs = new Set<string>();
  const image = (name: string) => Uri.joinPath(extension, "media", name);
  const icon = { light: image("folio-light.svg"), dark: image("folio.svg") };
  let isEnding = false;

  const close = (id: TabId) => {
    tabs.delete(id);
    if (isEnding) return;
    for (const { threadId, text } of memory.tab(id).forget()) {
      const other = threadId === null ? undefined : set.showing(threadId);
      (other ?? set.sideBar).keep(threadId, text);
    }
  };

  const serve = (panel: WebviewPanel, id: TabId): Surface => {
    const surface = createSurface(parts, {
      id,
      memory: memory.tab(id),
      reveal: () => Promise.resolve(panel.reveal()),
      asksElsewhere: () => set.asksElsewhere(id),
      onFocus: () => set.activate(id),
    });
    const retitle = () => {
      const title = tabTitle(engine, surface.session.threadId);
      if (panel.title !== title) panel.title = title;
    };
    const page = surface.attach(panel, handlers(surface));
    const parting = [
      page,
      panel.onDidChangeViewState(() => {
        if (!panel.visible) page.hidden();
        if (panel.active) set.activate(id);
        set.changed();
      }),
      surface.session.onShow(retitle),
      engine.effects.onPicked(state => [titleOf(state, surface.session.threadId)], retitle),
    ];
    panel.iconPath = icon;
    panel.onDidDispose(() => {
      for (const part of parting) part.dispose();
      set.remove(surface);
      close(id);
    });
    tabs.add(id);
    set.add(surface);
    if (panel.active) set.activate(id);
    void surface.session.loaded.then(retitle);
    return surface;
  };

  const serializer = window.registerWebviewPanelSerializer(chatTabType, {
    deserializeWebviewPanel(panel, state: unknown) {
      const kept = keptOf(state);
      // Two windows on the same folder may have the same tabs. Within one window each tab has its own id.
      const id = kept.id !== null && !tabs.has(kept.id) ? kept.id : newId();
      const own = memory.tab(id);
      void own.loaded.then(() => {
        if (!own.isKnown()) own.setThread(kept.threadId);
      });
      serve(panel, id);
      return Promise.resolve();
    },
  });

  return {
    open(threadId) {
      const id = newId();
      memory.tab(id).setThread(threadId);
      return serve(createPanel(chatTabType, tabTitle(engine, threadId)), id);
    },
    isTab: ({ id }) => tabs.has(id),
    dispose() {
      isEnding = true;
      serializer.dispose();
    },
  };
}

const newId = (): TabId => `tab-${randomUUID()}`;

function tabTitle({ store }: Pick<Engine, "store">, threadId: string | null): PlainText {
  const title = firstLine(titleOf(store.state, threadId));
  return title === "" ? say.plain("thread.new") : plain`${prose(shortened(title, titleLength))}`;
}

function keptOf(state: unknown): KeptTab {
  if (typeof state !== "object" || state === null) return { id: null, threadId: null };
  // Both are checked below before they are used.
  const { surfaceId, threadId } = state as { surfaceId?: unknown; threadId?: unknown };
  return {
    id: isTabId(surfaceId) ? surfaceId : null,
    threadId: typeof threadId === "string" ? threadId : null,
  };
}
