import { PassThrough } from "node:stream";
import type { EndCause } from "../../../src/appserver/end.ts";
import type { ServerProcess } from "../../../src/appserver/launch.ts";
import { createRandom, type Random } from "../../support/random.ts";
import { line } from "./lines.ts";
import { halfLine, turnScript, type Desk } from "./script.ts";
import { turnOf, type Line, type Step, type Story } from "./story.ts";

type Params = Readonly<Record<string, unknown>>;

interface Received {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: { readonly decision?: unknown };
  readonly error?: { readonly code: number };
}

export interface SeededOptions {
  readonly seed: number;
  /** Which server of its scenario it is; counts from 1. */
  readonly generation: number;
  readonly story: Story;
  /** The script of a turn was played to its end, or the server died in it. */
  onTurnOver(hasDied: boolean): void;
}

/** Only so many servers of one scenario die: the engine gives up after more. */
const deathsEach = 2;
const longestOverload = 3;

/** A server in this process: it speaks byte by byte, puts faults in, and keeps the story of what it said. */
export function createSeededServer({ seed, generation, story, onTurnOver }: SeededOptions) {
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const wire = createRandom(seed * 31 + generation);
  const waiting = new Map<string, () => void>();
  const heard = new Set<string>();
  const overloads = new Map<string, number>();
  let lastId = 0;
  let lastName = 0;
  let turns = 0;
  let isDead = false;
  let writing: Promise<void> = Promise.resolve();
  let tellExit: (cause: EndCause) => void;
  const exited = new Promise<EndCause>(resolve => (tellExit = resolve));
  /** What is played depends on the seed only, not on what comes first by chance. */
  const randomFor = (name: number) => createRandom((seed * 1009 + generation) * 1013 + name);

  const count = (...names: readonly string[]) => {
    for (const name of names) story.faults.set(name, (story.faults.get(name) ?? 0) + 1);
  };

  /** Writes lines cut at random, behind what is being written. */
  const write = (lines: readonly Line[]): Promise<void> => {
    writing = writing.then(() => (isDead ? undefined : put(lines)));
    return writing;
  };
  const put = async (lines: readonly Line[]): Promise<void> => {
    const bytes = Buffer.concat(lines.map(entry => entry.bytes));
    const size = chunkSize(wire, bytes.length);
    count(...lines.flatMap(({ faults }) => faults));
    if (size < bytes.length) count("cut anywhere");
    else if (lines.length > 1) count("many at once");
    for (const entry of lines) entry.means?.(story);
    for (let at = 0; at < bytes.length; at += size) {
      stdout.write(bytes.subarray(at, at + size));
      if (wire.below(40) === 0) await new Promise(resolve => setImmediate(resolve));
    }
  };

  const die = async (how: Extract<Step, { kind: "die" }>["how"]): Promise<void> => {
    await writing;
    if (how === "half a line") await put([{ ...halfLine, bytes: halfLine.bytes.subarray(0, -1) }]);
    else count(how === "signal" ? "killed" : "exits");
    isDead = true;
    for (const turn of [...story.threads.values()].flat()) turn.end ??= "interrupted";
    const open = story.asks.filter(ask => ask.generation === generation && !ask.isAwaited);
    count(...open.map(() => "open at its death"));
    stdout.end();
    stdin.destroy();
    tellExit(
      how === "code 0" ? { kind: "exit", code: "0" } : { kind: "signal", signal: "SIGKILL" },
    );
  };

  const run = async (steps: readonly Step[]): Promise<void> => {
    for (const step of steps) {
      if (step.kind === "say") await write(step.lines);
      else if (step.kind === "die") await die(step.how);
      else await answerTo(step.id);
    }
    onTurnOver(isDead);
  };

  const answerTo = async (id: string | number): Promise<void> => {
    const key = JSON.stringify(id);
    if (!heard.has(key)) await new Promise<void>(resolve => waiting.set(key, resolve));
    const ask = story.asks.find(known => known.generation === generation && known.id === id);
    if (ask) ask.isAwaited = true;
  };

  const hear = ({ id, method, params = {}, result, error }: Received): void => {
    if (isDead || id === undefined) return;
    if (method !== undefined) return void reply(id, method, params);
    const key = JSON.stringify(id);
    heard.add(key);
    story.answers.push({ generation, id, decision: result?.decision, code: error?.code });
    waiting.get(key)?.();
  };

  const reply = async (id: string | number, method: string, params: Params): Promise<void> => {
    const refused = overloads.get(method) ?? 0;
    if (method !== "initialize" && refused < longestOverload && wire.below(8) === 0) {
      overloads.set(method, refused + 1);
      const overloaded = { code: -32001, message: "Server overloaded; retry later." };
      return write([line({ id, error: overloaded }, undefined, "overloaded")]);
    }
    overloads.delete(method);
    const result = answers(story, threadOf(params))[method];
    const unknown = { error: { code: -32600, message: "unknown variant" } };
    const answer = line({ id, ...(result ? { result } : unknown) });
    // The same id as a text before it, and another answer behind it: both mean nothing.
    const poison = { poison: true, thread: { id: "poison" }, data: [] };
    const before = line({ id: String(id), result: poison }, undefined, "answer to nothing");
    const after = line({ id, result: poison }, undefined, "answer to nothing");
    await write([...(wire.below(2) ? [before] : []), answer, ...(wire.below(2) ? [after] : [])]);
    if (method === "turn/start") void run(begin(threadOf(params)));
  };

  const begin = (threadId: string): Step[] => {
    const desk: Desk = {
      random: randomFor(++turns),
      generation,
      mayDie: generation <= deathsEach,
      badLines: 0,
      nextId: () => lastId++,
      newId: prefix => `${prefix}-${generation}-${lastName++}`,
    };
    const turnId = desk.newId("turn");
    const turn = { id: turnId, rootTurnId: turnId, items: [], status: "inProgress", error: null };
    const start = line({ method: "turn/started", params: { threadId, turn } }, told =>
      turnOf(told, threadId, turnId),
    );
    const other = { threadId: "other", turnId: `other-${generation}` };
    return [{ kind: "say", lines: [start] }, ...turnScript(desk, { threadId, turnId }, other)];
  };

  let rest = "";
  stdin.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split("\n");
    rest = lines.pop() ?? "";
    for (const text of lines) hear(JSON.parse(text) as Received);
  });
  const stop = async () => {
    if (!isDead) {
      isDead = true;
      stdout.end();
      tellExit({ kind: "exit", code: "0" });
    }
    await exited;
  };
  const process: ServerProcess = {
    stdin,
    stdout,
    pid: undefined,
    exited,
    stop,
    kill: stop,
    lastWords: () => "",
  };
  return process;
}

