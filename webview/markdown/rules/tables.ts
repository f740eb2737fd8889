/** A longer row of dashes is none. */
const longestRow = 2000;
const delimiterRow =
  /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?:(?::?-+:?)[ \t]*)?$|^ {0,3}\|[ \t]*:?-+:?[ \t]*$/;

/**
 * The source of a table in which the bars within code are escaped, in rows that would have too many cells otherwise: models
 * write `a | b` in a cell as they would elsewhere, and what is beyond the last column would be lost. Null where nothing changes.
 */
export function withBarsInCode(source: string): string | null {
  const headEnd = source.indexOf("\n");
  if (headEnd < 0) return null;
  const delimiters = /.*/.exec(source.slice(headEnd + 1, headEnd + 1 + longestRow))?.[0] ?? "";
  if (!delimiterRow.test(delimiters)) return null;
  const columns = cellCount(delimiters);
  const table = source.slice(0, paragraphEnd(source));
  const made = table
    .split("\n")
    .map(row => (row.includes("`") && cellCount(row) > columns ? escapeBars(row) : row))
    .join("\n");
  return made.length === table.length ? null : made + source.slice(table.length);
}

/** The first lines of one text, as many as another has. */
export function firstLines(text: string, of: string): string {
  return text.split("\n", of.split("\n").length).join("\n");
}

function paragraphEnd(source: string): number {
  const end = source.indexOf("\n\n");
  return end < 0 ? source.length : end;
}

const cellCount = (row: string): number =>
  row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, "")
    .split(/(?<!\\)\|/).length;

const escapeBars = (row: string): string =>
  row.replace(/(`+)([^`]*)\1(?!`)/g, code => code.replace(/(?<!\\)\|/g, "\\|"));
