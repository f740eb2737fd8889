import { unwrapShell } from "../../src/model/text/command.ts";
import { duration } from "../../src/model/text/duration.ts";
import { relativePath } from "../../src/model/text/format.ts";
import { visible } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { Elapsed } from "../ui/Elapsed.tsx";
import { Row } from "../ui/Row.tsx";
import { commandIcon, commandTitle } from "./commandFace.tsx";
import { leftOutOf } from "./LeftOut.tsx";
import { Output } from "./Output.tsx";
import type { AnyItemProps, ItemProps } from "./props.ts";
import { stepKindOf } from "./steps.ts";

/** A command: a card while it runs, also behind the turn; else a row, which unfolds into what it printed. */
export function CommandItem({ item, phase, cwd, isAsked, cuts }: ItemProps<"commandExecution">) {
  const command = visible(unwrapShell(item.command));
  const isRunning =
    item.status === "inProgress" && (phase === "open" || phase === "background") && !isAsked;
  const isBad = item.status === "failed";
  const facts = {
    title: commandTitle(item, command, cwd),
    aside:
      isRunning && phase === "open" && item.startedAtMs ? (
        <Elapsed since={item.startedAtMs} />
      ) : (
        fate(item, phase)
      ),
    label: say("item.command", { command }),
  };
  if (isAsked) return <Row {...facts} icon="bell-dot" tone="needs" />;
  const body = bodyOf({ item, cwd, cuts }, command);
  if (isRunning)
    return (
      <Card {...facts} icon="terminal" tone="busy">
        {body}
      </Card>
    );
  return (
    <Row
      {...facts}
      icon={item.status === "declined" ? "circle-slash" : isBad ? "error" : commandIcon(item)}
      tone={isBad ? "bad" : "plain"}
      initiallyOpen={isBad}
    >
      {body}
    </Row>
  );
}

/** What is below the command's line; null where there is nothing. */
function bodyOf(
  { item, cwd, cuts }: Pick<ItemProps<"commandExecution">, "item" | "cwd" | "cuts">,
  command: string,
) {
  const folder = relativePath(item.cwd, cwd);
  const output = item.aggregatedOutput ?? "";
  const isElsewhere = folder !== cwd && folder !== "";
  const isHidden = command.includes("\n") || stepKindOf({ item, phase: "done" }) !== "ran";
  if (output === "" && !isHidden && !isElsewhere) return null;
  return (
    <>
      {isHidden && <pre class="command-full">{command}</pre>}
      {output !== "" && <Output text={output} item={item} leftOut={leftOutOf(cuts)} />}
      {isElsewhere && <p class="dim small">{say("item.inFolder", { folder })}</p>}
    </>
  );
}

function fate(item: ItemProps<"commandExecution">["item"], phase: AnyItemProps["phase"]): string {
  const { status, exitCode, durationMs } = item;
  const kind = stepKindOf({ item, phase: "done" });
  if (status === "declined") return say("status.declined");
  if (phase === "background") return say("item.inBackground");
  if (phase === "unfinished") return say("status.interrupted");
  if (phase === "open") return "";
  // A look at a file takes no time worth telling.
  const isTold = durationMs !== null && (kind === "ran" || durationMs >= 1000);
  return [
    // The code of a program is a name more than a number.
    exitCode !== null && exitCode !== 0 ? say("item.exit", { code: String(exitCode) }) : "",
    isTold ? duration(durationMs) : "",
  ]
    .filter(Boolean)
    .join(" · ");
}
