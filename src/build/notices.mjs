/** Writes dist/THIRD-PARTY-NOTICES.txt: who made what is bundled, and under which licence. */
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

const noticesFile = join(root, "dist", "THIRD-PARTY-NOTICES.txt");

/** It is shipped as a file of its own, so that no bundle names it. */
const copied = "node_modules/@vscode/codicons";

/** The folders of all packages that some bundle holds a part of, from what esbuild says of them. */
function bundledPackages(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(output =>
      Object.entries(output.inputs)
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .map(([file]) => file),
    ),
  );
  const folders = inputs.flatMap(file => {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
    return found ? [found[1]] : [];
  });
  return [...new Set([...folders, copied])].toSorted((left, right) => left.localeCompare(right));
}

/** Name, version, maker and licence of a package, with the licence's text. */
function noticeOf(folder) {
  const place = join(root, folder);
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(place, "package.json"), "utf8"),
  );
  const files = readdirSync(place)
    .filter(file => /^(licen[cs]e|copying|notice)/i.test(file))
    .toSorted();
  const texts = files.map(file => readFileSync(join(place, file), "utf8").trim());
  if (files.length === 0) texts.push(mitText(folder, license, author?.name));
  const by = typeof author === "string" ? author : author?.name;
  const title = `${name} ${version}${by ? ` by ${by}` : ""} (${license})`;
  return { title, text: texts.join("\n\n") };
}

/** Some packages name their licence and forget its text. */
function mitText(folder, license, author) {
  if (license !== "MIT" || !author)
    throw new Error(`${folder} has no licence text that could be shipped with it`);
  const ours = readFileSync(join(root, "LICENSE"), "utf8");
  return ours.trim().replace(/^Copyright .*$/m, `Copyright (c) ${author}`);
}

export function writeNotices(metafiles) {
  const notices = bundledPackages(metafiles).map(noticeOf);
  const parts = notices.map(({ title, text }) => `${title}\n\n${text}\n`);
  const line = `\n${"-".repeat(80)}\n\n`;
  const head = "Folio for Codex contains parts of the following works.\n";
  writeFileSync(noticesFile, [head, ...parts].join(line));
}
