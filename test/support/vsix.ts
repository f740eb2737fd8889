import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { zipEntries } from "./zip.ts";

/** Packs Folio; gives the size of the VSIX and its files by their names. */
export function packVsix(): { readonly size: number; readonly files: ReadonlyMap<string, Buffer> } {
  const folder = mkdtempSync(join(tmpdir(), "folio-vsix-"));
  const file = join(folder, "folio.vsix");
  execFileSync(process.execPath, [join(root, "src/build/package.mjs"), "--out", file], {
    stdio: "pipe",
  });
  const zip = readFileSync(file);
  rmSync(folder, { recursive: true });
  return { size: zip.length, files: zipEntries(zip) };
}

/** Writes the extension of a VSIX into a folder, as VS Code does when it installs it. */
export function unpackInto(folder: string, files: ReadonlyMap<string, Buffer>): void {
  for (const [name, bytes] of files) {
    if (!name.startsWith("extension/")) continue;
    const path = join(folder, name.slice("extension/".length));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
