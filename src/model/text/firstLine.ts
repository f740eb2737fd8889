/** The first line of a text that is not blank, cut to `limit` characters: a text can be a megabyte long. */
export const firstLine = (text: string, limit = 120): string =>
  Array.from(
    text
      .trimStart()
      .slice(0, 2 * limit)
      .split("\n", 1)[0] ?? "",
  )
    .slice(0, limit)
    .join("");
