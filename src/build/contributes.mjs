/**
 * Writes package.json's commands, menus, keybindings and settings, their texts into package.nls.json, the README's tables
 * of them, and the English of all other texts for translators, from the rows in `src` and `webview`. `--check` writes
 * nothing and fails when a file differs.
 */
import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import prettier from "prettier";
import { manifest, root } from "./paths.mjs";
import { vscodeStandIn } from "./vscodeStandIn.mjs";

const { allCommands, settings, ruleSchema, ruleUsages, editorWords, webviewWords } =
  await loadRows();
/** What settings of lists are made of. */
const entries = { rules: { schema: ruleSchema, kinds: ruleUsages } };
/** Texts of package.json by their ids; those of its hand-written parts are kept as they stand. */
const texts = Object.fromEntries(
  Object.entries(JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8"))).filter(
    ([id]) => !/^(command|setting)\./.test(id),
  ),
);
const textOf = (id, english) => {
  texts[id] = english;
  return `%${id}%`;
};
const packageJson = manifest();
packageJson.contributes = { ...packageJson.contributes, ...contributions() };
packageJson.capabilities.untrustedWorkspaces.restrictedConfigurations = Object.entries(settings)
  .filter(([, { facts }]) => facts.scope === "machine" || facts.isRestricted)
  .map(([name]) => `folio.${name}`);

const json = value => prettier.format(JSON.stringify(value), { parser: "json-stringify" });
const sorted = words =>
  Object.fromEntries(Object.entries(words).toSorted(([one], [other]) => (one < other ? -1 : 1)));
const outputs = {
  "package.json": await json(packageJson),
  "package.nls.json": await json(sorted(texts)),
  "media/l10n/bundle.l10n.json": await json(sorted({ ...editorWords, ...webviewWords })),
  "README.md": await prettier.format(readme(readFileSync(join(root, "README.md"), "utf8")), {
    ...(await prettier.resolveConfig(join(root, "README.md"))),
    parser: "markdown",
  }),
};
const stale = Object.entries(outputs).filter(
  ([file, text]) =>
    !existsSync(join(root, file)) || readFileSync(join(root, file), "utf8") !== text,
);
if (process.argv.includes("--check")) {
  if (stale.length > 0) {
    console.error(
      `${stale.map(([file]) => file).join(", ")} differ from the rows: run \`npm run fix\`.`,
    );
    process.exitCode = 1;
  }
} else
  for (const [file, text] of stale) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

/** The rows as they are in the code; `vscode` is a stand-in that is never called. */
async function loadRows() {
  const outfile = join(root, "dist", "run", "rows.mjs");
  await build({
    stdin: {
      contents: `
        export { allCommands } from "./src/editor/commands/all.ts";
        export { settings } from "./src/editor/settings.ts";
        export { ruleSchema, ruleUsages } from "./src/policy/rules/schema.ts";
        export { editorWords } from "./src/editor/words/words.ts";
        export { webviewWords } from "./webview/words/words.ts";
      `,
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
      title: textOf(`command.${id.slice("folio.".length)}`, title),
      category: "Folio",
      ...(icon ? { icon } : {}),
    })),
    menus,
    keybindings: allCommands
      .filter(({ keybinding }) => keybinding)
      .map(({ id, keybinding }) => ({ command: id, ...keybinding })),
    configuration: {
      title: "%configuration%",
      properties: Object.fromEntries(
        Object.entries(settings).map(([name, row], order) => [
          `folio.${name}`,
          {
            ...withTexts(schemaOf(row), name),
            default: row.default,
            scope: row.facts.scope,
            order,
            markdownDescription: textOf(`setting.${name}`, descriptionOf(row)),
          },
        ]),
      ),
    },
  };
}

function schemaOf({ schema }) {
  const { schema: items } = entries[schema.items] ?? {};
  return items ? { ...schema, items } : schema;
}

function descriptionOf({ schema, facts: { description } }) {
  const { kinds } = entries[schema.items] ?? {};
  return kinds ? description.replace("{kinds}", kinds) : description;
}

/** A schema whose descriptions of words have ids. */
function withTexts(schema, name) {
  if (!schema.enumDescriptions) return schema;
  const means = schema.enumDescriptions.map((text, at) =>
    textOf(`setting.${name}.${schema.enum[at]}`, text),
  );
  return { ...schema, enumDescriptions: means };
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
      `| \`folio.${name}\` | \`${JSON.stringify(row.default)}\` | ${descriptionOf(row)}${row.facts.scope === "machine" ? " *User settings only.*" : ""} |`,
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