const threadOf = ({ threadId }: Params): string => (typeof threadId === "string" ? threadId : "th");

function chunkSize(random: Random, length: number): number {
  switch (random.below(4)) {
    case 0:
      return length;
    case 1:
      return length < 3000 ? 1 : 7;
    default:
      return 1 + random.below(Math.max(2, length));
  }
}

const thread = (id: string) => ({
  id,
  preview: "",
  cwd: "/",
  status: { type: "idle" },
  name: null,
  parentThreadId: null,
  turns: [],
});

/** What is stored: whole items, and turns as they ended. */
const answers = (story: Story, threadId: string): Readonly<Record<string, object>> => {
  const applied = { model: "m", approvalPolicy: "untrusted", sandbox: { type: "readOnly" } };
  return {
    initialize: {
      userAgent: "seeded",
      codexHome: "/",
      platformFamily: "unix",
      platformOs: "linux",
    },
    "account/read": { account: null, requiresOpenaiAuth: false },
    "thread/start": { thread: thread("th"), ...applied },
    "thread/resume": { thread: thread(threadId), ...applied },
    "turn/start": { turn: { id: "of no use" } },
    "thread/turns/list": {
      data: (story.threads.get(threadId) ?? [])
        .map(({ id, items, end }) => ({
          id,
          rootTurnId: id,
          status: end ?? "inProgress",
          error: null,
          durationMs: null,
          items: items
            .filter(({ isDone }) => isDone || end === "completed" || end === "failed")
            .map(({ id, type, text }) => stored(id, type, text)),
        }))
        .toReversed(),
      nextCursor: null,
    },
  };
};

const stored = (id: string, type: string, text: string): object =>
  type === "commandExecution"
    ? {
        id,
        type,
        command: "ls",
        cwd: "/ws",
        processId: null,
        status: "completed",
        commandActions: [],
        aggregatedOutput: text,
        exitCode: 0,
      }
    : { id, type, text };
