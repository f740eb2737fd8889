/**
 * The README as VS Code shows it on the page of the extension: without a repository it has no address for pictures and
 * files beside it. VS Code draws pictures of `data:` addresses, so they go into the text itself, and a link to a file of the
 * source becomes its name.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

/** @param {string} readme */
export const pageOf = readme =>
  readme
    .replace(
      /!\[([^\]]*)\]\(([^):]+\.png)\)/g,
      (_all, name, file) =>
        `![${name}](data:image/png;base64,${readFileSync(join(root, file), "base64")})`,
    )
    .replace(/(?<!!)\[([^\]]+)\]\((?![a-z]+:|#)[^)]*\)/g, (_all, name) => name);
