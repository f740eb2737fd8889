/** Installs the project's packages when they are missing or older than the lock file. Runs before everything else. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./tools.mjs";

const lock = join(root, "package-lock.json");
const installed = join(root, "node_modules", ".package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs - 1000) {
  process.stderr.write("folio: installing packages …\n");
  // Not `npm ci`: it refuses a lock file in which the optional binaries of another platform are missing.
  const install = ["install", "--no-save", "--no-audit", "--no-fund"];
  const npm = process.env.npm_execpath;
  if (npm) run(process.execPath, [npm, ...install], { cwd: root });
  else run("npm", install, { cwd: root, shell: process.platform === "win32" });
}
