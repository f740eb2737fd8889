import { workspace } from "vscode";
import type { ThreadDefaults } from "../engine/threads.ts";

interface SettingRow {
  readonly type: "string" | "boolean" | "array" | "object";
  readonly default: unknown;
  /** `machine`: a workspace cannot set it, because it widens what may run. */
  readonly scope: "machine" | "window";
  readonly description: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly items?: { readonly type: "string" };
  readonly additionalProperties?: { readonly type: "string" };
}

/**
 * Every setting, by its name without the prefix `folio.`; package.json and the README's table are made from these rows.
 * @public
 */
export const settings = {
  "server.path": {
    type: "string",
    default: "",
    scope: "machine",
    description: "Absolute path of the `codex` program. Empty: `codex` on PATH.",
  },
  "server.args": {
    type: "array",
    items: { type: "string" },
    default: [],
    scope: "machine",
    description:
      "More arguments for `codex app-server`, such as `-c key=value`. Applied at the next server start.",
  },
  "server.env": {
    type: "object",
    additionalProperties: { type: "string" },
    default: {},
    scope: "machine",
    description:
      "Environment variables for the server, over those of VS Code. Do not put secrets here.",
  },
  model: {
    type: "string",
    default: "",
    scope: "window",
    description: "The model of new threads. Empty: Codex's own choice.",
  },
  approvalPolicy: {
    type: "string",
    enum: ["untrusted", "on-request"],
    enumDescriptions: [
      "Every command and every file change asks before it happens.",
      "What stays inside the sandbox runs without asking; Codex asks to leave it.",
    ],
    default: "untrusted",
    scope: "machine",
    description: "When Codex must ask first.",
  },
  sandbox: {
    type: "string",
    enum: ["read-only", "workspace-write", "danger-full-access"],
    enumDescriptions: [
      "Commands cannot write anywhere.",
      "Commands may write in the workspace and the folder for temporary files; no network.",
      "Commands may do everything that you may. Use it only inside a container.",
    ],
    default: "workspace-write",
    scope: "machine",
    description: "What a command that runs can reach.",
  },
  "review.open": {
    type: "boolean",
    default: true,
    scope: "window",
    description:
      "Open the diff of a file change as soon as it waits for you. It never takes the focus.",
  },
  notifications: {
    type: "string",
    enum: ["always", "whenHidden"],
    enumDescriptions: [
      "Everything that waits for an answer rings.",
      "Only while the chat is hidden or the window is not focused.",
    ],
    default: "always",
    scope: "window",
    description: "When a notification tells that something waits for an answer.",
  },
} as const satisfies Readonly<Record<string, SettingRow>>;

type Settings = typeof settings;
export type SettingName = keyof Settings;

/** The value of a setting when its type is what the row says, else the row's default: a broken value widens nothing. */
function read(name: SettingName): unknown {
  const row: SettingRow = settings[name];
  const value: unknown = workspace.getConfiguration("folio").get(name);
  const fits =
    row.type === "array" ? Array.isArray(value) : typeof value === row.type && value !== null;
  return fits && (!row.enum || row.enum.includes(value as string)) ? value : row.default;
}

export const serverSettings = () => ({
  path: read("server.path") as string,
  args: (read("server.args") as unknown[]).filter(value => typeof value === "string"),
  env: Object.fromEntries(
    Object.entries(read("server.env") as object).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  ),
});

export const ringsAlways = (): boolean => read("notifications") === "always";
export const opensReview = (): boolean => read("review.open") as boolean;

/** How threads run. The folder is the first of the workspace: roots never come from what a model says. */
export const threadDefaults = (): ThreadDefaults => ({
  cwd: workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath ?? null,
  model: read("model") as string,
  approvalPolicy: read("approvalPolicy") as ThreadDefaults["approvalPolicy"],
  sandbox: read("sandbox") as ThreadDefaults["sandbox"],
});
