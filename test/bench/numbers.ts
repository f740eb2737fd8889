/** The README's chapter of numbers, made of the kept figures. */
import type { Kept } from "./kept.ts";
import { format } from "./print.ts";

/** What the README tells, in the words of people who have not seen the bench. */
const told: readonly (readonly [id: string, what: string])[] = [
  ["activation.time", "activating the extension"],
  ["focus.input", "opening the chat, until it takes input"],
  ["token.0.bare", "Enter until the first word is painted"],
  ["token.50000.bare", "the same in a folder of 50,000 files"],
  ["stream.200.totalMs", "an answer of 200 KB at full speed, to its last colour"],
  ["stream.200.gapMs", "its longest time without a frame"],
  ["paced.rendererMs", "50 s of 100 chunks a second: time of the processor for the page"],
  ["paced.lagMs", "how far the page is behind at its end"],
  ["delta.host", "what a piece of an answer costs the extension host"],
  ["wait.renderer", "a turn that works while nothing arrives"],
  ["open.1000", "opening a thread of 1,000 items in a new window"],
  ["open.10000", "opening one of 10,000"],
  ["open.100000", "opening one of 100,000"],
  ["open.10000.again", "showing it again"],
  ["message.5.gapMs", "a message of 5 MB: longest time without a frame"],
  ["message.50.gapMs", "a message of 50 MB"],
  ["change.500.blockMs", "a change of 500 files: longest block of the extension host"],
  ["idle.host", "an idle window, extension host"],
  ["idle.renderer", "an idle window, page and workbench"],
];

const [begin, end] = ["<!-- numbers -->", "<!-- /numbers -->"];

/** The README with the kept figures between its marks. */
export function withNumbers(readme: string, kept: Kept): string {
  const [from, to] = [readme.indexOf(begin), readme.indexOf(end)];
  if (from < 0 || to < from) throw new Error("The README has no place for numbers.");
  return `${readme.slice(0, from + begin.length)}\n\n${numbersOf(kept)}\n\n${readme.slice(to)}`;
}

function numbersOf({ taken, figures }: Kept): string {
  if (!taken) return "No figures are kept yet: `npm run bench -- --keep` measures and writes them.";
  const rows = told.flatMap(([id, what]) => {
    const figure = figures[id];
    if (!figure) return [];
    const { unit, value, floor, limit } = figure;
    const shown = (number: number | null | undefined) =>
      number == null ? "" : `${format(number)} ${unit}`;
    return [[what, shown(value), shown(floor?.value), floor?.is ?? "", shown(limit)]];
  });
  return [`Taken on ${taken.day}: ${taken.machine}.`, "", ...table(rows)].join("\n");
}

const head = ["what", "Folio", "at the least", "which is", "goal"];
const isRight = [false, true, true, false, true];

/** A table as Prettier writes it. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((name, at) =>
    Math.max(name.length, ...rows.map(row => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const cells = (row: readonly string[]) =>
    line(
      widths.map((width, at) =>
        isRight[at] ? (row[at] ?? "").padStart(width) : (row[at] ?? "").padEnd(width),
      ),
    );
  const rule = line(
    widths.map((width, at) =>
      isRight[at] ? `${"-".repeat(width - 1)}:` : `:${"-".repeat(width - 1)}`,
    ),
  );
  return [cells(head), rule, ...rows.map(cells)];
}
