import { parse } from "jsonc-parser";
import { ColorThemeKind, extensions, Uri, window, workspace } from "vscode";

/** For each class of the highlighter the matching scopes of a theme, best first. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  comment: ["comment"],
  string: ["string"],
  regexp: ["string.regexp"],
  keyword: ["keyword.control", "keyword", "storage.type", "storage"],
  number: ["constant.numeric"],
  literal: ["constant.language", "constant"],
  function: ["entity.name.function", "support.function"],
  type: ["entity.name.type", "entity.name.class", "support.type", "support.class"],
  variable: ["variable", "variable.other"],
  attribute: ["entity.other.attribute-name"],
  tag: ["entity.name.tag"],
  operator: ["keyword.operator"],
};

interface TokenRule {
  readonly scope?: string | readonly string[];
  readonly settings?: { readonly foreground?: string };
}

/**
 * Colours for code in the chat. VS Code gives webviews no token colours, so they are read from the file of the active
 * theme. A class that is missing here has a colour in the style sheet.
 */
export async function syntaxColours(): Promise<Readonly<Record<string, string>>> {
  const rules = await themeRules();
  const colours: Record<string, string> = {};
  for (const [name, candidates] of Object.entries(scopes)) {
    const found = candidates
      .map(scope => colourOf(rules, scope))
      .find(colour => colour !== undefined);
    if (found) colours[name] = found;
  }
  return colours;
}

function colourOf(rules: readonly TokenRule[], scope: string): string | undefined {
  let best: { readonly length: number; readonly colour?: string } = { length: -1 };
  for (const { scope: names, settings } of rules) {
    const colour = settings?.foreground;
    if (typeof colour !== "string" || !/^#[0-9a-f]{3,8}$/i.test(colour)) continue;
    for (const name of (typeof names === "string" ? names.split(",") : (names ?? [])).map(text =>
      text.trim(),
    ))
      if ((scope === name || scope.startsWith(`${name}.`)) && name.length >= best.length)
        best = { length: name.length, colour };
  }
  return best.colour;
}

async function themeRules(): Promise<readonly TokenRule[]> {
  const id = activeThemeId();
  for (const { extensionUri, packageJSON } of extensions.all) {
    const themes: unknown = packageJSON?.contributes?.themes;
    if (!Array.isArray(themes)) continue;
    const theme = themes.find(entry => entry?.id === id || entry?.label === id);
    if (typeof theme?.path === "string")
      return readTheme(Uri.joinPath(extensionUri, theme.path), 0);
  }
  return [];
}

function activeThemeId(): string | undefined {
  const configuration = workspace.getConfiguration();
  if (!configuration.get<boolean>("window.autoDetectColorScheme"))
    return configuration.get("workbench.colorTheme");
  const names = {
    [ColorThemeKind.Light]: "workbench.preferredLightColorTheme",
    [ColorThemeKind.Dark]: "workbench.preferredDarkColorTheme",
    [ColorThemeKind.HighContrast]: "workbench.preferredHighContrastColorTheme",
    [ColorThemeKind.HighContrastLight]: "workbench.preferredHighContrastLightColorTheme",
  };
  return configuration.get(names[window.activeColorTheme.kind]);
}

const maxIncludes = 8;

async function readTheme(uri: Uri, depth: number): Promise<readonly TokenRule[]> {
  if (depth > maxIncludes) return [];
  const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
  // Nothing but colours is used of a theme, and `colourOf` checks each of them.
  const theme = parse(text, undefined, { allowTrailingComma: true }) as
    { include?: string; tokenColors?: readonly TokenRule[] } | undefined;
  const own = Array.isArray(theme?.tokenColors) ? theme.tokenColors : [];
  const included = theme?.include
    ? await readTheme(Uri.joinPath(uri, "..", theme.include), depth + 1)
    : [];
  return [...included, ...own];
}
