import type { Memory } from "../memory/memory.ts";
import { createHandlers, type HandlerParts } from "./handlers.ts";
import { serveSideBar } from "./sideBar.ts";
import type { Surface, SurfaceParts } from "./surface.ts";
import type { SurfaceSet } from "./surfaces.ts";
import { createTexts } from "./texts.ts";
import { createUnsaved } from "./unsaved.ts";
import { createTabs, type Tabs } from "./tab.ts";

export interface ServedChats {
  readonly surfaces: SurfaceSet;
  readonly memory: Pick<Memory, "tab">;
  readonly parts: SurfaceParts;
  /** What the calls of every page need. */
  readonly shared: Omit<HandlerParts, "session" | "surfaceId" | "texts" | "unsaved">;
}

/** Draws the chats of the side bar and of tabs, also of tabs that VS Code restores after a reload. */
export function serveChats({ surfaces, memory, parts, shared }: ServedChats): Tabs {
  const texts = createTexts();
  const unsaved = createUnsaved(shared);
  const handlers = ({ id, session }: Surface) =>
    createHandlers({ ...shared, texts, unsaved, session, surfaceId: id });
  const sideBar = serveSideBar(surfaces, handlers);
  const tabs = createTabs({ parts, set: surfaces, memory, handlers });
  return {
    ...tabs,
    dispose() {
      sideBar.dispose();
      tabs.dispose();
      texts.dispose();
      unsaved.dispose();
    },
  };
}
