import { deepEqual, equal } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { notificationMethods } from "../../src/protocol/methods.gen.ts";

/** What each folder may import: other folders of the house, and packages. `src/README.md` shows the same table. */
const table: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: readonly RegExp[] }>
> = {
  "src/protocol": { folders: [], packages: [] },
  "src/model": { folders: ["src/protocol"], packages: [] },
  "src/policy": { folders: ["src/protocol", "src/model"], packages: [] },
  "src/appserver": { folders: ["src/protocol"], packages: [/^vscode-jsonrpc/, /^node:/] },
  "src/engine": {
    folders: ["src/protocol", "src/model", "src/policy", "src/appserver"],
    packages: [/^vscode-jsonrpc/, /^node:/, /^diff$/],
  },
  "src/editor": {
    folders: ["src/engine", "src/model", "src/policy", "src/protocol"],
    packages: [
      /^vscode$/,
      /^node:(crypto|path|fs\/promises)$/,
      /^diff$/,
      /^valibot$/,
      /^jsonc-parser$/,
    ],
  },
  "src/gateway": {
    folders: ["src/engine", "src/model", "src/protocol"],
    packages: [/^node:/],
  },
  "src/extension.ts": {
    folders: ["src/appserver", "src/engine", "src/model", "src/editor"],
    packages: [/^vscode$/],
  },
  webview: {
    folders: ["src/model", "src/protocol"],
    packages: [
      /^preact/,
      /^@preact\//,
      /^marked$/,
      /^highlight\.js/,
      /^temml$/,
      /^@vscode\/webview-ui-toolkit$/,
    ],
  },
};

const sources = ["src", "webview"]
  .flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
      file => `${folder}/${file.replaceAll("\\", "/")}`,
    ),
  )
  .filter(file => /\.tsx?$/.test(file));
const roomOf = (path: string) =>
  Object.keys(table).find(room => path === room || path.startsWith(`${room}/`));

describe("the house", () => {
  it("imports only what the table allows", () => {
    const broken = sources.flatMap(file => {
      const room = roomOf(file);
      const rule = room === undefined ? undefined : table[room];
      if (!rule) return [`${file} is in no room`];
      const imports = [
        ...readFileSync(join(root, file), "utf8").matchAll(/(?:from|import)[\s(]+"([^"]+)"/g),
      ].map(([, from]) => from ?? "");
      return imports
        .filter(from => {
          if (!from.startsWith(".")) return !rule.packages.some(pattern => pattern.test(from));
          const target = roomOf(
            relative(root, resolve(root, dirname(file), from)).replaceAll("\\", "/"),
          );
          return target !== room && !rule.folders.includes(target ?? "");
        })
        .map(from => `${file} imports ${from}`);
    });
    deepEqual(broken, []);
  });

  it("shows every face of the engine only what all may know", () => {
    const others = sources
      .filter(file => /^src\/(?:editor|gateway)\//.test(file))
      .flatMap(file =>
        [...readFileSync(join(root, file), "utf8").matchAll(/"(?:\.\.\/)+engine\/([^"]+)"/g)]
          .filter(([, part]) => part !== "api.ts")
          .map(([, part]) => `${file} imports engine/${part}`),
      );
    deepEqual(others, []);
  });

  it("has one place that finds out what a change of the state was about", () =>
    deepEqual(
      sources
        .filter(file => /\bstore\.onChange\(/.test(readFileSync(join(root, file), "utf8")))
        .toSorted(),
      [
        "src/editor/chat/pump.ts",
        "src/engine/effects.ts",
        "src/engine/feed/feed.ts",
        "src/engine/store.ts",
      ],
    ));

  it("names what factories return, so that contracts have sentences", () =>
    deepEqual(
      sources.filter(file =>
        /ReturnType<typeof (create|make|assemble)/.test(readFileSync(join(root, file), "utf8")),
      ),
      [],
    ));

  it("knows the archived toolkit in one place", () =>
    deepEqual(
      sources.filter(file =>
        readFileSync(join(root, file), "utf8").includes('"@vscode/webview-ui-toolkit"'),
      ),
      ["webview/ui/toolkit.ts"],
    ));

  it("keeps the table of contents short", () =>
    equal(readFileSync(join(root, "src/extension.ts"), "utf8").split("\n").length <= 121, true));

  it("was thought through for every notification of the protocol", () =>
    equal(notificationMethods.length, 88));
});
