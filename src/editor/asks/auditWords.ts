import type { AuditRecord } from "../../engine/api.ts";

/** What a record says beyond its text: hunks that were decided one by one, and what was granted; empty for neither. */
export function auditWords({ about }: AuditRecord): string {
  if (about?.kind === "change") {
    const hunks = (about.decided ?? []).flatMap(file => file.hunks);
    return (["taken", "rejected", "edited"] as const)
      .map(outcome => [hunks.filter(hunk => hunk === outcome).length, outcome] as const)
      .filter(([count]) => count > 0)
      .map(([count, outcome]) => `${count} ${count === 1 ? "hunk" : "hunks"} ${outcome}`)
      .join(", ");
  }
  return about?.granted ?? "";
}
