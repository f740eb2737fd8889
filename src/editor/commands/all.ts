import { commands, Disposable } from "vscode";
import { describeFailure } from "../../engine/api.ts";
import { notice, plain } from "../../model/text/sinks.ts";
import { accountCommands } from "./account.ts";
import { askCommands, askContexts } from "./ask.ts";
import { auditCommands } from "./audit.ts";
import { checkpointCommands } from "./checkpoint.ts";
import { policyCommands } from "./policy.ts";
import { reviewCommands } from "./review.ts";
import type { Command, CommandContext } from "./command.ts";
import { serverCommands } from "./server.ts";
import { threadCommands } from "./thread.ts";

/**
 * Every command, in the order of the README's table; package.json is made from it.
 * @public
 */
export const allCommands: readonly Command[] = [
  ...threadCommands,
  ...askCommands,
  ...reviewCommands,
  ...checkpointCommands,
  ...policyCommands,
  ...auditCommands,
  ...accountCommands,
  ...serverCommands,
];

/** Registers every command, and keeps the context keys of what waits. A failure is told once, here. */
export function registerCommands(context: CommandContext): Disposable {
  const { app } = context;
  const registrations = allCommands.map(({ id, run }) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await run(context, ...args);
      } catch (error) {
        app.log("warn", `${id} failed: ${error instanceof Error ? error.message : String(error)}`);
        const clicked = await app.prompts.error(notice`${describeFailure(error)}`, plain`Show Log`);
        if (clicked) app.showLog();
      }
    }),
  );
  const subscription = app.engine.store.onChange(({ before, state }) => {
    if (before.asks === state.asks) return;
    for (const [key, value] of Object.entries(askContexts(state.asks)))
      void commands.executeCommand("setContext", key, value);
  });
  return Disposable.from(...registrations, subscription);
}
