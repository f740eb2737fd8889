import { useEffect, useMemo, useState } from "preact/hooks";
import type { AnsiLine } from "../../src/model/text/ansi.ts";
import { headAndTail } from "../../src/model/text/lines.ts";
import {
  createPlainLines,
  needsTerminal,
  plainText,
  type ReadOutput,
} from "../../src/model/text/plainLines.ts";
import type { AnsiStyle } from "../../src/model/text/sgr.ts";
import { late } from "../late.ts";
import { call, post } from "../link.ts";
import { CopyButton } from "../markdown/CodeBlock.tsx";
import { say } from "../say.ts";
import "../terminal/load.ts";
import { pure } from "../ui/pure.ts";
import { useFold } from "../ui/useFold.ts";
import { copyWhole, openWhole } from "./LeftOut.tsx";
import type { AnyItemProps } from "./props.ts";

const headLines = 8;
const tailLines = 16;
/** Longer output opens in an editor. */
const maxShown = 200_000;

interface OutputProps extends Pick<AnyItemProps, "item"> {
  readonly text: string;
  /** How many characters of it are not here. */
  readonly leftOut: number;
}

/** What a command printed, as a terminal shows it: its first and last lines, and the rest a click away. */
export const Output = pure(({ text, item, leftOut }: OutputProps) => {
  const [isWhole, setWhole] = useFold("output", false);
  const read = useReader(text);
  const lines = useMemo(() => read(text), [read, text]);
  const { head, tail, hidden } = isWhole
    ? { head: lines, tail: [], hidden: 0 }
    : headAndTail(lines, headLines, tailLines);
  const showAll = () =>
    leftOut > 0
      ? openWhole(item, say("item.output"))
      : text.length > maxShown
        ? void call("openText", { title: say("item.output"), text: plainText(lines) })
        : setWhole(true);
  return (
    <div class="output-frame">
      <pre class="output" tabIndex={0} role="group" dir="ltr" aria-label={say("item.output")}>
        <Lines lines={head} from={0} />
        {(hidden > 0 || leftOut > 0) && (
          <button type="button" class="link" onClick={showAll}>
            {leftOut > 0
              ? say("item.showCharacters", { count: leftOut })
              : say("item.showLines", { count: hidden })}
          </button>
        )}
        <Lines lines={tail} from={head.length + hidden} />
      </pre>
      <CopyButton
        label={say("item.copyOutput")}
        copy={() => (leftOut > 0 ? copyWhole(item) : call("copy", { text: plainText(lines) }))}
      />
    </div>
  );
});

/** Reads as a terminal would as soon as the output needs that and the script is there; until then as text. */
function useReader(text: string): ReadOutput {
  const [isLoaded, setLoaded] = useState(globalThis.folioTerminal !== undefined);
  const isNeeded = needsTerminal(text);
  useEffect(() => {
    // Without the script the output is still to be read.
    if (isNeeded && !isLoaded) late("terminal").then(() => setLoaded(true), noted);
  }, [isNeeded, isLoaded]);
  return useMemo(
    () => ((isNeeded && globalThis.folioTerminal) || createPlainLines)(),
    [isNeeded, isLoaded],
  );
}

const noted = (error: unknown) => post({ kind: "failed", message: String(error) });

const Lines = ({ lines, from }: { readonly lines: readonly AnsiLine[]; readonly from: number }) => (
  <>
    {lines.map((line, at) => (
      <Line key={from + at} line={line} />
    ))}
  </>
);

const Line = pure(({ line }: { readonly line: AnsiLine }) => (
  <div class="output-line">
    {line.map(({ text, style }, index) => (
      <span key={index} class={classOf(style)} style={coloursOf(style)}>
        {text}
      </span>
    ))}
    {"\n"}
  </div>
));

const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;

/** On the page's own ground a colour is drawn towards that of text, as a terminal does, so that it can be read. */
const themeColour = (index: number, use: "text" | "ground"): string =>
  `var(--folio-ansi-${use}-${index >= 8 ? "bright-" : ""}${names[index % 8] ?? "white"})`;

const colour = (value: number | string | undefined, use: "text" | "ground"): string | undefined =>
  typeof value === "number" ? themeColour(value, use) : value;

function coloursOf({ foreground, background, inverse }: AnsiStyle) {
  const isPlain = background === undefined && !inverse;
  const front = colour(foreground, isPlain ? "text" : "ground");
  const back = colour(background, "ground");
  if (inverse)
    return {
      color: back ?? "var(--folio-sunken)",
      backgroundColor: front ?? "var(--folio-code-fg)",
    };
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
