/** Threads of many items on disk, made of one real turn that is repeated: to stream them would take hours. */
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Home } from "../support/home.ts";
import { until } from "../support/processes.ts";
import { say, withRaw, type RawServer } from "./raw.ts";

/** Messages in a turn; the person's own is one of the items. */
const messages = 99;
export const itemsOfTurn = messages + 1;

export interface StoredThread {
  readonly id: string;
  /** What the person said first, by which lists show it. */
  readonly title: string;
}

/** Writes threads of so many items each. They belong to the folder `cwd`. */
export async function storeThreads(
  home: Home,
  cwd: string,
  sizes: readonly number[],
): Promise<StoredThread[]> {
  const path = await recordTurn(home, cwd);
  const lines = readFileSync(path, "utf8").trimEnd().split("\n");
  const threads = sizes.map(items => storeThread(lines, dirname(path), items));
  await withRaw(home, server => index(server, cwd, threads));
  return threads;
}

/** The server indexes a thread that it did not write itself when it is opened first. */
async function index(server: RawServer, cwd: string, threads: readonly StoredThread[]) {
  await server.request("thread/list", { cwd });
  for (const { id: threadId } of threads) {
    // A resume of very many items takes longer than a request may.
    await server.request("thread/resume", { threadId, excludeTurns: true }).catch(() => {});
    await until(
      "the thread has turns",
      async () =>
        (await server.request("thread/turns/list", { threadId, limit: 1 })).data.length > 0,
      600_000,
    );
  }
}

/** One turn of 100 items by the real server; gives the path of its rollout file. */
const recordTurn = (home: Home, cwd: string): Promise<string> =>
  withRaw(home, async server => {
    const { thread } = await server.request("thread/start", { cwd, sandbox: "read-only" });
    const over = server.next("turn/completed");
    await server.request("turn/start", say(thread.id, `bench:items ${messages}`));
    await over;
    if (!thread.path) throw new Error("The server stored no thread.");
    return thread.path;
  });

/** The same thread with its turn repeated, under ids of their own. */
function storeThread(lines: readonly string[], folder: string, items: number): StoredThread {
  const begins = lines.findIndex(line => line.includes('"task_started"'));
  const meta = lines.slice(0, begins).join("\n");
  const turn = lines.slice(begins).join("\n");
  const [oldId, oldTurn] = [first(meta, /"id":"([^"]+)"/), first(turn, /"turn_id":"([^"]+)"/)];
  const id = uuid(0);
  const title = `A thread of ${items.toLocaleString("en")} items`;
  const repeated = Array.from({ length: Math.ceil(items / itemsOfTurn) }, (_, at) => {
    const text = turn.replaceAll(itemIds, (whole, name: string) =>
      name === oldId || name === oldTurn ? whole : `"${name}.${at}"`,
    );
    const own = text.replaceAll(oldTurn, uuid(at + 1));
    return at === 0 ? own.replaceAll(`bench:items ${messages}`, title) : own;
  });
  const numbered = [meta, ...repeated]
    .join("\n")
    .replaceAll(oldId, id)
    .split("\n")
    .map((line, at) => line.replace(/"ordinal":\d+/, `"ordinal":${at}`));
  const now = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  writeFileSync(join(folder, `rollout-${now}-${id}.jsonl`), `${numbered.join("\n")}\n`);
  return { id, title };
}

const itemIds = /"(msg_[^"]*|[0-9a-f]{8}-[0-9a-f]{4}-7[^"]*)"/g;

function first(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`The rollout file has no ${pattern.source}.`);
  return found;
}

/** A UUID of version 7, whose first digits grow with `at`. */
function uuid(at: number): string {
  const time = (Date.now() + at).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
