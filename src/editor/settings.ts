import { ConfigurationTarget, workspace } from "vscode";
import type { ThreadDefaults } from "../engine/api.ts";
import type { Policy } from "../policy/question.ts";
import { parseRules, type ParsedRules } from "../policy/parseRules.ts";
import type { Rule } from "../policy/rule.ts";

interface SettingRow {
  readonly type: "string" | "boolean" | "array" | "object" | "number";
  readonly default: unknown;
  /** `machine`: a workspace cannot set it, because it widens what may run. */
  readonly scope: "machine" | "window";
  readonly description: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  /** In Restricted Mode the folder's value is not read. */
  readonly isRestricted?: true;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: object;
  readonly additionalProperties?: { readonly type: "string" };
}

const ruleSchema = {
  type: "object",
  required: ["kind", "decision"],
  properties: {
    kind: { enum: ["readOnly", "command", "exactCommand", "path", "host", "mcpTool"] },
    decision: { enum: ["allow", "ask", "deny"] },
    prefix: { type: "array", items: { type: "string" } },
    words: { type: "array", items: { type: "string" } },
    glob: { type: "string" },
    host: { type: "string" },
    server: { type: "string" },
    tool: { type: "string" },
    config: { type: "string" },
    cwd: { type: "string" },
  },
} as const;

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
  "policy.automatic": {
    type: "boolean",
    default: false,
    scope: "machine",
    description:
      "Let the rules of `#folio.policy.rules#` approve without asking. What a rule denies or asks works without it.",
  },
  "policy.rules": {
    type: "array",
    items: ruleSchema,
    default: [{ kind: "readOnly", decision: "allow" }],
    scope: "window",
    isRestricted: true,
    description:
      "What is allowed, asked or denied. While a rule that may ask or deny cannot be read, nothing is approved automatically. *Allow* counts in your user settings only; a workspace may add what asks or denies. A rule is an object: `decision` (`allow`, `ask`, `deny`) and `kind`: `readOnly` (commands that only read), `command` (`prefix`: its first words, of a program that runs nothing else), `exactCommand` (`words`), both in the workspace folder or the folder `cwd` alone, `path` (`glob`), `host` (`host`), `mcpTool` (`server`, `tool`).",
  },
  timeoutMinutes: {
    type: "number",
    minimum: 0,
    maximum: 1440,
    default: 5,
    scope: "window",
    description:
      "Minutes after which an unanswered request is declined; 0 for never. Nothing is ever approved by waiting.",
  },
  "checkpoints.exclude": {
    type: "array",
    items: { type: "string" },
    default: [],
    scope: "window",
    description:
      "Globs of files and folders that Folio keeps no copy of, such as `.env*`, `*.pem` or `data/**`. They cannot be restored. What your user settings and the workspace name is added up.",
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
    default: "whenHidden",
    scope: "window",
    description:
      "When a notification tells that something waits for an answer. VS Code keeps it after the answer: a click on its buttons then sends nothing, and says so.",
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

let known: { readonly text: string; readonly parsed: readonly ParsedRules[] } | undefined;

/** The rules as they are written, by the person and by the workspace; read again when one of them is another. */
function parsedRules(): readonly ParsedRules[] {
  const found = workspace.getConfiguration("folio").inspect("policy.rules");
  const user: unknown = found?.globalValue ?? settings["policy.rules"].default;
  const folder: readonly unknown[] = [found?.workspaceValue, found?.workspaceFolderValue];
  const text = JSON.stringify([user, ...folder]);
  if (known?.text !== text)
    known = {
      text,
      parsed: [
        parseRules(user, "user"),
        ...folder.filter(value => value != null).map(value => parseRules(value, "workspace")),
      ],
    };
  return known.parsed;
}

/**
 * The policy: what the user wrote, and of what the workspace wrote only that which tightens. Where a rule that tightens
 * may be missing, nothing is approved automatically.
 */
export function policySettings(): Policy & Pick<ParsedRules, "problems" | "lacksTightening"> {
  const parsed = parsedRules();
  const lacksTightening = parsed.some(part => part.lacksTightening);
  return {
    isAutomatic: (read("policy.automatic") as boolean) && !lacksTightening,
    rules: parsed.flatMap(({ rules }) => rules),
    problems: parsed.flatMap(({ problems }) => problems),
    lacksTightening,
  };
}

/** Adds a rule to the user's own. */
export async function addRule(rule: Rule): Promise<void> {
  const configuration = workspace.getConfiguration("folio");
  const value: unknown = configuration.inspect("policy.rules")?.globalValue;
  const before: readonly unknown[] = Array.isArray(value)
    ? value
    : settings["policy.rules"].default;
  await configuration.update("policy.rules", [...before, rule], ConfigurationTarget.Global);
}

/** Lets the rules approve. The user said so. */
export const setAutomatic = (): Thenable<void> =>
  workspace.getConfiguration("folio").update("policy.automatic", true, ConfigurationTarget.Global);

/** Milliseconds after which an ask is declined; null for never. */
export function askTimeoutMs(): number | null {
  const minutes = read("timeoutMinutes") as number;
  return minutes > 0 && Number.isFinite(minutes) ? Math.min(minutes, 1440) * 60_000 : null;
}

/** Globs of what is never kept; a workspace may add some, and take none away. */
export function excludedFromCheckpoints(): readonly string[] {
  const found = workspace.getConfiguration("folio").inspect("checkpoints.exclude");
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue]
    .flatMap(value => (Array.isArray(value) ? (value as unknown[]) : []))
    .filter(value => typeof value === "string");
}

export const ringsAlways = (): boolean => read("notifications") === "always";
export const opensReview = (): boolean => read("review.open") as boolean;

/** Absolute paths of the workspace folders. */
export const workspaceRoots = (): readonly string[] =>
  (workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === "file")
    .map(({ uri }) => uri.fsPath);

/** How threads run. The folder is the first of the workspace: roots never come from what a model says. */
export const threadDefaults = (): ThreadDefaults => ({
  cwd: workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath ?? null,
  model: read("model") as string,
  approvalPolicy: read("approvalPolicy") as ThreadDefaults["approvalPolicy"],
  sandbox: read("sandbox") as ThreadDefaults["sandbox"],
});
