import { useState } from "preact/hooks";
import { parseAnsi, type AnsiLine, type AnsiStyle } from "../../src/model/text/ansi.ts";
import { unwrapShell } from "../../src/model/text/command.ts";
import { duration } from "../../src/model/text/duration.ts";
import { relativePath } from "../../src/model/text/format.ts";
import { headAndTail } from "../../src/model/text/lines.ts";
import { listText } from "../../src/model/text/speak.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { CopyButton } from "../markdown/CodeBlock.tsx";
import { say } from "../say.ts";
import { Card } from "../ui/Card.tsx";
import { pure } from "../ui/pure.ts";
import type { AnyItemProps, ItemProps } from "./props.ts";

const headLines = 8;
const tailLines = 16;
/** Longer output opens in an editor. */
const maxShown = 200_000;

/** A command, what it printed, and how it ended. */
export function CommandItem({ item, phase, cwd }: ItemProps<"commandExecution">) {
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
          {output !== "" && <Output text={output} />}
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

const Output = pure(({ text }: { readonly text: string }) => {
  const [isWhole, setWhole] = useState(false);
  const cut = isWhole
    ? { head: text.slice(-maxShown), tail: "", hidden: 0 }
    : headAndTail(text, headLines, tailLines);
  const showAll = () =>
    text.length > maxShown
      ? void call("openText", { title: say("item.output"), text })
      : setWhole(true);
  return (
    <div class="output-frame">
      <pre class="output" tabIndex={0} role="region" aria-label={say("item.output")}>
        <Lines lines={parseAnsi(cut.head)} />
        {cut.hidden > 0 && (
          <button type="button" class="link" onClick={showAll}>
            {say("item.showLines", { count: cut.hidden })}
          </button>
        )}
        {cut.tail !== "" && <Lines lines={parseAnsi(cut.tail)} />}
      </pre>
      <CopyButton text={text} label={say("item.copyOutput")} />
    </div>
  );
});

function Lines({ lines }: { readonly lines: readonly AnsiLine[] }) {
  return (
    <>
      {lines.map((line, at) => (
        <div key={at} class="output-line">
          {line.map(({ text, style }, index) => (
            <span key={index} class={classOf(style)} style={coloursOf(style)}>
              {text}
            </span>
          ))}
          {"\n"}
        </div>
      ))}
    </>
  );
}

const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

function themeColour(index: number): string {
  const name = names[index % 8] ?? "white";
  const plain = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return `var(--vscode-terminal-ansi${index >= 8 ? "Bright" : ""}${plain})`;
}

const colour = (value: number | string | undefined): string | undefined =>
  typeof value === "number" ? themeColour(value) : value;

function coloursOf({ foreground, background, inverse }: AnsiStyle) {
  const [front, back] = inverse
    ? [
        colour(background) ?? "var(--vscode-editor-background)",
        colour(foreground) ?? "var(--vscode-editor-foreground)",
      ]
    : [colour(foreground), colour(background)];
  return front || back ? { color: front, backgroundColor: back } : undefined;
}

const classOf = ({ bold, dim, italic, underline, strike }: AnsiStyle): string | undefined =>
  [
    bold && "ansi-bold",
    dim && "ansi-dim",
    italic && "ansi-italic",
    underline && "ansi-underline",
    strike && "ansi-strike",
  ]
    .filter(Boolean)
    .join(" ") || undefined;
