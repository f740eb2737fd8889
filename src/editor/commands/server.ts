import { homedir } from "node:os";
import { join } from "node:path";
import { commands, env, QuickPickItemKind, Uri, workspace, type QuickPickItem } from "vscode";
import { brokenConfig } from "../../model/select/config.ts";
import { serverSettings } from "../settings.ts";
import { connectionText, createFormats, usageRows } from "../status/text.ts";
import type { Command, CommandContext } from "./command.ts";

export const serverCommands: readonly Command[] = [
  { id: "folio.showUsage", title: "Show Usage", icon: "$(dashboard)", run: showUsage },
  {
    id: "folio.restartServer",
    title: "Restart Server",
    icon: "$(debug-restart)",
    when: "isWorkspaceTrusted",
    run: ({ app }) => app.engine.server.restart(),
  },
  { id: "folio.openConfig", title: "Open config.toml", icon: "$(settings)", run: openConfig },
  {
    id: "folio.reloadChat",
    title: "Reload Chat",
    icon: "$(refresh)",
    run: ({ chat }) => chat.reload(),
  },
  { id: "folio.showLog", title: "Show Log", icon: "$(output)", run: ({ app }) => app.showLog() },
];

/** Opens the configuration that Codex reads, at what it cannot read of it: of CODEX_HOME, which is `~/.codex` unless it is set. */
async function openConfig({ app }: CommandContext): Promise<void> {
  const broken = brokenConfig(app.engine.store.state);
  if (broken) return app.notices.open(broken.text);
  const home =
    serverSettings().env["CODEX_HOME"] || process.env["CODEX_HOME"] || join(homedir(), ".codex");
  const file = Uri.file(join(home, "config.toml"));
  try {
    await workspace.fs.stat(file);
  } catch {
    return void app.prompts.info("There is no config.toml: Codex uses its defaults.");
  }
  await commands.executeCommand("vscode.open", file);
}

type UsagePick = QuickPickItem & { readonly run?: () => unknown };

async function showUsage(context: CommandContext): Promise<void> {
  const { app, chat } = context;
  const { state } = app.engine.store;
  const thread = state.threads[app.session.view.threadId ?? ""];
  const rows: UsagePick[] = usageRows(state, thread, createFormats(env.language)).map(
    ([label, description]) => ({ label, description }),
  );
  const waiting: UsagePick[] =
    state.asks.length > 0
      ? [
          {
            label: `$(bell-dot) ${state.asks.length} waiting for an answer`,
            run: () => chat.reveal(),
          },
        ]
      : [];
  const action = (label: string, run: () => unknown): UsagePick => ({ label, run });
  const picked = await app.prompts.pick<UsagePick>(
    [
      ...waiting,
      ...(rows.length > 0
        ? rows
        : [{ label: "Nothing used yet", description: "Figures come with the first answer." }]),
      { label: "Server", description: connectionText(state) },
      { label: "", kind: QuickPickItemKind.Separator },
      action("$(comment-discussion) Open Chat", () => chat.focus()),
      action("$(debug-restart) Restart Server", () => app.engine.server.restart()),
      action("$(output) Show Log", () => app.showLog()),
    ],
    { title: "Folio: Usage", placeHolder: thread?.title || "This window" },
  );
  await picked?.run?.();
}
