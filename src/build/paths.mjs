import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** package.json of an extension's folder as it is on disk. */
export const manifest = (folder = root) =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));

/** The native `codex` of the pinned `@openai/codex` package: `@openai/codex-<platform>/vendor/<triple>/bin/codex`. */
export function serverBinary() {
  const vendor = join(
    root,
    "node_modules",
    "@openai",
    `codex-${process.platform}-${process.arch}`,
    "vendor",
  );
  const program = process.platform === "win32" ? "codex.exe" : "codex";
  const found = existsSync(vendor)
    ? readdirSync(vendor)
        .map(triple => join(vendor, triple, "bin", program))
        .find(existsSync)
    : undefined;
  if (!found)
    throw new Error(
      `No codex binary below ${vendor}: run \`npm ci\` (optional dependencies included).`,
    );
  return found;
}
