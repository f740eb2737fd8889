/** The first line of a text, cut to 120 characters. */
export const firstLine = (text: string): string =>
  Array.from(text.trimStart().slice(0, 240).split("\n", 1)[0] ?? "")
    .slice(0, 120)
    .join("");
