import { commands, env, UIKind, Uri, workspace } from "vscode";
import { workspacePath } from "../../engine/api.ts";
import { block, shortened } from "../../model/text/sinks.ts";
import { hidesCharacters } from "../../model/text/visible.ts";
import { openAddress } from "../openAddress.ts";
import type { Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { workspaceRoots } from "../settings.ts";
import { findTarget, type LinkPlaces } from "./links.ts";
import { kindOf, openFile } from "./openFile.ts";

/** Opens what a link of the model's text names: a file at its place, a folder in the Explorer, or a web address. */
export async function openLink(
  prompts: Pick<Prompts, "confirm" | "warn">,
  href: string,
): Promise<void> {
  const target = await findTarget(href, linkPlaces());
  switch (target.kind) {
    case "file":
      return openFile(prompts, target.path, target.place);
    case "folder":
      await commands.executeCommand("revealInExplorer", Uri.file(target.path));
      return;
    case "missing":
      void prompts.warn(say.notice("chat.noSuchFile", { name: shortened(target.name, 200) }));
      return;
    case "none":
      if (/^(https?|mailto):/i.test(href)) return openWeb(prompts, href);
      void prompts.warn(say.notice("chat.notALink"));
  }
}

/**
 * VS Code asks by itself before it opens a web address, and shows all of it, but not what hides in it. In a browser and in a
 * remote window it may show another address of the same host: there the person is asked for the one that is opened.
 */
async function openWeb(prompts: Pick<Prompts, "confirm">, address: string): Promise<void> {
  const isLocal = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  const isShown = isLocal && /^https?:/i.test(address) && !hidesCharacters(address);
  const mayOpen =
    isShown ||
    (await prompts.confirm(say.plain("open.address"), block(address), say.plain("open.do")));
  if (mayOpen) await openAddress(address);
}

/** Tells for each name whether a file or folder of the workspace has it. */
export function findNames(names: readonly string[]): Promise<readonly boolean[]> {
  const places = linkPlaces();
  return Promise.all(
    names.map(async name => {
      const { kind } = await findTarget(name, places, true);
      return kind === "file" || kind === "folder";
    }),
  );
}

const linkPlaces = (): LinkPlaces => ({
  folders: (workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === "file")
    .map(({ name, uri }) => ({ name, path: uri.fsPath })),
  isWindows: process.platform === "win32",
  home: process.env["HOME"] ?? process.env["USERPROFILE"] ?? null,
  async inside(path) {
    // Codex may name the real path of a file whose folder was opened through a symbolic link.
    const uri = Uri.file(await workspacePath(path, workspaceRoots()));
    return workspace.getWorkspaceFolder(uri) ? uri.fsPath : null;
  },
  kind: kindOf,
});
