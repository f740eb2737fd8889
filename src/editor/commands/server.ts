import { env, QuickPickItemKind, type QuickPickItem } from "vscode";
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
  { id: "folio.showLog", title: "Show Log", icon: "$(output)", run: ({ app }) => app.showLog() },
];

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
