import { ThemeIcon, Uri, window, workspace, type QuickPickItem } from "vscode";
import type { AuditRecord } from "../../engine/audit.ts";
import { unwrapShell } from "../../model/text/command.ts";
import { visible } from "../../model/text/visible.ts";
import { auditWords } from "../asks/auditWords.ts";
import { exportText, type ExportFormat } from "../asks/auditExport.ts";
import type { Command, CommandContext } from "./command.ts";

export const auditCommands: readonly Command[] = [
  { id: "folio.showAudit", title: "Show Audit Log", icon: "$(history)", run: showAudit },
  {
    id: "folio.exportAudit",
    title: "Export Audit Log…",
    run: async context => {
      const picked = await context.app.prompts.pick(
        [
          { label: "JSON Lines", format: "jsonl" as const },
          { label: "CSV", format: "csv" as const },
        ],
        { title: "Export Audit Log" },
      );
      if (picked) await exportAudit(context, picked.format);
    },
  },
];

type Row = QuickPickItem & { readonly record: AuditRecord };

/** Every decision, latest first: typing filters by what, who, rule and time; Enter opens its thread at its item. */
async function showAudit(context: CommandContext): Promise<void> {
  const { app, chat } = context;
  const records = await app.engine.audit.read();
  if (records.length === 0) return void app.prompts.info("No decision is in the audit log yet.");
  const pick = window.createQuickPick<Row>();
  pick.title = "Audit Log";
  pick.placeholder = `Filter ${records.length} decisions, for example by rule, timeout or declined`;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = records.toReversed().map(rowOf);
  const save = { iconPath: new ThemeIcon("export"), tooltip: "Export…" };
  pick.buttons = [save];
  pick.onDidTriggerButton(() => {
    pick.hide();
    void context.app.prompts
      .pick([{ label: "JSON Lines" }, { label: "CSV" }], { title: "Export Audit Log" })
      .then(picked => picked && exportAudit(context, picked.label === "CSV" ? "csv" : "jsonl"));
  });
  pick.onDidAccept(() => {
    const [row] = pick.selectedItems;
    pick.hide();
    if (row) void openThread(context, row.record);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();

  async function openThread(_context: CommandContext, { threadId, itemId }: AuditRecord) {
    if (threadId === null) return void app.prompts.info("This decision belongs to no thread.");
    try {
      await app.session.show(threadId);
      await chat.reveal();
      if (itemId !== null) chat.showItem(itemId);
    } catch (error) {
      app.log("warn", `The thread of a record could not be opened: ${String(error)}`);
      void app.prompts.warn("The thread of this decision cannot be opened any more.");
    }
  }
}

const icons: Readonly<Record<AuditRecord["decision"], string>> = {
  accepted: "$(check)",
  answered: "$(check)",
  declined: "$(circle-slash)",
  cancelled: "$(debug-stop)",
  withdrawn: "$(dash)",
  serverLost: "$(debug-disconnect)",
  notSent: "$(dash)",
};
const kinds: Readonly<Record<string, string>> = {
  "item/commandExecution/requestApproval": "command",
  "item/fileChange/requestApproval": "file change",
  "item/permissions/requestApproval": "permission",
  "item/tool/requestUserInput": "question",
  "mcpServer/elicitation/request": "MCP",
};

function rowOf(record: AuditRecord): Row {
  const { what, who, decision, at, kind, rule, choice, latencyMs } = record;
  const [first = "", ...more] = what.split("\n").map(shortLine);
  return {
    record,
    label: `${icons[decision] ?? ""} ${visible(first).slice(0, 120) || kind}`,
    description: `${decision} by ${who}${choice && choice !== "accept" && choice !== "decline" ? ` (${choice})` : ""}`,
    detail: [
      new Date(at).toLocaleString(),
      kinds[kind] ?? kind,
      `after ${(latencyMs / 1000).toFixed(1)} s`,
      rule,
      visible(auditWords(record)).slice(0, 200),
      visible(more.join(" ")).slice(0, 200),
    ]
      .filter(Boolean)
      .join(" · "),
  };
}

/** A line of a record without what every row shares: the shell's wrapper, the workspace's path. */
const shortLine = (line: string): string =>
  unwrapShell(line).replace(
    /(^|\s)(\/\S+)/g,
    (_all, before: string, path: string) => `${before}${workspace.asRelativePath(path)}`,
  );

async function exportAudit({ app }: CommandContext, format: ExportFormat): Promise<void> {
  const target = await window.showSaveDialog({
    title: "Export Audit Log",
    defaultUri: Uri.joinPath(
      workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/"),
      `folio-audit.${format}`,
    ),
  });
  if (!target) return;
  const text = exportText(await app.engine.audit.read(), format);
  await workspace.fs.writeFile(target, Buffer.from(text));
  void app.prompts.info(`The audit log is in ${workspace.asRelativePath(target)}.`);
}
