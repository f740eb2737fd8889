import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { manifest, root, serverBinary } from "../../src/build/paths.mjs";
import { endWithProcess, killGroup } from "./endings.ts";
import { ensureCodeServer } from "./tools.mjs";

export interface VsCodeServer {
  /** The address that shows the workspace. */
  readonly url: string;
  /** The folder of this run, as its processes find it in `FOLIO_RUN`. */
  readonly folder: string;
  readonly workspace: string;
  readonly userData: string;
  /** The last of what its processes printed. */
  log(): string;
  close(): Promise<void>;
}

export interface VsCodeOptions {
  readonly codexHome: string;
  /** The home folder of what runs in the window: a person's own has profiles that print, and wait for each other. */
  readonly home?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The user's own, as in `keybindings.json`. */
  readonly keybindings?: readonly object[];
  /** Restricted Mode as VS Code ships it; otherwise every folder counts as trusted. */
  readonly withTrust?: boolean;
  /** The folder is opened through a symbolic link to it; `workspace` stays the real path. */
  readonly throughLink?: boolean;
  /** A window without a folder. */
  readonly noFolder?: boolean;
  /** The folders of the extensions in it; the repository alone where they are not told. */
  readonly extensions?: readonly string[];
  /** Folio has never run in this profile, as after its installation; otherwise it was there before. */
  readonly isFirstRun?: boolean;
  /** One that is free where it is not told. */
  readonly port?: number;
}

const quietSettings = {
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "remote.autoForwardPorts": false,
  "workbench.secondarySideBar.defaultVisibility": "visible",
  "workbench.tips.enabled": false,
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  "git.enabled": false,
  "npm.autoDetect": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
};

/** The settings of a quiet VS Code, with the pinned Codex. */
export const settingsText = (settings: VsCodeOptions["settings"] = {}): string =>
  JSON.stringify({ ...quietSettings, "folio.server.path": serverBinary(), ...settings }, null, 2);

/** A new copy of the sample workspace in a folder of its own. */
export function copyWorkspace(parent: string): string {
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, "corner-shop-"));
  cpSync(join(root, "test", "workspace"), path, { recursive: true });
  return path;
}

/** A folder that goes with this process at the latest; not below /tmp, where the server refuses helper programs. */
export function scratch(): string {
  const parent = join(homedir(), ".cache", "folio-test");
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, "run-"));
  endWithProcess(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Makes the folder that Folio finds in a profile in which it has run before. */
export function makeKnown(userData: string): void {
  const { publisher, name } = manifest();
  mkdirSync(join(userData, "User", "globalStorage", `${publisher}.${name}`), { recursive: true });
}

/** Starts the ordinary VS Code of the npm package code-server with Folio in it. */
export async function startVsCodeServer(options: VsCodeOptions): Promise<VsCodeServer> {
  const { node, main } = ensureCodeServer();
  const folder = scratch();
  const userData = join(folder, "data");
  const extensions = join(folder, "extensions");
  mkdirSync(extensions, { recursive: true });
  for (const extension of options.extensions ?? [root]) {
    const { publisher, name, version } = manifest(extension);
    symlinkSync(extension, join(extensions, `${publisher}.${name}-${version}`), "junction");
  }
  const settings = settingsText(options.settings);
  for (const kind of ["User", "Machine"]) {
    mkdirSync(join(userData, kind), { recursive: true });
    writeFileSync(join(userData, kind, "settings.json"), settings);
  }
  if (!options.isFirstRun) makeKnown(userData);
  const keys = JSON.stringify(options.keybindings ?? []);
  writeFileSync(join(userData, "User", "keybindings.json"), keys);
  const workspace = copyWorkspace(join(folder, "workspaces"));
  const opened = options.throughLink ? join(folder, "a link") : workspace;
  if (options.throughLink) symlinkSync(workspace, opened);
  const child = spawn(
    node,
    [
      main,
      "--host",
      "127.0.0.1",
      "--port",
      String(options.port ?? 0),
      "--without-connection-token",
      "--accept-server-license-terms",
      "--disable-telemetry",
      "--user-data-dir",
      userData,
      "--extensions-dir",
      extensions,
      ...(options.withTrust ? [] : ["--disable-workspace-trust"]),
    ],
    {
      env: {
        ...process.env,
        CODEX_HOME: options.codexHome,
        FOLIO_RUN: folder,
        ...(options.home === undefined ? {} : { HOME: options.home }),
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: process.platform !== "win32",
    },
  );
  const remove = () =>
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  const forget = endWithProcess(() => {
    if (child.pid !== undefined) killGroup(child.pid);
  });
  const log = keepLast(child);
  const ended = new Promise<void>(resolve => child.once("exit", () => resolve()));
  const port = await untilListening(child, log);
  return {
    url: `http://127.0.0.1:${port}/${options.noFolder ? "?ew=true" : `?folder=${encodeURIComponent(opened)}`}`,
    folder,
    workspace,
    userData,
    log,
    async close() {
      if (child.pid !== undefined && child.exitCode === null) killGroup(child.pid);
      await ended;
      remove();
      forget();
    },
  };
}

function keepLast(child: ChildProcess): () => string {
  let text = "";
  const add = (chunk: Buffer) => (text = (text + chunk.toString()).slice(-20_000));
  child.stdout?.on("data", add);
  child.stderr?.on("data", add);
  return () => text;
}

/** Resolves with the port as soon as VS Code's server says that it listens. */
function untilListening(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const impatience = setTimeout(
      () => reject(new Error(`VS Code's server did not listen within a minute:\n${log()}`)),
      60_000,
    );
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
      if (port === undefined) return;
      clearTimeout(impatience);
      child.stdout?.off("data", look);
      resolve(Number(port));
    };
    child.stdout?.on("data", look);
    child.once("exit", code => {
      clearTimeout(impatience);
      reject(new Error(`VS Code's server ended with ${code}:\n${log()}`));
    });
  });
}
