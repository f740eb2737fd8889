import { deepEqual, equal, ok } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { manifest, root } from "../../src/build/paths.mjs";
import { sharedWords } from "../../src/model/text/words/shared.ts";

const kilobyte = 1024;
const bundle = (name: string) => readFileSync(join(root, "dist", name));

describe("what is shipped", () => {
  const budgets = [
    ["extension.js", 350, 100],
    ["supervise.js", 85, 25],
    ["files.js", 75, 27],
    ["judge.js", 100, 36],
    ["reading.js", 40, 16],
    ["theme.js", 20, 8],
    ["webview.js", 300, 90],
    ["toolkit.js", 85, 26],
    ["highlight.js", 115, 36],
    ["terminal.js", 20, 8],
    ["webview.css", 60, 60],
    ["codicon.ttf", 126, 126],
  ] as const;
  for (const [name, minified, zipped] of budgets)
    it(`${name} is within ${minified} KB, ${zipped} KB zipped`, () => {
      const bytes = bundle(name);
      ok(bytes.length <= minified * kilobyte, `${bytes.length} bytes`);
      ok(gzipSync(bytes).length <= zipped * kilobyte, `${gzipSync(bytes).length} bytes zipped`);
    });

  it("names no source map in what it ships", () => {
    for (const [name] of budgets) equal(bundle(name).includes("sourceMappingURL"), false, name);
  });

  it("says nothing in parts that are loaded late: they would know no language but English", () => {
    const texts = Object.values(sharedWords).filter(
      text => text.length > 30 && !text.includes("{"),
    );
    for (const name of ["supervise.js", "files.js", "judge.js", "reading.js"]) {
      const code = bundle(name).toString();
      deepEqual(
        texts.filter(text => code.includes(text)),
        [],
        name,
      );
    }
  });

  it("is a VSIX of at most 800 KB and 60 files, without source maps and node_modules", function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), "folio-vsix-"));
    const file = join(folder, "folio.vsix");
    execFileSync(process.execPath, [join(root, "src/build/package.mjs"), "--out", file], {
      stdio: "pipe",
    });
    const names = zipNames(readFileSync(file));
    ok(statSync(file).size <= 800 * kilobyte, `${statSync(file).size} bytes`);
    ok(names.length <= 60 && names.includes("extension/dist/extension.js"), names.join("\n"));
    ok(names.includes("extension/dist/THIRD-PARTY-NOTICES.txt"));
    deepEqual(
      names.filter(name => /node_modules|\.map$|\.ts$|^extension\/(src|test|\.)/.test(name)),
      [],
    );
    rmSync(folder, { recursive: true });
  });

  it("tells who made what is bundled, with the text of each licence", async () => {
    const notices = readFileSync(join(root, "dist", "THIRD-PARTY-NOTICES.txt"), "utf8");
    const bundles = await Promise.all(
      [
        "src/extension.ts",
        "webview/main.tsx",
        "webview/ui/toolkit.ts",
        "webview/highlight/chunk.ts",
        "webview/terminal/chunk.ts",
      ].map(entry =>
        build({
          absWorkingDir: root,
          entryPoints: [entry],
          bundle: true,
          write: false,
          metafile: true,
          outdir: "out",
          platform: entry.startsWith("src") ? "node" : "browser",
          mainFields: ["module", "main"],
          external: ["vscode"],
          alias: { react: "preact" },
          jsx: "automatic",
          jsxImportSource: "preact",
          logLevel: "error",
        }),
      ),
    );
    const folders = new Set(
      bundles
        .flatMap(({ metafile }) => Object.values(metafile.outputs))
        .flatMap(({ inputs }) => Object.entries(inputs))
        .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
        .flatMap(([file]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []),
    );
    folders.add("node_modules/@vscode/codicons");
    ok(folders.size >= 16, [...folders].join("\n"));
    for (const folder of folders) {
      const { name, version } = JSON.parse(
        readFileSync(join(root, folder, "package.json"), "utf8"),
      );
      ok(notices.includes(`\n${name} ${version} `), folder);
      for (const file of readdirSync(join(root, folder)))
        if (/^(licen[cs]e|notice)/i.test(file))
          ok(notices.includes(readFileSync(join(root, folder, file), "utf8").trim()), folder);
    }
    const titles = [...notices.matchAll(/^-{80}\n\n(.+)\n\n([^]{400})/gm)];
    equal(titles.length, folders.size);
    for (const [, title, begin] of titles)
      ok(/copyright|Attribution 4.0/i.test(begin ?? ""), title);
  });

  it("needs nothing at run time that is not in it", () =>
    deepEqual(manifest().dependencies ?? {}, {}));

  it("lets no address of a registry into the lock file", () =>
    ok(!readFileSync(join(root, "package-lock.json"), "utf8").includes('"resolved"')));

  it("touches no name of OpenAI's own extension", () => {
    const { contributes } = manifest();
    const names = [
      ...contributes.commands.map((entry: { command: string }) => entry.command),
      ...Object.keys(contributes.configuration.properties),
      ...contributes.views.folio.map((entry: { id: string }) => entry.id),
    ];
    deepEqual(
      names.filter(name => !name.startsWith("folio.")),
      [],
    );
  });
});

/** Names in a zip's central directory. */
function zipNames(zip: Buffer): string[] {
  const names: string[] = [];
  const header = 0x02014b50;
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  for (let at = zip.readUInt32LE(end + 16); at < end && zip.readUInt32LE(at) === header;) {
    const length = zip.readUInt16LE(at + 28);
    names.push(zip.toString("utf8", at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}
