/** Installs the project's packages when they are missing or older than the lock file. Runs before everything else. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./tools.mjs";

const lock = join(root, "package-lock.json");
const installed = join(root, "node_modules", ".package-lock.json");
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs - 1000) {
  process.stderr.write("folio: installing packages (npm ci) …\n");
  const npm = process.env.npm_execpath;
  if (npm) run(process.execPath, [npm, "ci", "--no-audit", "--no-fund"], { cwd: root });
  else
    run("npm", ["ci", "--no-audit", "--no-fund"], {
      cwd: root,
      shell: process.platform === "win32",
    });
}
