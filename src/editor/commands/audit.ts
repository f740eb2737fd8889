import { Uri, workspace } from "vscode";
import { type AuditRecord, type Engine, type Log, report } from "../../engine/api.ts";
import { unwrapShell } from "../../model/text/command.ts";
import { auditWords, decisionText } from "../asks/auditWords.ts";
import { joined, label, shortened, withIcon } from "../../model/text/sinks.ts";
import { numberText } from "../../model/text/speak.ts";
import { exportText, type ExportFormat } from "../asks/auditExport.ts";
import type { Surfaces } from "../chat/surfaces.ts";
import type { PickRow, Prompts } from "../prompts.ts";
import { say } from "../say.ts";
import { workspaceRoots } from "../settings.ts";
import { times } from "../times.ts";
import type { Command } from "./command.ts";

export interface AuditParts {
  readonly engine: Pick<Engine, "audit">;
  readonly surfaces: Pick<Surfaces, "revealThread">;
  readonly prompts: Prompts;
  readonly log: Log;
}

export const auditCommands: readonly Command<AuditParts>[] = [
  {
    id: "folio.showAudit",
    title: "Show Audit Log",
    whenOff: "works",
    icon: "$(history)",
    run: showAudit,
  },
  {
    id: "folio.exportAudit",
    title: "Export Audit Log…",
    whenOff: "works",
    run: exportAudit,
  },
];

const tenths = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

type Row = PickRow & { readonly record: AuditRecord };

/** Lists every decision, latest first. Typing filters by all that a row shows; Enter opens the decision's thread at its item. */
async function showAudit(parts: AuditParts): Promise<void> {
  const { engine, surfaces, prompts, log } = parts;
  const records = await engine.audit.read();
  if (records.length === 0) return void prompts.info(say.notice("audit.empty"));
  prompts.browse<Row>(records.toReversed().map(rowOf), {
    title: say.plain("audit.title"),
    placeHolder: say.plain("audit.filter", { count: records.length }),
    button: { icon: "export", tooltip: say.plain("audit.export") },
    onButton: () => report(log, "Exporting the audit log", exportAudit(parts)),
    onPick: ({ record }) => report(log, "Opening a thread", openThread(record)),
  });

  async function openThread({ threadId, itemId }: AuditRecord) {
    if (threadId === null) return void prompts.info(say.notice("audit.noThread"));
    try {
      const surface = await surfaces.revealThread(threadId);
      if (itemId !== null) surface.showItem(itemId);
    } catch (error) {
      log("warn", `The thread of a record could not be opened: ${String(error)}`);
      void prompts.warn(say.notice("audit.threadGone"));
    }
  }
}

const icons: Readonly<Record<AuditRecord["decision"], `$(${string})`>> = {
  accepted: "$(check)",
  answered: "$(check)",
  declined: "$(circle-slash)",
  cancelled: "$(debug-stop)",
  withdrawn: "$(dash)",
  serverLost: "$(debug-disconnect)",
  notSent: "$(dash)",
};
const kinds = {
  "item/commandExecution/requestApproval": "command",
  "item/fileChange/requestApproval": "change",
  "item/permissions/requestApproval": "permission",
  "item/tool/requestUserInput": "question",
  "mcpServer/elicitation/request": "mcp",
} as const;
const isKnownKind = (kind: string): kind is keyof typeof kinds => Object.hasOwn(kinds, kind);

function rowOf(record: AuditRecord): Row {
  const { what, decision, at, kind, rule, latencyMs } = record;
  const [first = "", ...more] = what.split("\n").map(shortLine);
  return {
    record,
    label: withIcon(icons[decision] ?? "$(question)", label`${shortened(first, 120) || kind}`),
    description: label`${decisionText(record)}`,
    detail: joined(
      " · ",
      label`${times().exact(Date.parse(at))}`,
      isKnownKind(kind) ? say.label(`audit.kind.${kinds[kind]}`) : label`${kind}`,
      say.label("audit.after", { seconds: numberText(latencyMs / 1000, tenths) }),
      label`${rule ?? ""}`,
      label`${shortened(auditWords(record), 200)}`,
      label`${shortened(more.join("\n"), 200)}`,
    ),
  };
}

/** A line of a record, without the shell's wrapper and the workspace's path, which nearly every row has. */
const shortLine = (line: string): string =>
  isWorkspaceFolder(line) ? say.text("audit.inWorkspace") : shortPaths(line);

/** The record of a command names its folder in a line of its own. */
const isWorkspaceFolder = (line: string): boolean =>
  workspaceRoots().some(root => line === `in ${root}`);

const shortPaths = (line: string): string =>
  unwrapShell(line).replace(
    /(^|\s)(\/\S+)/g,
    (_all, before: string, path: string) => `${before}${workspace.asRelativePath(path)}`,
  );

async function exportAudit({
  engine,
  prompts,
}: Pick<AuditParts, "engine" | "prompts">): Promise<void> {
  const title = say.plain("audit.export.title");
  const formats = [
    { label: say.label("audit.export.jsonl"), format: "jsonl" },
    { label: say.label("audit.export.csv"), format: "csv" },
  ] as const satisfies readonly (PickRow & { readonly format: ExportFormat })[];
  const format = (await prompts.pick(formats, { title }))?.format;
  if (!format) return;
  const folder = workspace.workspaceFolders?.[0]?.uri ?? Uri.file("/");
  const target = await prompts.saveAs(title, Uri.joinPath(folder, `folio-audit.${format}`));
  if (!target) return;
  const text = exportText(await engine.audit.read(), format);
  await workspace.fs.writeFile(target, Buffer.from(text));
  void prompts.info(say.notice("audit.exported", { file: workspace.asRelativePath(target) }));
}
