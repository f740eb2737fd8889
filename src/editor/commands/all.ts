import { commands, Disposable } from "vscode";
import type { Engine } from "../../engine/api.ts";
import { notice } from "../../model/text/sinks.ts";
import { describeFailure } from "../failure.ts";
import { say } from "../say.ts";
import { accountCommands, type AccountParts } from "./account.ts";
import { askCommands, askContexts, type AskParts } from "./ask.ts";
import { auditCommands, type AuditParts } from "./audit.ts";
import { checkpointCommands, type CheckpointParts } from "./checkpoint.ts";
import { policyCommands, type PolicyParts } from "./policy.ts";
import { reviewCommands, type ReviewParts } from "./review.ts";
import type { Command } from "./command.ts";
import { serverCommands, type ServerParts } from "./server.ts";
import { threadCommands, type ThreadParts } from "./thread.ts";

/** Everything that the families of commands use; each family names its own part. */
type CommandParts = ThreadParts &
  AskParts &
  ReviewParts &
  CheckpointParts &
  PolicyParts &
  AuditParts &
  AccountParts &
  ServerParts;

/**
 * Every command, in the order of the README's table. The entries of package.json are made from these rows.
 * @public
 */
export const allCommands: readonly Command<CommandParts>[] = [
  ...threadCommands,
  ...askCommands,
  ...reviewCommands,
  ...checkpointCommands,
  ...policyCommands,
  ...auditCommands,
  ...accountCommands,
  ...serverCommands,
];

/** Registers every command, and sets the context keys of open asks. A command that fails is reported here, once. */
export function registerCommands(
  parts: CommandParts & { readonly engine: Pick<Engine, "effects"> },
): Disposable {
  const { engine, prompts, log, showLog } = parts;
  const registrations = allCommands.map(({ id, run }) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await run(parts, ...args);
      } catch (error) {
        log("warn", `${id} failed: ${error instanceof Error ? error.message : String(error)}`);
        const clicked = await prompts.error(
          notice`${describeFailure(error)}`,
          say.plain("showLog"),
        );
        if (clicked) showLog();
      }
    }),
  );
  const subscription = engine.effects.onAsks(({ asks }) => {
    for (const [key, value] of Object.entries(askContexts(asks)))
      void commands.executeCommand("setContext", key, value);
  });
  return Disposable.from(...registrations, subscription);
}
