import type { CommandRule } from "./rules/command.ts";
import type { ExactCommandRule } from "./rules/exactCommand.ts";
import type { HostRule } from "./rules/host.ts";
import type { McpToolRule } from "./rules/mcpTool.ts";
import type { PathRule } from "./rules/path.ts";
import type { ReadOnlyRule } from "./rules/readOnly.ts";
import type { Decision } from "./rules/row.ts";

/** What each kind of rule holds. A kind that is added here must get its row in `rules/table.ts`. */
export interface RuleKinds {
  readonly readOnly: ReadOnlyRule;
  readonly exactCommand: ExactCommandRule;
  readonly command: CommandRule;
  readonly path: PathRule;
  readonly host: HostRule;
  readonly mcpTool: McpToolRule;
}

export type RuleKind = keyof RuleKinds;

/** A rule that the user wrote. `allow` counts in user settings only; a workspace may tighten (ask, deny). */
export type Rule<K extends RuleKind = RuleKind> = {
  readonly [P in K]: { readonly kind: P; readonly decision: Decision } & RuleKinds[P];
}[K];
