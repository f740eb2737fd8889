import { deepEqual, ok } from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { manifest, root } from "../../src/build/paths.mjs";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const guide = read(".github/CONTRIBUTING.md");
const named = [...guide.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text ?? "");
const scripts: Readonly<Record<string, string>> = manifest().scripts;

describe("the guide for contributors", () => {
  it("names files that exist", () => {
    const paths = named.filter(text => /^(?:src|test|webview)\/[\w./-]+$/.test(text));
    ok(paths.length > 20);
    deepEqual(
      paths.filter(path => !existsSync(join(root, path))),
      [],
    );
  });

  it("names every script", () => {
    const lifecycle = /^(?:pre|post)(?:start|test)$/;
    const unnamed = Object.keys(scripts).filter(
      name =>
        !lifecycle.test(name) &&
        !named.some(text => new RegExp(`^npm (?:run )?${name}\\b`).test(text)),
    );
    deepEqual(unnamed, []);
    for (const [, name = ""] of guide.matchAll(/`npm run ([\w-]+)/g)) ok(name in scripts, name);
  });

  it("names every variable that tests are told something by, and no other", () => {
    const told = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
      .filter(file => /\.(?:ts|mjs)$/.test(file))
      .flatMap(file => [
        ...read(join("test", file)).matchAll(/process\.env\["((?:FOLIO_)?[A-Z]+(?:_SEED)?)"\]/g),
      ])
      .map(([, name = ""]) => name);
    const ofOthers = new Set(["PATH", "HOME"]);
    const variables = named.flatMap(text => /^([A-Z_]+)=/.exec(text)?.[1] ?? []);
    deepEqual(
      [...new Set(told)].filter(name => !ofOthers.has(name) && !variables.includes(name)),
      [],
    );
    // `ONLY` and `SHUFFLE` are read together.
    const worker = read("test/support/run/worker.ts");
    deepEqual(
      variables.filter(name => !told.includes(name) && !worker.includes(name)),
      [],
    );
  });
});

describe("a debugged window", () => {
  const launch = JSON.parse(read(".vscode/launch.json"));
  const { tasks } = JSON.parse(read(".vscode/tasks.json"));
  const labels: readonly string[] = tasks.map(({ label }: { label: string }) => label);

  it("is prepared by tasks that exist, which run what exists", () => {
    const wanted: string[] = [
      ...launch.configurations.flatMap((row: Record<string, string>) => [
        row["preLaunchTask"] ?? [],
        row["postDebugTask"] ?? [],
      ]),
      ...tasks.flatMap(({ dependsOn = [] }: { dependsOn?: string[] }) => dependsOn),
    ].flat();
    ok(wanted.length > 3);
    deepEqual(
      wanted.filter(label => !labels.includes(label)),
      [],
    );
    for (const { type, script, args = [] } of tasks) {
      if (type === "npm") ok(script in scripts, script);
      for (const file of args.filter((text: string) => /\.m?[jt]s$/.test(text)))
        ok(existsSync(join(root, file)), file);
    }
  });
});
