import type { FieldSchema } from "./row.ts";
import { ruleKinds, ruleRows } from "./table.ts";

/** The JSON schema of one rule in the settings, made of the rows. */
export const ruleSchema = {
  type: "object",
  required: ["kind", "decision"],
  properties: {
    kind: { enum: ruleKinds },
    decision: { enum: ["allow", "ask", "deny"] },
    ...Object.fromEntries(
      ruleKinds.flatMap((kind): [string, FieldSchema][] => Object.entries(ruleRows[kind].schema)),
    ),
  },
} as const;

/**
 * Every kind of rule with what is written in it, for the description of the setting; package.json is made from it.
 * @public
 */
export const ruleUsages = ruleKinds.map(kind => `\`${kind}\` (${ruleRows[kind].usage})`).join(", ");
