/**
 * `npm run package [-- --out FILE] [--pictures ADDRESS]`: an installable VSIX of what package.json's `files` names, without
 * node_modules. Only with the web address of a folder that holds `media` has its page pictures.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pageOf } from "./page.mjs";
import { manifest, root } from "./paths.mjs";

const vsce = "@vscode/vsce@4.1.0";
const { name, version } = manifest();
const option = name => {
  const at = process.argv.indexOf(name);
  return at > 0 ? process.argv[at + 1] : null;
};
const out = option("--out") ?? join(root, `${name}-${version}.vsix`);
const page = "dist/page/README.md";
mkdirSync(join(root, "dist", "page"), { recursive: true });
writeFileSync(
  join(root, page),
  pageOf(readFileSync(join(root, "README.md"), "utf8"), option("--pictures")),
);
const arguments_ = [
  "--yes",
  vsce,
  "package",
  "--no-dependencies",
  "--no-rewrite-relative-links",
  "--allow-missing-repository",
  "--readme-path",
  page,
  "--out",
  out,
];
// Not a dependency: it is 86 MB that nobody else needs.
execFileSync("npx", arguments_, {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
});
