/** Puts the glyphs of the icons in use into the chat's style sheet. */
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./paths.mjs";

const table = "webview/ui/icons.ts";

/** Every name of @vscode/codicons with its character code. */
export function codicons() {
  const file = join(root, "node_modules/@vscode/codicons/src/template/mapping.json");
  const mapping = JSON.parse(readFileSync(file, "utf8"));
  return new Map(
    Object.entries(mapping).flatMap(([code, names]) => names.map(name => [name, Number(code)])),
  );
}

async function iconsInUse() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [table],
    write: false,
    format: "esm",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return (await import(`data:text/javascript;base64,${code}`)).icons;
}

async function iconRules() {
  const known = codicons();
  const rule = name => {
    const code = known.get(name);
    if (code === undefined) throw new Error(`@vscode/codicons has no icon “${name}” (${table}).`);
    return `.codicon-${name}::before { content: "\\${code.toString(16)}"; }`;
  };
  return (await iconsInUse()).map(rule).join("\n");
}

/** An esbuild plugin: `codicons.css` gets a rule for every icon of the table. */
export const iconGlyphs = {
  name: "icon-glyphs",
  setup(plugin) {
    plugin.onLoad({ filter: /[/\\]styles[/\\]codicons\.css$/ }, async ({ path }) => ({
      contents: `${readFileSync(path, "utf8")}\n${await iconRules()}`,
      loader: "css",
      watchFiles: [path, join(root, table)],
    }));
  },
};
