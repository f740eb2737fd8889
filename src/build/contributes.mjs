/**
 * Writes package.json's commands, menus, keybindings and settings, and the README's tables of them, from the rows in
 * `src/editor`. `--check` writes nothing and fails when a file differs.
 */
import { build } from "esbuild";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import prettier from "prettier";
import { manifest, root } from "./paths.mjs";
import { vscodeStandIn } from "./vscodeStandIn.mjs";

const { allCommands, settings } = await loadRows();
const packageJson = manifest();
packageJson.contributes = { ...packageJson.contributes, ...contributions() };
packageJson.capabilities.untrustedWorkspaces.restrictedConfigurations = Object.entries(settings)
  .filter(([, { facts }]) => facts.scope === "machine" || facts.isRestricted)
  .map(([name]) => `folio.${name}`);

const outputs = {
  "package.json": await prettier.format(JSON.stringify(packageJson), { parser: "json-stringify" }),
  "README.md": await prettier.format(readme(readFileSync(join(root, "README.md"), "utf8")), {
    ...(await prettier.resolveConfig(join(root, "README.md"))),
    parser: "markdown",
  }),
};
const stale = Object.entries(outputs).filter(
  ([file, text]) => readFileSync(join(root, file), "utf8") !== text,
);
if (process.argv.includes("--check")) {
  if (stale.length > 0) {
    console.error(
      `${stale.map(([file]) => file).join(", ")} differ from the rows: run \`npm run fix\`.`,
    );
    process.exitCode = 1;
  }
} else for (const [file, text] of stale) writeFileSync(join(root, file), text);

/** The rows as they are in the code; `vscode` is a stand-in that is never called. */
async function loadRows() {
  const outfile = join(root, "dist", "run", "rows.mjs");
  await build({
    stdin: {
      contents: `export { allCommands } from "./src/editor/commands/all.ts"; export { settings } from "./src/editor/settings.ts";`,
      resolveDir: root,
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile,
    logLevel: "error",
    plugins: [vscodeStandIn],
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  const rows = await import(pathToFileURL(outfile).href);
  rmSync(outfile);
  return rows;
}

function contributions() {
  const menus = {
    commandPalette: allCommands
      .filter(({ when }) => when !== undefined)
      .map(({ id, when }) => ({ command: id, when: String(when) })),
  };
  for (const { id, menus: places = {} } of allCommands)
    for (const [place, { when, group }] of Object.entries(places))
      (menus[place] ??= []).push({ command: id, when, group });
  return {
    commands: allCommands.map(({ id, title, icon }) => ({
      command: id,
      title,
      category: "Folio",
      ...(icon ? { icon } : {}),
    })),
    menus,
    keybindings: allCommands
      .filter(({ keybinding }) => keybinding)
      .map(({ id, keybinding }) => ({ command: id, ...keybinding })),
    configuration: {
      title: "Folio for Codex",
      properties: Object.fromEntries(
        Object.entries(settings).map(([name, row], order) => [
          `folio.${name}`,
          {
            ...row.schema,
            default: row.default,
            scope: row.facts.scope,
            order,
            markdownDescription: row.facts.description,
          },
        ]),
      ),
    },
  };
}

function readme(text) {
  const commandRows = allCommands
    .filter(({ when }) => when !== false)
    .map(
      ({ title, keybinding }) =>
        `| Folio: ${title} | ${keybinding ? `\`${keybinding.key}\`${keybinding.when === "folio.reviewActive" ? " (in its diff)" : ""}` : ""} |`,
    );
  const settingRows = Object.entries(settings).map(
    ([name, row]) =>
      `| \`folio.${name}\` | \`${JSON.stringify(row.default)}\` | ${row.facts.description}${row.facts.scope === "machine" ? " *User settings only.*" : ""} |`,
  );
  const tables = {
    commands: ["| command | keys |", "|:--|:--|", ...commandRows],
    settings: ["| setting | default | what it does |", "|:--|:--|:--|", ...settingRows],
  };
  return Object.entries(tables).reduce(
    (result, [name, lines]) =>
      result.replace(
        new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`),
        (_all, start, end) => `${start}\n${lines.join("\n")}\n\n${end}`,
      ),
    text,
  );
}
