import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { _electron } from "playwright-core";
import { root } from "../../src/build/paths.mjs";
import type { Window } from "./editor.ts";
import {
  copyWorkspace,
  makeKnown,
  scratch,
  settingsText,
  type VsCodeOptions,
} from "./vscodeServer.ts";

/** The desktop VS Code of @vscode/test-electron with Folio under development: the same window for the same suite. */
export async function openDesktop(options: VsCodeOptions): Promise<Window> {
  const executablePath = await downloadAndUnzipVSCode("stable");
  const folder = scratch();
  const workspace = copyWorkspace(join(folder, "workspaces"));
  const user = join(folder, "data", "User");
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, "settings.json"), settingsText(options.settings));
  if (!options.isFirstRun) makeKnown(join(folder, "data"));
  writeFileSync(join(user, "keybindings.json"), JSON.stringify(options.keybindings ?? []));
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(options.noFolder ? [] : [workspace]),
      `--extensionDevelopmentPath=${root}`,
      `--user-data-dir=${join(folder, "data")}`,
      `--extensions-dir=${join(folder, "extensions")}`,
      "--skip-welcome",
      "--skip-release-notes",
      "--disable-updates",
      ...(options.withTrust ? [] : ["--disable-workspace-trust"]),
    ],
    env: { ...(process.env as Record<string, string>), CODEX_HOME: options.codexHome },
  });
  const page = await app.firstWindow();
  const userData = join(folder, "data");
  let printed = "";
  for (const stream of [app.process().stdout, app.process().stderr])
    stream?.on("data", (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-20_000)));
  const log = () => printed;
  return {
    page,
    workspace,
    userData,
    log,
    open: () => Promise.resolve(),
    close: () => app.close(),
  };
}
