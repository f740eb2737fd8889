import { commands, window, workspace, type Disposable, type Uri } from "vscode";
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

/**
 * Shows the chat when Folio runs for the first time ever, and never again by itself. VS Code makes room for a new bar but
 * draws nothing in it until something asks for a view. The keyboard's focus stays where it is. `storage` is the folder for
 * what Folio keeps for all windows: it is there from the second time on.
 */
export async function showChatOnce(storage: Uri): Promise<void> {
  if (await exists(storage)) return;
  await workspace.fs.createDirectory(storage);
  const bar = workspace.getConfiguration("workbench.secondarySideBar");
  // The person wants to begin without the bar.
  if (bar.get("defaultVisibility") === "hidden") return;
  await commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
}

const exists = (folder: Uri): Promise<boolean> =>
  Promise.resolve(workspace.fs.stat(folder)).then(
    () => true,
    () => false,
  );
