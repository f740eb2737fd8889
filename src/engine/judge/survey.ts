import { opendir, readFile, realpath, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { liftsOf, type Finding, type Survey } from "../../policy/folder.ts";
import { isHidden, isSecret } from "../../policy/paths.ts";

const maxEntries = 60_000;
const maxScanMs = 1500;
/** Files that tell a search what to leave out, and what to take in all the same. */
const ignoreFiles = new Set([".gitignore", ".ignore", ".rgignore"]);

/** Looks through a folder below a root; null when it is too large to tell, or may not be read. */
export async function surveyOf(folder: string, root: string): Promise<Survey | null> {
  const end = performance.now() + maxScanMs;
  const findings: Finding[] = [];
  const links: string[] = [];
  const rules: string[] = [];
  let entries = 0;
  try {
    const [top, realRoot] = await Promise.all([realpath(folder), realpath(root)]);
    const folders = [top];
    for (let place = folders.pop(); place !== undefined; place = folders.pop())
      for await (const entry of await opendir(place)) {
        if (++entries > maxEntries || performance.now() > end) return null;
        const path = join(place, entry.name);
        const shown = relative(realRoot, path).split(sep).join("/");
        const isFolder = entry.isDirectory();
        if (ignoreFiles.has(entry.name)) rules.push(path);
        if (isHidden(entry.name) || isSecret(entry.name)) findings.push({ path: shown, isFolder });
        else if (isFolder) folders.push(path);
        if (!isFolder && !entry.isFile()) links.push(shown);
      }
    rules.push(...rulesAbove(top), join(realRoot, ".git", "info", "exclude"));
  } catch {
    return null; // a folder that may not be read, or went away meanwhile
  }
  const texts = await Promise.all(rules.map(readRules));
  if (texts.includes(null)) return null;
  return { findings, links, lifts: texts.flatMap(text => liftsOf(text ?? "")) };
}

/** Searches obey the ignore files of all folders above as well. */
function rulesAbove(folder: string): string[] {
  const above = dirname(folder);
  return above === folder
    ? []
    : [...[...ignoreFiles].map(name => join(above, name)), ...rulesAbove(above)];
}

const maxRules = 1024 * 1024;

async function readRules(path: string): Promise<string | null> {
  try {
    const { size, ...found } = await stat(path).then(known => ({
      size: known.size,
      isFile: known.isFile(),
      isFolder: known.isDirectory(),
    }));
    if (found.isFolder) return "";
    if (!found.isFile || size > maxRules) return null;
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    return code === "ENOENT" || code === "ENOTDIR" ? "" : null;
  }
}
