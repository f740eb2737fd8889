import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { after, afterEach, before } from "mocha";
import { manifest, root } from "../../src/build/paths.mjs";
import type { Page } from "playwright-core";
import { demo } from "../model/demo.ts";
import { startModel, type Prompt, type Reply, type ScriptedModel } from "../model/server.ts";
import { sharedBrowser } from "./browser.ts";
import { tidyBinding } from "./freshThread.ts";
import { createHome } from "./home.ts";
import { startVsCodeServer, type VsCodeOptions } from "./vscodeServer.ts";
import { Workbench } from "./workbench.ts";

/** A VS Code window on a fresh copy of the sample workspace. */
export interface Window {
  readonly page: Page;
  readonly workspace: string;
  /** Where VS Code keeps what is the user's. */
  readonly userData: string;
  /** The last of what VS Code printed. */
  log(): string;
  /** Loads the workbench. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** What the tests of one file share. Filled before the first of them. */
export interface Editor {
  workbench: Workbench;
  /** The records of the audit log, oldest first. */
  auditLines(): readonly Readonly<Record<string, unknown>>[];
  /** Whether Folio has this draft on disk, so that it outlives the window. */
  keepsDraft(text: string): boolean;
  page: Page;
  workspace: string;
  /** Where VS Code keeps what is the user's. */
  userData: string;
  log: Window["log"];
  codexHome: string;
  model: ScriptedModel;
  /** Loads the window; for tests that prepare something first (`opensLater`). */
  open(): Promise<void>;
}

export interface EditorOptions extends Omit<VsCodeOptions, "codexHome" | "keybindings"> {
  /** More lines for config.toml. */
  readonly config?: string;
  readonly script?: (prompt: Prompt) => Reply;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** The test opens the window itself. */
  readonly opensLater?: boolean;
}

/**
 * Gives the tests of a file a real VS Code with the real Codex and a scripted model; everything ends with the file.
 * FOLIO_VSCODE=desktop takes the one that @vscode/test-electron downloads, else it is code-server in Chromium.
 */
export function useEditor(options: EditorOptions = {}): Editor {
  // The hooks fill it before any test looks.
  const editor = {} as Editor;
  const closing: (() => unknown)[] = [];

  before(async function () {
    this.timeout(180_000);
    const model = await startModel(options.script ?? demo);
    const home = createHome(model.url, options.config);
    closing.push(() => model.close(), home.dispose);
    const window = await openWindow(
      { ...options, keybindings: [tidyBinding], codexHome: home.path, home: home.path },
      options.viewport,
    );
    closing.push(() => window.close());
    const workbench = new Workbench(window.page);
    const open = async () => {
      await window.open();
      await workbench.ready();
    };
    const { page, workspace, userData } = window;
    const auditLines = () => readAudit(userData);
    Object.assign(editor, {
      auditLines,
      keepsDraft: (text: string) => keepsDraft(userData, text),
      workbench,
      page,
      workspace,
      userData,
      log: window.log,
      codexHome: home.path,
      model,
      open,
    });
    if (!options.opensLater) await open();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed" || !editor.page) return;
    const name = `failed-${this.currentTest.fullTitle().replace(/\W+/g, "-").slice(0, 80)}`;
    await editor.workbench.picture(name);
    keepLogs(name, editor);
  });

  after(async function () {
    this.timeout(60_000);
    for (const close of closing.toReversed()) await close();
  });
  return editor;
}

async function openWindow(
  options: VsCodeOptions,
  viewport = { width: 1400, height: 900 },
): Promise<Window> {
  if (process.env["FOLIO_VSCODE"] === "desktop")
    return (await import("./desktop.ts")).openDesktop(options);
  const server = await startVsCodeServer(options);
  const browser = await sharedBrowser();
  const page = await browser.newPage({ viewport });
  page.setDefaultTimeout(20_000);
  return {
    page,
    workspace: server.workspace,
    userData: server.userData,
    log: server.log,
    open: async () => void (await page.goto(server.url, { waitUntil: "domcontentloaded" })),
    async close() {
      await page.close();
      await server.close();
    },
  };
}

/** Leaves what VS Code, Folio and the server have logged in `.out/logs`, in a folder for a test that failed. */
function keepLogs(name: string, { userData, log }: Pick<Editor, "userData" | "log">): void {
  const folder = join(root, ".out", "logs", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "printed.txt"), log());
  const logs = join(userData, "logs");
  if (existsSync(logs)) cpSync(logs, join(folder, "logs"), { recursive: true });
}

function keepsDraft(userData: string, text: string): boolean {
  const folder = join(userData, "User", "workspaceStorage");
  return readdirSync(folder, { recursive: true, withFileTypes: true }).some(
    entry =>
      entry.isFile() &&
      basename(entry.parentPath) === "drafts" &&
      readFileSync(join(entry.parentPath, entry.name), "utf8").includes(JSON.stringify(text)),
  );
}

function readAudit(userData: string): readonly Readonly<Record<string, unknown>>[] {
  const { publisher, name } = manifest();
  const file = join(
    userData,
    "User",
    "globalStorage",
    `${publisher}.${name}`,
    "audit",
    "audit.jsonl",
  );
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as Record<string, unknown>);
}
