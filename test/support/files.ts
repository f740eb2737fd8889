import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

/** A folder as it was. */
export interface Kept {
  /** Puts every file, link and folder back; what is as it was is not touched. */
  putBack(): void;
}

type Entry =
  | { readonly kind: "folder" }
  | { readonly kind: "link"; readonly to: string }
  | { readonly kind: "file"; readonly content: Buffer; readonly mode: number };

/** Keeps what a folder holds, in memory. */
export function keepFolder(folder: string): Kept {
  const kept = new Map(list(folder).map(name => [name, read(join(folder, name))] as const));
  return {
    putBack() {
      // What lies in a folder comes after it, so that it goes before it.
      for (const name of list(folder).toReversed()) {
        const wanted = kept.get(name);
        if (!wanted || !isLike(join(folder, name), wanted))
          rmSync(join(folder, name), { recursive: true, force: true });
      }
      const present = new Set(list(folder));
      for (const [name, entry] of kept) if (!present.has(name)) write(join(folder, name), entry);
    },
  };
}

/** All that lies in a folder, without what links lead to. */
const list = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory()
      ? [entry.name, ...list(join(folder, entry.name)).map(name => join(entry.name, name))]
      : [entry.name],
  );

function read(path: string): Entry {
  const { mode } = lstatSync(path);
  if (lstatSync(path).isDirectory()) return { kind: "folder" };
  if (lstatSync(path).isSymbolicLink()) return { kind: "link", to: readlinkSync(path) };
  return { kind: "file", content: readFileSync(path), mode };
}

function isLike(path: string, wanted: Entry): boolean {
  const stat = lstatSync(path);
  switch (wanted.kind) {
    case "folder":
      return stat.isDirectory();
    case "link":
      return stat.isSymbolicLink() && readlinkSync(path) === wanted.to;
    case "file":
      return (
        stat.isFile() &&
        stat.mode === wanted.mode &&
        stat.size === wanted.content.length &&
        readFileSync(path).equals(wanted.content)
      );
  }
}

function write(path: string, entry: Entry): void {
  switch (entry.kind) {
    case "folder":
      mkdirSync(path);
      return;
    case "link":
      symlinkSync(entry.to, path);
      return;
    case "file":
      writeFileSync(path, entry.content);
      chmodSync(path, entry.mode);
      return;
  }
}
