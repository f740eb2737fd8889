/**
 * The README as VS Code shows it on the page of the extension. VS Code draws there only pictures of web addresses, and a
 * link to a file beside the README leads nowhere.
 */

/**
 * @param {string} readme
 * @param {string | null} pictures The web address of a folder that holds `media`; null leaves the pictures out.
 */
export const pageOf = (readme, pictures) =>
  readme
    .replace(/!\[([^\]]*)\]\((media\/[^)]+)\)\n*/g, (all, _name, file) =>
      pictures === null ? "" : all.replace(file, () => `${pictures.replace(/\/$/, "")}/${file}`),
    )
    .replace(/(?<!!)\[([^\]]+)\]\((?![a-z]+:|#)[^)]*\)/g, (_all, name) => name);
