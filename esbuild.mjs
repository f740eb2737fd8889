/**
 * Builds everything. `node esbuild.mjs` the product as it ships; `--dev` the product for a debugger (readable, with source
 * maps), `--watch` the same on every change; `--tests` the test bundles; `--run FILE [args]` one TypeScript program of
 * test/ (so that Node 20 can run it).
 */
import { context, build } from "esbuild";
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { iconGlyphs } from "./src/build/icons.mjs";
import { writeNotices } from "./src/build/notices.mjs";
import { root } from "./src/build/paths.mjs";
import { vscodeStandIn } from "./src/build/vscodeStandIn.mjs";

const common = { absWorkingDir: root, bundle: true, logLevel: "warning", legalComments: "none" };
const isDevelopment = ["--dev", "--watch"].some(mode => process.argv.includes(mode));
const minify = !isDevelopment;
/** Never in the package: a map holds the sources. */
const sourcemap = isDevelopment && "linked";
// The webview's page may load nothing but its scripts, so its map is within.
const webviewSourcemap = isDevelopment && "inline";

/** What is imported when it is needed (`import()`) is a bundle of its own beside the one that needs it. */
const lateParts = {
  name: "late-parts",
  setup(plugin) {
    plugin.onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === "dynamic-import"
        ? { path: `./${basename(path, ".ts")}.js`, external: true }
        : undefined,
    );
  },
};

const product = [
  {
    ...common,
    entryPoints: {
      extension: "src/extension.ts",
      supervise: "src/appserver/supervise.ts",
      files: "src/engine/files.ts",
      judge: "src/engine/judge/judge.ts",
      reading: "src/engine/review/reading.ts",
      theme: "src/editor/theme.ts",
    },
    outdir: "dist",
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    mainFields: ["module", "main"],
    plugins: [lateParts],
    supported: { "dynamic-import": false },
    minify,
    sourcemap,
  },
  {
    ...common,
    entryPoints: {
      webview: "webview/main.tsx",
      toolkit: "webview/ui/toolkit.ts",
      highlight: "webview/highlight/chunk.ts",
      terminal: "webview/terminal/chunk.ts",
      maths: "webview/maths/chunk.ts",
    },
    outdir: "dist",
    platform: "browser",
    format: "iife",
    target: "chrome128",
    jsx: "automatic",
    jsxImportSource: "preact",
    // The toolkit ships a React face that nobody asks for.
    alias: { react: "preact" },
    minify,
    sourcemap: webviewSourcemap,
  },
  {
    ...common,
    entryPoints: { webview: "webview/styles/index.css" },
    outdir: "dist",
    external: ["*.ttf", "./codicon.ttf"],
    plugins: [iconGlyphs],
    minify,
  },
];

/** Plain scripts know where they lie: they are imported from there and not bundled. */
const scriptsStay = {
  name: "scripts-stay",
  setup(plugin) {
    plugin.onResolve({ filter: /^\..*\.mjs$/ }, ({ path, resolveDir }) => ({
      path: pathToFileURL(join(resolveDir, path)).href,
      external: true,
    }));
  },
};

const forNode = {
  ...common,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
  sourcemap: "inline",
  plugins: [scriptsStay, vscodeStandIn],
  outExtension: { ".js": ".mjs" },
};

/** Test files are found, never listed. The editor's own run inside VS Code and are CommonJS for it. */
async function buildTests() {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter(file => /\.test\.tsx?$/.test(file))
    .map(file => join("test", file));
  const entryPoints = [...files, join("test", "support", "run", "worker.ts")];
  await build({ ...forNode, entryPoints, outdir: "dist/test", outbase: "test" });
}

async function runProgram(file, args) {
  const outfile = join(
    root,
    "dist",
    "run",
    `${relative(root, file).replaceAll(/[/\\]/g, "-")}.mjs`,
  );
  await build({ ...forNode, entryPoints: [file], outfile, outExtension: undefined });
  process.argv = [process.argv[0], outfile, ...args];
  await import(pathToFileURL(outfile).href);
}

function copyAssets() {
  mkdirSync(join(root, "dist"), { recursive: true });
  // The maps of an earlier development build fit no other.
  for (const file of readdirSync(join(root, "dist")))
    if (file.endsWith(".map")) rmSync(join(root, "dist", file));
  cpSync(
    join(root, "node_modules/@vscode/codicons/dist/codicon.ttf"),
    join(root, "dist/codicon.ttf"),
  );
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === "--run") await runProgram(rest[0], rest.slice(1));
else if (mode === "--tests") await buildTests();
else {
  copyAssets();
  if (mode === "--watch") for (const options of product) await (await context(options)).watch();
  else {
    const built = await Promise.all(product.map(options => build({ ...options, metafile: true })));
    writeNotices(built.map(({ metafile }) => metafile));
  }
}
