import type { AuditRecord } from "../../engine/api.ts";
import { say } from "../say.ts";

/** Details of a decision: the hunks that were decided one by one, or what was granted; empty when there are none. */
export function auditWords({ about }: AuditRecord): string {
  if (about?.kind === "change") {
    const hunks = (about.decided ?? []).flatMap(file => file.hunks);
    return (["taken", "rejected", "edited"] as const)
      .map(outcome => [hunks.filter(hunk => hunk === outcome).length, outcome] as const)
      .filter(([count]) => count > 0)
      .map(([count, outcome]) => say.text(`audit.${outcome}`, { count }))
      .join(", ");
  }
  return about?.granted ?? "";
}

const outcomes: ReadonlySet<string> = new Set<AuditRecord["decision"]>([
  "accepted",
  "answered",
  "declined",
  "cancelled",
  "withdrawn",
  "serverLost",
  "notSent",
]);
const deciders: ReadonlySet<string> = new Set<AuditRecord["who"]>([
  "user",
  "rule",
  "timeout",
  "server",
]);

/** What was decided, and by whom. The log may hold records of a newer version, so unknown values are shown as they are. */
export function decisionText({ decision, who, choice }: AuditRecord): string {
  const values = {
    decision: outcomes.has(decision) ? say.text(`audit.${decision}`) : decision,
    who: deciders.has(who) ? say.text(`audit.who.${who}`) : who,
  };
  return choice && choice !== "accept" && choice !== "decline"
    ? say.text("audit.byChoosing", { ...values, choice })
    : say.text("audit.by", values);
}
