import type { AuditRecord } from "../../engine/api.ts";

export type ExportFormat = "jsonl" | "csv";

const columns = [
  "at",
  "decision",
  "who",
  "rule",
  "kind",
  "what",
  "choice",
  "latencyMs",
  "threadId",
  "turnId",
  "itemId",
  "hash",
  "about",
] as const satisfies readonly (keyof AuditRecord)[];

/** The records as the text of a file: one JSON object per line, or CSV after RFC 4180. */
export const exportText = (records: readonly AuditRecord[], format: ExportFormat): string =>
  format === "jsonl"
    ? records.map(record => `${JSON.stringify(record)}\n`).join("")
    : [columns, ...records.map(record => columns.map(column => record[column]))]
        .map(row => `${row.map(cell).join(",")}\r\n`)
        .join("");

/** A cell of the CSV, always quoted. An apostrophe keeps a spreadsheet from running the text as a formula. */
function cell(value: AuditRecord[keyof AuditRecord]): string {
  const text =
    typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
  return `"${(/^[=+\-@\t\r]/.test(text) && typeof value === "string" ? `'${text}` : text).replaceAll('"', '""')}"`;
}
