import type { Memory } from "../memory/memory.ts";
import { createHandlers, type HandlerParts } from "./handlers.ts";
import { serveSideBar } from "./sideBar.ts";
import type { Surface, SurfaceParts } from "./surface.ts";
import type { SurfaceSet } from "./surfaces.ts";
import { createTabs, type Tabs } from "./tab.ts";

export interface ServedChats {
  readonly surfaces: SurfaceSet;
  readonly memory: Pick<Memory, "tab">;
  readonly parts: SurfaceParts;
  /** What the calls of every page reach. */
  readonly shared: Omit<HandlerParts, "session" | "surfaceId">;
}

/** Has VS Code draw chats in the side bar and in tabs, also in those that a reload of the window left. */
export function serveChats({ surfaces, memory, parts, shared }: ServedChats): Tabs {
  const handlers = ({ id, session }: Surface) =>
    createHandlers({ ...shared, session, surfaceId: id });
  const sideBar = serveSideBar(surfaces, handlers);
  const tabs = createTabs({ parts, set: surfaces, memory, handlers });
  return {
    ...tabs,
    dispose() {
      sideBar.dispose();
      tabs.dispose();
    },
  };
}
