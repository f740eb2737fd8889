/** Folders full of files, and changes to many of them. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratch } from "../support/vscodeServer.ts";

/** Writes so many small files into a hundred folders below `folder`. */
export function fill(folder: string, count: number, text: (at: number) => string): void {
  for (let at = 0; at < count; at++) {
    const place = join(folder, `part${at % 100}`);
    if (at < 100) mkdirSync(place, { recursive: true });
    writeFileSync(join(place, `${at}.txt`), text(at));
  }
}

/** Calls with a folder that is gone afterwards. */
export async function withFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = scratch();
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const lines = 100;
const changed = [10, 35, 60, 85];
const lineOf = (file: number, line: number): string => `const value${line} = ${file} + ${line};`;

/** The text of a file of a big change: 100 lines, of which four are changed. */
const changedFile = (file: number): string =>
  Array.from({ length: lines }, (_, line) => `${lineOf(file, line)}\n`).join("");

/** Puts the files of a change of `count` files into a workspace. */
export function writeChangedFiles(workspace: string, count: number): void {
  mkdirSync(join(workspace, "many"), { recursive: true });
  for (let at = 0; at < count; at++)
    writeFileSync(join(workspace, "many", `mod${at}.js`), changedFile(at));
}

export function patchOfFiles(count: number): string {
  const hunk = (file: number) => (line: number) =>
    `@@\n ${lineOf(file, line - 1)}\n-${lineOf(file, line)}\n+${lineOf(file, line).replace("const", "let")}\n ${lineOf(file, line + 1)}\n`;
  const file = (at: number) =>
    `*** Update File: many/mod${at}.js\n${changed.map(hunk(at)).join("")}`;
  return `*** Begin Patch\n${Array.from({ length: count }, (_, at) => file(at)).join("")}*** End Patch\n`;
}
