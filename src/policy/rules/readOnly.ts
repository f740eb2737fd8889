import { reason } from "../../model/text/reason.ts";
import type { RuleRow } from "./row.ts";

/** Commands that only read, by the closed grammar. */
export type ReadOnlyRule = object;

export const readOnly: RuleRow<ReadOnlyRule, "command"> = {
  about: "command",
  schema: {},
  // oxlint-disable-next-line folio/wordless -- goes into package.nls.json, which is translated by itself
  usage: "commands that only read",
  parse: () => ({ fields: {} }),
  text: () => reason("rule.readOnly"),
  concerns: () => false,
  allows: (_rule, { reading }) => (reading === null ? null : undefined),
  suggest: () => [],
};
