/**
 * `npm start`: Folio in a real VS Code on a sample workspace with a scripted model, so that everything can be tried
 * offline. `npm start -- --account` uses the real Codex account and this folder's own model; `--port N` the port of the
 * browser's VS Code.
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { manifest, root } from "../../src/build/paths.mjs";
import { demo } from "../model/demo.ts";
import { startModel } from "../model/server.ts";
import { stopWithSignals } from "./endings.ts";
import { createHome } from "./home.ts";
import { copyWorkspace, settingsText, startVsCodeServer } from "./vscodeServer.ts";

// What this process has started ends with it.
stopWithSignals(() => process.exit(0));
const usesAccount = process.argv.includes("--account");
const portAt = process.argv.indexOf("--port");
const model = usesAccount ? null : await startModel(demo);
const home = model && createHome(model.url);
const codexHome = home?.path ?? process.env["CODEX_HOME"] ?? join(homedir(), ".codex");
mkdirSync(codexHome, { recursive: true });

const code = installedCode();
if (code) await openDesktop(code);
else await openInBrowser();

/** `code` on PATH, if it is VS Code's own. */
function installedCode(): string | null {
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const found = spawnSync(name, ["--version"], {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  return found.status === 0 ? name : null;
}

async function openDesktop(name: string): Promise<void> {
  const folder = join(root, ".cache", "start");
  rmSync(folder, { recursive: true, force: true });
  const workspace = copyWorkspace(join(folder, "workspaces"));
  const user = join(folder, "data", "User");
  mkdirSync(user, { recursive: true });
  mkdirSync(join(folder, "extensions"));
  writeFileSync(join(user, "settings.json"), settingsText());
  const { publisher, name: id, version } = manifest();
  symlinkSync(root, join(folder, "extensions", `${publisher}.${id}-${version}`), "junction");
  console.log("Opening VS Code. Close its window, or press Ctrl+C here, to end.");
  const child = spawn(
    name,
    [
      "--wait",
      "--new-window",
      `--user-data-dir=${join(folder, "data")}`,
      `--extensions-dir=${join(folder, "extensions")}`,
      "--disable-workspace-trust",
      workspace,
    ],
    {
      env: { ...process.env, CODEX_HOME: codexHome },
      stdio: "inherit",
      shell: process.platform === "win32",
    },
  );
  child.once("exit", () => process.exit(0));
}

async function openInBrowser(): Promise<void> {
  const port = portAt > 0 ? Number(process.argv[portAt + 1]) : 0;
  const server = await startVsCodeServer({ codexHome, port, isFirstRun: true });
  console.log(`\nFolio is in VS Code at ${server.url}\n`);
  console.log('The chat is at the right: say "Fix the failing test". Press Ctrl+C here to end.');
  openBrowser(server.url);
}

function openBrowser(url: string): void {
  const openers = { darwin: "open", win32: "explorer" } as const;
  const opener =
    process.platform in openers ? openers[process.platform as keyof typeof openers] : "xdg-open";
  // Without a desktop there is no opener: the address is printed above.
  spawn(opener, [url], { stdio: "ignore", detached: true }).once("error", () => {});
}
