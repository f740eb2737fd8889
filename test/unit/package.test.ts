import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { pageOf } from "../../src/build/page.mjs";
import { manifest, root } from "../../src/build/paths.mjs";
import { packVsix } from "../support/vsix.ts";
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
    ["maths.js", 220, 62],
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

  describe("as a VSIX", () => {
    let size: number;
    let files: ReadonlyMap<string, Buffer>;
    const text = (name: string) => files.get(name)?.toString() ?? "";
    before(function () {
      this.timeout(120_000);
      ({ size, files } = packVsix());
    });

    it("has at most 800 KB and 60 files, without source maps and node_modules", () => {
      const names = [...files.keys()];
      ok(size <= 800 * kilobyte, `${size} bytes`);
      ok(names.length <= 60 && names.includes("extension/dist/extension.js"), names.join("\n"));
      ok(names.includes("extension/dist/THIRD-PARTY-NOTICES.txt"));
      deepEqual(
        names.filter(name => /node_modules|\.map$|\.ts$|^extension\/(src|test|\.)/.test(name)),
        [],
      );
    });

    it("has a page without pictures and links that VS Code cannot follow", () => {
      const followed = (page: string) =>
        [...page.matchAll(/(!?)\[[^\]]*\]\(([^)]*)\)/g)].map(([, mark, to = ""]) => mark + to);
      ok(followed(text("extension/readme.md")).every(to => /^https:|^#/.test(to)));
      const readme = readFileSync(join(root, "README.md"), "utf8");
      deepEqual(
        followed(pageOf(readme, "https://example.com/at/")).filter(to => to.startsWith("!")),
        ["!https://example.com/at/media/chat.png", "!https://example.com/at/media/diff.png"],
      );
    });

    it("tells the person first what to install and where to sign in, and the developer last", () => {
      const headings = [...text("extension/readme.md").matchAll(/^## (.*)$/gm)].map(
        ([, heading]) => heading,
      );
      equal(headings[0], "Get started");
      ok(headings.indexOf("Try it from the source") > headings.indexOf("Privacy"));
    });

    it("has a walkthrough whose pictures are in it, in the theme's colours, and whose buttons are commands", () => {
      const { contributes } = JSON.parse(text("extension/package.json")) as Manifest;
      const words = JSON.parse(text("extension/package.nls.json")) as Record<string, string>;
      const commands = contributes.commands.map(({ command }) => command);
      const [walkthrough] = contributes.walkthroughs;
      equal(words[walkthrough?.title.replaceAll("%", "") ?? ""], "Get Started with Folio");
      equal(walkthrough?.steps.length, 6);
      for (const { media, description, completionEvents } of walkthrough?.steps ?? []) {
        const picture = text(`extension/${media.svg}`);
        ok(picture.includes("var(--vscode-"), media.svg);
        equal(/#[0-9a-f]{3,8}"|rgb\(/i.test(picture), false, media.svg);
        const said = words[description.replaceAll("%", "")] ?? "";
        const named = [...said.matchAll(/\(command:(folio\.\w+)/g)].map(([, id = ""]) => id);
        ok(named.length > 0, said);
        for (const id of [
          ...named,
          ...completionEvents.flatMap(event => /^onCommand:(.*)/.exec(event)?.[1] ?? []),
        ])
          ok(commands.includes(id), id);
      }
    });
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
        "webview/maths/chunk.ts",
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

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly walkthroughs: readonly {
      readonly title: string;
      readonly steps: readonly {
        readonly description: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}
