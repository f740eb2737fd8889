import { noticeId } from "../../model/reduce/notice.ts";
import { commands, env, Uri, workspace } from "vscode";
import { configFile, type Engine } from "../../engine/api.ts";
import { brokenConfig } from "../../model/select/config.ts";
import type { AccountState } from "../../model/state.ts";
import { serverSettings } from "../settings.ts";
import { label, plain, prose, withIcon, type LabelText } from "../../model/text/sinks.ts";
import type { Notices } from "../chat/notices.ts";
import type { Surfaces } from "../chat/surfaces.ts";
import { installInTerminal } from "../faces.ts";
import { separator, type PickRow, type Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { times } from "../times.ts";
import { connectionText, createNumbers, usageRows } from "../status/text.ts";
import type { Command } from "./command.ts";

export interface ServerParts {
  readonly engine: Pick<Engine, "store" | "server">;
  readonly surfaces: Pick<Surfaces, "active" | "named" | "focusAsk">;
  readonly notices: Pick<Notices, "open">;
  readonly prompts: Prompts;
  showLog(): void;
}

export const serverCommands: readonly Command<ServerParts>[] = [
  {
    id: "folio.showUsage",
    title: "Show Usage",
    whenOff: "works",
    icon: "$(dashboard)",
    run: showUsage,
  },
  {
    id: "folio.restartServer",
    title: "Restart Codex",
    whenOff: "starts",
    icon: "$(debug-restart)",
    when: "isWorkspaceTrusted",
    run: ({ engine }) => engine.server.restart(),
  },
  {
    id: "folio.installCodex",
    title: "Install Codex in Terminal",
    whenOff: "works",
    icon: "$(cloud-download)",
    when: "isWorkspaceTrusted",
    run: () => installInTerminal(say.plain("server.install")),
  },
  {
    id: "folio.openConfig",
    title: "Open config.toml",
    whenOff: "works",
    icon: "$(settings)",
    run: openConfig,
  },
  {
    id: "folio.reloadChat",
    title: "Reload Chat",
    whenOff: "works",
    icon: "$(refresh)",
    run: ({ surfaces }, surfaceId) => surfaces.named(surfaceId).reload(),
  },
  {
    id: "folio.showLog",
    title: "Show Log",
    whenOff: "works",
    icon: "$(output)",
    run: ({ showLog }) => showLog(),
  },
];

/** Opens the `config.toml` that Codex reads: at its error when it has one, else from the folder that the settings name. */
async function openConfig({ engine, notices, prompts }: ServerParts): Promise<void> {
  const broken = brokenConfig(engine.store.state);
  if (broken) return notices.open(noticeId(broken));
  const file = Uri.file(configFile({ ...process.env, ...serverSettings().env }));
  try {
    await workspace.fs.stat(file);
  } catch {
    return void prompts.info(say.notice("server.noConfig"));
  }
  await commands.executeCommand("vscode.open", file);
}

type UsagePick = PickRow & { readonly run?: () => unknown };

/** Shows the figures, and the ways on. A figure has nothing to do: choosing one leaves the list open. */
async function showUsage(parts: ServerParts): Promise<void> {
  const { engine, surfaces, prompts } = parts;
  const { state } = engine.store;
  const thread = state.threads[surfaces.active.session.threadId ?? ""];
  const figures: UsagePick[] = usageRows(state, thread, {
    now: Date.now(),
    number: createNumbers(env.language),
    times: times(),
  }).map(([name, value]) => ({ label: label`${name}`, description: label`${value}` }));
  const [first] = state.asks;
  const waiting: UsagePick[] = first
    ? [
        {
          label: withIcon("$(bell-dot)", say.label("usage.waiting", { count: state.asks.length })),
          run: () => surfaces.focusAsk(first.key),
        },
      ]
    : [];
  const none = { label: say.label("usage.none"), description: say.label("usage.none.detail") };
  const rows = [
    ...waiting,
    ...(figures.length > 0 ? figures : [none]),
    { label: say.label("usage.server"), description: label`${connectionText(state)}` },
    ...waysOn(parts, state.account.kind),
  ];
  const options = {
    title: say.plain("usage.title"),
    placeHolder: thread?.title ? plain`${prose(thread.title)}` : say.plain("usage.window"),
  };
  let picked = await prompts.pick<UsagePick>(rows, options);
  while (picked && !picked.run) picked = await prompts.pick<UsagePick>(rows, options);
  await picked?.run?.();
}

function waysOn(
  { engine, surfaces, showLog }: ServerParts,
  account: AccountState["kind"],
): readonly UsagePick[] {
  const does = (text: LabelText, run: () => unknown): UsagePick => ({ label: text, run });
  const runs = (text: LabelText, command: `folio.${string}`): UsagePick =>
    does(text, () => commands.executeCommand(command));
  return [
    separator,
    does(withIcon("$(comment-discussion)", say.label("chat.open")), () => surfaces.active.focus()),
    runs(withIcon("$(add)", say.label("thread.new")), "folio.newThread"),
    runs(withIcon("$(history)", say.label("usage.openThread")), "folio.resumeThread"),
    separator,
    runs(withIcon("$(law)", say.label("usage.rules")), "folio.editRules"),
    runs(withIcon("$(checklist)", say.label("audit.show")), "folio.showAudit"),
    separator,
    ...(account === "signedOut"
      ? [runs(withIcon("$(account)", say.label("status.signIn")), "folio.signIn")]
      : account === "signedIn"
        ? [runs(withIcon("$(sign-out)", say.label("usage.signOut")), "folio.signOut")]
        : []),
    does(withIcon("$(debug-restart)", say.label("server.restart")), () => engine.server.restart()),
    does(withIcon("$(output)", say.label("showLog")), showLog),
  ];
}
