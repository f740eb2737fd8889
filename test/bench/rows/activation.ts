import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../../../src/build/paths.mjs";
import { ensureCodeServer } from "../../support/tools.mjs";
import type { Bench } from "../rows.ts";
import type { Figure } from "../figure.ts";

/**
 * `require` and `activate` in a process of their own, with a stand-in for `vscode`. In a real extension host it was measured
 * to take the same. CPU time beside it holds on a busy machine too.
 */
export function activation({ rounds }: Bench): Figure[] {
  const [ours, bare] = ["dist/extension.js", "test/bench/rows/empty.cjs"].map(file =>
    Array.from({ length: rounds + 2 }, () => activate(join(root, file))),
  );
  const floor = (pick: (time: Times) => number) => ({
    is: "an empty module",
    values: (bare ?? []).map(pick),
  });
  const figure = (id: string, what: string, pick: (time: Times) => number): Figure => ({
    id: `activation.${id}`,
    what,
    unit: "ms",
    values: (ours ?? []).map(pick),
    floor: floor(pick),
    goal: { max: 20 },
  });
  return [
    figure("time", "activation (require and activate)", ({ wall }) => wall),
    { ...figure("cpu", "activation, CPU time", ({ cpu }) => cpu), goal: { max: 30 } },
  ];
}

interface Times {
  readonly wall: number;
  readonly cpu: number;
}

const script = `
  const Module = require("node:module");
  const handler = { get: (_t, name) => name === "then" ? undefined : name === Symbol.toPrimitive ? () => "" : stub, apply: () => stub, construct: () => stub, set: () => true };
  const stub = new Proxy(function () {}, handler);
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? stub : load(name, ...rest));
  // What every extension host has loaded long before.
  for (const name of ["fs", "fs/promises", "path", "os", "child_process", "crypto", "url", "util", "events", "stream", "net"]) require("node:" + name);
  const cpu = process.cpuUsage();
  const began = performance.now();
  const extension = require(process.argv[1]);
  extension.activate?.({ subscriptions: [], workspaceState: { get: (_k, d) => d }, globalStorageUri: { fsPath: "/tmp" }, extension: { packageJSON: {} }, extensionUri: {} });
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
  process.exit(0);`;

/** The one that runs VS Code's extension host. */
const { node } = ensureCodeServer();

const activate = (file: string): Times =>
  // The script above prints this shape.
  JSON.parse(execFileSync(node, ["-e", script, file], { encoding: "utf8" })) as Times;
