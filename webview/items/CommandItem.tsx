import { unwrapShell } from "../../src/model/text/command.ts";
import { duration } from "../../src/model/text/duration.ts";
import { relativePath } from "../../src/model/text/format.ts";
import { listText } from "../../src/model/text/speak.ts";
import { visible } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { leftOutOf } from "./LeftOut.tsx";
import { Output } from "./Output.tsx";
import type { AnyItemProps, ItemProps } from "./props.ts";

/** A command, what it printed, and how it ended. */
export function CommandItem({ item, phase, cwd, cuts }: ItemProps<"commandExecution">) {
  const command = visible(unwrapShell(item.command));
  const isRunning = phase === "open" || phase === "background";
  const isBad = item.status === "failed" || item.status === "declined";
  const folder = relativePath(item.cwd, cwd);
  const output = item.aggregatedOutput ?? "";
  const isElsewhere = folder !== cwd && folder !== "";
  const hasBody = output !== "" || command.includes("\n") || isElsewhere;
  return (
    <Card
      icon={isBad ? "error" : "terminal"}
      tone={isRunning && item.status === "inProgress" ? "busy" : isBad ? "bad" : "plain"}
      title={<code class="command">{command.split("\n", 1)[0]}</code>}
      aside={fate(item, phase)}
      label={say("item.command", { command })}
    >
      {hasBody && (
        <>
          {command.includes("\n") && <pre class="command-full">{command}</pre>}
          {isElsewhere && <p class="dim">{say("item.inFolder", { folder })}</p>}
          {output !== "" && <Output text={output} item={item} leftOut={leftOutOf(cuts)} />}
        </>
      )}
    </Card>
  );
}

function fate(
  { status, exitCode, durationMs }: ItemProps<"commandExecution">["item"],
  phase: AnyItemProps["phase"],
): string {
  if (status === "declined") return say("status.declined");
  if (phase === "background") return say("item.inBackground");
  if (phase === "unfinished") return say("status.interrupted");
  if (phase === "open") return "";
  return listText([
    // The code of a program is a name more than a number.
    exitCode !== null && exitCode !== 0 ? say("item.exit", { code: String(exitCode) }) : "",
    durationMs ? duration(durationMs) : "",
  ]);
}
