import { said } from "../../src/model/text/say.ts";
import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createCheckpoints } from "../../src/engine/checkpoints/checkpoints.ts";
import { createTransactions, type FileState } from "../../src/engine/disk/transaction.ts";
import type { WatchPath } from "../../src/engine/checkpoints/watcher.ts";
import type { Log } from "../../src/engine/log.ts";
import { createScope } from "../../src/engine/scope.ts";
import { createStore, type Store } from "../../src/engine/store.ts";
import { notify, turnOf } from "./play.ts";

/** How a folder with checkpoints is set up. */
export interface SetUp {
  excluded?(): readonly string[];
  patience?(looking: Promise<void>): Promise<void>;
  readonly limit?: number;
  readonly watchPath?: WatchPath;
}

/** Checkpoints of a folder of their own. */
export function setUp(options: SetUp = {}) {
  const place = mkdtempSync(join(tmpdir(), "folio-checkpoints-"));
  const root = join(place, "ws");
  mkdirSync(root);
  const store = createStore(() => {});
  const warned: string[] = [];
  const kept = join(place, "kept");
  const create = (store: Store, log: Log) => {
    const scope = createScope();
    const made = createCheckpoints({
      excluded: () => [],
      patience: looking => looking,
      ...options,
      store,
      log,
      scope,
      folder: kept,
      transactions: createTransactions(join(place, "transactions"), () => [root], log),
      roots: () => [root],
    });
    return { ...made, end: scope.dispose };
  };
  const checkpoints = create(store, (_level, text) => void warned.push(text));
  const path = (name: string) => join(root, name);
  return {
    store,
    checkpoints,
    path,
    kept,
    warned,
    notices: () => store.state.notices.map(({ what }) => said(what)),
    /** What the next window finds. */
    next: (said: string[] = []) =>
      create(
        createStore(() => {}),
        (_level, text) => void said.push(text),
      ),
    write: (name: string, content: string | Buffer) => {
      mkdirSync(join(path(name), ".."), { recursive: true });
      writeFileSync(path(name), content);
    },
    read: (name: string) => readFileSync(path(name), "utf8"),
    remove: (name: string) => rmSync(path(name)),
    /** A turn in which `act` happens. */
    async turn(id: string, act: () => unknown) {
      await checkpoints.prepare("th");
      store.dispatch(notify("turn/started", { threadId: "th", turn: turnOf(id, "inProgress") }));
      await act();
      store.dispatch(notify("turn/completed", { threadId: "th", turn: turnOf(id, "completed") }));
      await checkpoints.flush();
    },
    plan: async (turnId: string, unsaved: Record<string, string> = {}) =>
      (
        await checkpoints.plan(
          "th",
          turnId,
          new Map(Object.entries(unsaved).map(([name, text]) => [path(name), text])),
        )
      ).files.map(({ path: file, action }) => [file.slice(root.length + 1), action] as const),
  };
}
/** Says of a running turn that its process is gone. */
export function orphan(kept: string): void {
  const running = join(kept, "running");
  for (const name of readdirSync(running)) {
    const file = join(running, name);
    const { mtime } = statSync(file);
    const dead = spawnSync(process.execPath, ["-e", ""]).pid;
    const text = readFileSync(file, "utf8").replace(`"pid":${process.pid}`, `"pid":${dead}`);
    writeFileSync(file, text);
    utimesSync(file, mtime, mtime);
  }
}
/** What an action would write, as text. */
export const text = (action: unknown) =>
  typeof action === "object" && action !== null && "wanted" in action
    ? stateText(action.wanted as FileState)
    : action;
const stateText = (state: FileState) =>
  state.kind === "file"
    ? Buffer.from(state.bytes).toString()
    : state.kind === "link"
      ? `-> ${state.target}`
      : state.kind;
