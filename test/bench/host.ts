/** What can be measured without an editor: sizes, loading, the server's start, the first token of the raw pipe. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { connect } from "../../src/appserver/connection.ts";
import { launch } from "../../src/appserver/launch.ts";
import { root, serverBinary } from "../../src/build/paths.mjs";
import { startEngine } from "../support/engine.ts";
import { demo } from "../model/demo.ts";
import { startModel } from "../model/server.ts";
import { createHome } from "../support/home.ts";
import { copyWorkspace, scratch } from "../support/vscodeServer.ts";
import { median, type Figure } from "./table.ts";

export function sizes(): Figure[] {
  return [
    "extension.js",
    "supervise.js",
    "files.js",
    "judge.js",
    "reading.js",
    "theme.js",
    "webview.js",
    "toolkit.js",
    "highlight.js",
    "terminal.js",
    "webview.css",
  ].flatMap((name): Figure[] => {
    const bytes = readFileSync(join(root, "dist", name));
    return [
      { what: `${name}, minified`, value: bytes.length / 1024, unit: "KB" },
      { what: `${name}, zipped`, value: gzipSync(bytes).length / 1024, unit: "KB" },
    ];
  });
}

/** `require` and `activate` in a process of their own, with a stand-in for `vscode`; the floor is an empty module. */
export function activation(): Figure {
  const script = `
    const Module = require("node:module");
    const handler = { get: (_t, name) => name === "then" ? undefined : name === Symbol.toPrimitive ? () => "" : stub, apply: () => stub, construct: () => stub, set: () => true };
    const stub = new Proxy(function () {}, handler);
    const load = Module._load;
    Module._load = (name, ...rest) => (name === "vscode" ? stub : load(name, ...rest));
    const began = performance.now();
    const extension = require(process.argv[1]);
    extension.activate?.({ subscriptions: [], workspaceState: { get: (_k, d) => d }, globalStorageUri: { fsPath: "/tmp" }, extension: { packageJSON: {} }, extensionUri: {} });
    console.log(performance.now() - began);
    process.exit(0);`;
  const time = (file: string) =>
    median(
      Array.from({ length: 7 }, () =>
        Number(execFileSync(process.execPath, ["-e", script, file], { encoding: "utf8" })),
      ),
    );
  return {
    what: "activation (require and activate)",
    value: time(join(root, "dist", "extension.js")),
    unit: "ms",
    floor: time(join(root, "test", "bench", "empty.cjs")),
    floorIs: "an empty module",
  };
}

const now = () => performance.now();

/** Spawn to `initialize`, by the engine and by hand. */
export async function serverStart(): Promise<Figure> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < 5; round++) {
    const test = await startEngine();
    const began = now();
    await test.engine.server.start();
    ours.push(now() - began);
    await test.dispose();
    bare.push(await rawStart());
  }
  return {
    what: "server spawn to initialize",
    value: median(ours),
    unit: "ms",
    floor: median(bare),
    floorIs: "the raw pipe",
  };
}

async function rawStart(): Promise<number> {
  const model = await startModel(demo);
  const home = createHome(model.url);
  const began = now();
  const process_ = startProcess(home.path);
  process_.stdin.write(
    `${JSON.stringify({ id: 0, method: "initialize", params: { clientInfo: { name: "bench", title: null, version: "0" }, capabilities: null } })}\n`,
  );
  await new Promise(resolve => process_.stdout.once("data", resolve));
  const time = now() - began;
  await process_.stop();
  await model.close();
  home.dispose();
  return time;
}

const startProcess = (home: string) =>
  launch({
    binary: serverBinary(),
    args: [],
    env: { ...process.env, CODEX_HOME: home },
    onLog: () => {},
  });

/** `turn/start` to the first delta on the raw pipe, later turns of a thread: the floor of the first painted token. */
export async function rawFirstToken(): Promise<number> {
  const model = await startModel(demo);
  const home = createHome(model.url);
  const process_ = startProcess(home.path);
  let onDelta = () => {};
  const connection = connect(
    process_,
    {
      notification: method => method === "item/agentMessage/delta" && onDelta(),
      request: () => Promise.reject(new Error("not asked")),
      closed: () => {},
      log: () => {},
    },
    now,
  );
  await connection.request("initialize", {
    clientInfo: { name: "bench", title: null, version: "0" },
    capabilities: null,
  });
  const { thread } = await connection.request("thread/start", {
    cwd: copyWorkspace(scratch()),
    sandbox: "read-only",
  });
  const times: number[] = [];
  for (let round = 0; round < 6; round++) {
    const began = now();
    const first = new Promise<void>(resolve => (onDelta = resolve));
    await connection.request("turn/start", {
      threadId: thread.id,
      input: [{ type: "text", text: "scenario:hello", text_elements: [] }],
    });
    await first;
    times.push(now() - began);
    await new Promise(resolve => setTimeout(resolve, 400));
  }
  connection.dispose();
  await process_.stop();
  await model.close();
  home.dispose();
  return median(times.slice(1));
}
