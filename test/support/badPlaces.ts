import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What may stand in the place of a file of ours, and how it is put there; false where this system cannot. */
export const badPlaces: readonly (readonly [string, (file: string) => boolean])[] = [
  ["a half file", file => put(file, '{"version":1,"thre')],
  ["an empty file", file => put(file, "")],
  ["garbage", file => put(file, "\u0000\u0001\u{1f600}")],
  ["another shape", file => put(file, '{"version":1,"threadId":7}')],
  ["a file of 100 MB", file => put(file, "") && (truncateSync(file, 100 * 1024 * 1024), true)],
  ["a folder", file => (mkdirSync(join(file, "in it"), { recursive: true }), true)],
  ["a pipe", file => spawnSync("mkfifo", [file]).status === 0],
  ["a link to a device", file => (symlinkSync("/dev/zero", file), true)],
  ["a link to nothing", file => (symlinkSync("nowhere", file), true)],
];

const put = (file: string, text: string): boolean => {
  writeFileSync(file, text);
  return true;
};

/** Names in `folder` of what was put aside. */
export const asideOf = (folder: string): readonly string[] =>
  readdirSync(folder).filter(name => /\.bad-\d{4}-/.test(name));
