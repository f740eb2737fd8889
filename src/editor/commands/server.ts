import { commands, env, Uri, workspace } from "vscode";
import { configFile } from "../../engine/api.ts";
import { brokenConfig } from "../../model/select/config.ts";
import { serverSettings } from "../settings.ts";
import { label, notice, plain, prose, withIcon, type LabelText } from "../../model/text/sinks.ts";
import { separator, type PickRow } from "../prompts.ts";
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

/** Opens the configuration that Codex reads, at what it cannot read of it: where the settings let it look. */
async function openConfig({ app }: CommandContext): Promise<void> {
  const broken = brokenConfig(app.engine.store.state);
  if (broken) return app.notices.open(broken.text);
  const file = Uri.file(configFile({ ...process.env, ...serverSettings().env }));
  try {
    await workspace.fs.stat(file);
  } catch {
    return void app.prompts.info(notice`There is no config.toml: Codex uses its defaults.`);
  }
  await commands.executeCommand("vscode.open", file);
}

type UsagePick = PickRow & { readonly run?: () => unknown };

async function showUsage(context: CommandContext): Promise<void> {
  const { app, chat } = context;
  const { state } = app.engine.store;
  const thread = state.threads[app.session.view.threadId ?? ""];
  const rows: UsagePick[] = usageRows(state, thread, createFormats(env.language)).map(
    ([name, value]) => ({ label: label`${name}`, description: label`${value}` }),
  );
  const waiting: UsagePick[] =
    state.asks.length > 0
      ? [
          {
            label: withIcon("$(bell-dot)", label`${state.asks.length} waiting for an answer`),
            run: () => chat.reveal(),
          },
        ]
      : [];
  const action = (text: LabelText, run: () => unknown): UsagePick => ({ label: text, run });
  const picked = await app.prompts.pick<UsagePick>(
    [
      ...waiting,
      ...(rows.length > 0
        ? rows
        : [
            {
              label: label`Nothing used yet`,
              description: label`Figures come with the first answer.`,
            },
          ]),
      { label: label`Server`, description: label`${connectionText(state)}` },
      separator,
      action(withIcon("$(comment-discussion)", label`Open Chat`), () => chat.focus()),
      action(withIcon("$(debug-restart)", label`Restart Server`), () =>
        app.engine.server.restart(),
      ),
      action(withIcon("$(output)", label`Show Log`), () => app.showLog()),
    ],
    {
      title: plain`Folio: Usage`,
      placeHolder: thread?.title ? plain`${prose(thread.title)}` : plain`This window`,
    },
  );
  await picked?.run?.();
}
