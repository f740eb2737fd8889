import { ConfigurationTarget, workspace } from "vscode";
import type { ThreadDefaults, WrittenPolicy } from "../engine/api.ts";
import type { Rule } from "../policy/rule.ts";
import { createKept } from "./kept.ts";
import {
  choiceSetting,
  flagSetting,
  listSetting,
  namedTextsSetting,
  numberSetting,
  textSetting,
  textsSetting,
  type Setting,
} from "./settingKinds.ts";

/**
 * Every setting, by its name without the prefix `folio.`. Its entry in package.json and its line in the README are made
 * from these rows.
 * @public
 */
export const settings = {
  "server.path": textSetting({
    default: "",
    scope: "machine",
    description:
      "Absolute path of the `codex` program. If empty, Folio uses `codex` from your PATH.",
  }),
  "server.args": textsSetting({
    default: [],
    scope: "machine",
    description:
      "More arguments for `codex app-server`, such as `-c key=value`. They apply from the next start of Codex on.",
  }),
  "server.env": namedTextsSetting({
    default: {},
    scope: "machine",
    description: "Environment variables for Codex, over those of VS Code. Do not put secrets here.",
  }),
  model: textSetting({
    default: "",
    scope: "window",
    description: "The model of new threads. If empty, Codex chooses.",
  }),
  approvalPolicy: choiceSetting({
    choices: [
      ["untrusted", "Codex asks before every command and every change."],
      ["on-request", "What stays inside the sandbox runs without asking; Codex asks to leave it."],
    ],
    default: "untrusted",
    scope: "machine",
    description: "When Codex must ask first.",
  }),
  sandbox: choiceSetting({
    choices: [
      ["read-only", "Commands cannot write anywhere."],
      [
        "workspace-write",
        "Commands may write in the workspace and the folder for temporary files; no network.",
      ],
      [
        "danger-full-access",
        "Commands may do everything that you may. Use it only inside a container.",
      ],
    ],
    default: "workspace-write",
    scope: "machine",
    description: "What commands can reach.",
  }),
  "policy.automatic": flagSetting({
    default: false,
    scope: "machine",
    description:
      "Let the rules of `#folio.policy.rules#` approve without asking. What a rule denies or asks works without it.",
  }),
  "policy.rules": listSetting({
    items: "rules",
    default: [{ kind: "readOnly", decision: "allow" }],
    scope: "window",
    isRestricted: true,
    description:
      "What is allowed, asked or denied. While a rule that may ask or deny cannot be read, nothing is approved automatically. *Allow* counts in your user settings only; a workspace may add what asks or denies. A rule is an object: `decision` (`allow`, `ask`, `deny`) and `kind`: {kinds}.",
  }),
  timeoutMinutes: numberSetting({
    minimum: 0,
    maximum: 1440,
    default: 5,
    scope: "window",
    description:
      "Minutes after which an unanswered request is declined; 0 for never. Nothing is ever approved by waiting.",
  }),
  "checkpoints.exclude": textsSetting({
    default: [],
    scope: "window",
    description:
      "Globs of files and folders that Folio keeps no copy of, such as `.env*`, `*.pem` or `data/**`. They cannot be restored. The globs of your user settings and of the workspace are added together.",
  }),
  "review.open": flagSetting({
    default: true,
    scope: "window",
    description:
      "Open the diff of a file change as soon as it waits for you. It never takes the focus.",
  }),
  notifications: choiceSetting({
    choices: [
      [
        "commands",
        "For commands and tools always; for changes, questions and forms while the chat is hidden or the window is not focused.",
      ],
      ["whenHidden", "Only while the chat is hidden or the window is not focused."],
      ["always", "For every request."],
    ],
    default: "commands",
    scope: "window",
    description:
      "When a notification tells you that Codex needs you. VS Code cannot take one back: a click on it after the answer sends nothing, and says so.",
  }),
};

type SettingName = keyof typeof settings;
type Values = {
  readonly [N in SettingName]: (typeof settings)[N] extends Setting<infer T> ? T : never;
};
const rows: { readonly [N in SettingName]: Setting<Values[N]> } = settings;

/** VS Code makes them anew whenever it is asked; they were two thirds of what a piece of an answer cost. */
const configuration = createKept(() => workspace.getConfiguration("folio"));

/** Keeps the settings from one change to the next. Call it first: listeners for changes are called in their order. */
export const keepSettings = (): { dispose(): void } =>
  configuration.keep(changed => workspace.onDidChangeConfiguration(changed));

/** The value of a setting, or its default when the type of the value is wrong: a broken value must not allow more. */
function read<N extends SettingName>(name: N): Values[N] {
  const row: Setting<Values[N]> = rows[name];
  return row.parse(configuration.get().get(name)) ?? row.default;
}

export const serverSettings = () => ({
  path: read("server.path"),
  args: read("server.args"),
  env: read("server.env"),
});

/** The rules as they are written, by the person and by the workspace. A workspace may only ask or deny. */
export function policySettings(): WrittenPolicy {
  const found = configuration.get().inspect("policy.rules");
  const user: unknown = found?.globalValue ?? settings["policy.rules"].default;
  const folder: readonly unknown[] = [found?.workspaceValue, found?.workspaceFolderValue];
  return {
    isAutomatic: read("policy.automatic"),
    written: [
      { origin: "user", value: user },
      ...folder
        .filter(value => value != null)
        .map(value => ({ origin: "workspace", value }) as const),
    ],
  };
}

/** Whether any settings file holds rules. */
export function hasOwnRules(): boolean {
  const found = configuration.get().inspect("policy.rules");
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some(
    value => value != null,
  );
}

/** Adds a rule to the user settings. */
export async function addRule(rule: Rule): Promise<void> {
  const configuration = workspace.getConfiguration("folio");
  const value: unknown = configuration.inspect("policy.rules")?.globalValue;
  const before: readonly unknown[] = Array.isArray(value)
    ? value
    : settings["policy.rules"].default;
  await configuration.update("policy.rules", [...before, rule], ConfigurationTarget.Global);
}

/** Turns automatic approval on. Call only when the person has agreed. */
export const setAutomatic = (): Thenable<void> =>
  workspace.getConfiguration("folio").update("policy.automatic", true, ConfigurationTarget.Global);

/** Milliseconds after which an ask is declined; null for never. */
export function askTimeoutMs(): number | null {
  const minutes = read("timeoutMinutes");
  return minutes > 0 && Number.isFinite(minutes) ? Math.min(minutes, 1440) * 60_000 : null;
}

/** Globs of files that checkpoints never copy. A workspace can add globs, but not remove any. */
export function excludedFromCheckpoints(): readonly string[] {
  const found = configuration.get().inspect("checkpoints.exclude");
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].flatMap(
    value => settings["checkpoints.exclude"].parse(value) ?? [],
  );
}

/** Which asks ring while a chat is seen. */
export const ringing = () => read("notifications");
export const opensReview = (): boolean => read("review.open");

/** Absolute paths of the workspace folders. */
export const workspaceRoots = (): readonly string[] =>
  (workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === "file")
    .map(({ uri }) => uri.fsPath);

/** The folder that new threads work in: the first workspace folder on disk, and never one that the model names. */
export const threadFolder = (): string | null =>
  workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file")?.uri.fsPath ?? null;

/** How new threads run. */
export const threadDefaults = (): ThreadDefaults => ({
  cwd: threadFolder(),
  model: read("model"),
  approvalPolicy: read("approvalPolicy"),
  sandbox: read("sandbox"),
});
