import { commands, window, type Disposable } from "vscode";
import { sideBarId } from "../memory/shown.ts";
import type { SurfaceMemory } from "../memory/memory.ts";
import type { Handlers } from "./calls.ts";
import { createSurface, type OpenSurface, type Surface, type SurfaceParts } from "./surface.ts";
import type { SurfaceSet } from "./surfaces.ts";

const viewId = "folio.chat";

/** The chat in the side bar. It exists even while VS Code shows no view for it. */
export const createSideBar = (
  parts: SurfaceParts,
  set: SurfaceSet,
  memory: SurfaceMemory,
): OpenSurface =>
  createSurface(parts, {
    id: sideBarId,
    memory,
    reveal: () => commands.executeCommand(`${viewId}.focus`),
    asksElsewhere: () => set.asksElsewhere(sideBarId),
    onFocus: () => set.activate(sideBarId),
  });

/** Draws the chat whenever VS Code opens the view of the side bar. `handlers` carry out the calls of its page. */
export const serveSideBar = (
  { sideBar, changed }: SurfaceSet,
  handlers: (surface: Surface) => Handlers,
): Disposable =>
  window.registerWebviewViewProvider(viewId, {
    resolveWebviewView(view) {
      const page = sideBar.attach(view, handlers(sideBar));
      const visibility = view.onDidChangeVisibility(() => {
        if (!view.visible) page.hidden();
        changed();
      });
      view.onDidDispose(() => {
        page.dispose();
        visibility.dispose();
        changed();
      });
      changed();
    },
  });
