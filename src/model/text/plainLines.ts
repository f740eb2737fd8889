import type { AnsiLine } from "./ansi.ts";

/**
 * Gives the lines of a command's output, also while it grows: only what came since the last call is read, and a line that
 * did not change is the same object.
 */
export type ReadOutput = (output: string) => readonly AnsiLine[];

const controls = /[\u0000-\u0008\u000b-\u000c\u000e-\u001f\u007f-\u009f]|\r(?!\n)/;

/** Whether output commands a terminal, so that its text alone is not what a terminal shows. */
export const needsTerminal = (output: string): boolean => controls.test(output);

/** Reads output as text. Of output that needs a terminal it gives what can be shown until there is one. */
export function createPlainLines(): ReadOutput {
  let lines: AnsiLine[] = [];
  let read = "";
  return output => {
    const isGrown = read !== "" && output.startsWith(read);
    const from = isGrown ? read.lastIndexOf("\n") + 1 : 0;
    const more = output.slice(from).split("\n").map(lineOf);
    lines = isGrown ? [...lines.slice(0, -1), ...more] : more;
    read = output;
    return withoutEnd(lines);
  };
}

/** Output ends with a line break, which begins no line that people would count. */
export const withoutEnd = (lines: readonly AnsiLine[]): readonly AnsiLine[] =>
  lines.length > 1 && lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;

const sequences = /\u001b\[[0-9:;<=>?]*[ -/]*[@-~]?|[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function lineOf(line: string): AnsiLine {
  const text = line.replace(sequences, "");
  return text === "" ? [] : [{ text, style: {} }];
}

/** The text of lines, without colours. */
export const plainText = (lines: readonly AnsiLine[]): string =>
  lines.map(line => line.map(span => span.text).join("")).join("\n");
