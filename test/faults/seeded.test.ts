import { deepEqual, ok } from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../src/engine/api.ts";
import { createEngine } from "../../src/engine/engine.ts";
import { isFileAsk } from "../../src/model/select/thread.ts";
import type { Ask } from "../../src/model/state.ts";
import { until } from "../support/processes.ts";
import { scratch } from "../support/vscodeServer.ts";
import { differences, wrongAnswers } from "./seeded/oracle.ts";
import { createSeededServer } from "./seeded/server.ts";
import { newStory, type Story } from "./seeded/story.ts";

/** `FAULTS=1000000 npm test -- faults/seeded` runs longer; `SEED=7` begins elsewhere. */
const wanted = Number(process.env["FAULTS"] ?? 10_000);
const firstSeed = Number(process.env["SEED"] ?? 1);
const atATime = 16;
const turnsEach = 5;
const longestTurnMs = 30_000;

describe("a server with seeded faults", () => {
  it(`loses, doubles and accepts nothing in ${wanted} faults`, async function () {
    this.timeout(Math.max(120_000, wanted * 20));
    const total = new Map<string, number>();
    let sum = 0;
    let seed = firstSeed;
    const worker = async (folder: string) => {
      while (sum < wanted) {
        const mine = seed++;
        const { story, problems } = await runScenario(mine, join(folder, String(mine)));
        deepEqual(problems, [], `seed ${mine}: SEED=${mine} FAULTS=1 npm test -- faults/seeded`);
        for (const [name, count] of story.faults) {
          total.set(name, (total.get(name) ?? 0) + count);
          sum += count;
        }
      }
    };
    const folder = scratch();
    mkdirSync(folder, { recursive: true });
    try {
      await Promise.all(Array.from({ length: atATime }, () => worker(folder)));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    ok(sum >= wanted);
    const table = [...total].toSorted(([left], [right]) => left.localeCompare(right));
    console.log(
      `      ${sum} faults in ${seed - firstSeed} scenarios: ${table.map(([name, count]) => `${name} ${count}`).join(", ")}`,
    );
  });
});

interface Outcome {
  readonly story: Story;
  /** What was lost, doubled or accepted, in words. */
  readonly problems: readonly string[];
}

async function runScenario(seed: number, folder: string): Promise<Outcome> {
  const story = newStory();
  const problems: string[] = [];
  const log: string[] = [];
  let generation = 0;
  let onTurnOver = (_hasDied: boolean) => {};
  const engine = createEngine({
    server: {
      locate: () => Promise.resolve({ ok: true, path: "x", version: "0.169.0", from: "setting" }),
      launch: () =>
        createSeededServer({
          seed,
          generation: ++generation,
          story,
          onTurnOver: hasDied => onTurnOver(hasDied),
        }),
      environment: () => ({}),
      clientVersion: "0.0.0-test",
      logFile: join(folder, "Folio.log"),
    },
    settings: {
      defaults: () => ({
        cwd: "/ws",
        approvalPolicy: "untrusted",
        sandbox: "read-only",
        model: "",
      }),
      policy: () => ({ isAutomatic: false, written: [] }),
      askTimeoutMs: () => null,
      excluded: () => [],
    },
    workspace: {
      roots: () => [],
      isTrusted: () => true,
      isUnsaved: () => false,
      patience: looking => looking,
    },
    folders: { storage: join(folder, "storage"), sharedStorage: join(folder, "shared") },
    log: (level, text) => log.push(`${level} ${text}`),
  });
  const { store } = engine;
  let reopened = 1;
  const check = (when: string) =>
    problems.push(...differences(story, store.state, reopened > 1).map(text => `${when}: ${text}`));
  const prompts = playPerson(engine, problems);
  store.onChange(({ event }) => {
    if (event.type === "server/lost") check(`when server ${generation} was lost`);
    if (event.type === "thread/opened") reopened = generation;
  });

  const threadId = await engine.threads.start();
  const isVisible = seed % 2 === 0;
  if (isVisible) engine.watch(threadId);
  for (let turn = 1; turn <= turnsEach; turn++) {
    const before = generation;
    const over = new Promise<boolean>(resolve => (onTurnOver = resolve));
    await engine.threads.say(threadId, [{ type: "text", text: "go", text_elements: [] }]);
    const inVain = new Promise<null>(resolve =>
      setTimeout(() => resolve(null), longestTurnMs).unref(),
    );
    const hasDied = await Promise.race([over, inVain]);
    if (hasDied === null) {
      problems.push(`in turn ${turn} the server waits for an answer in vain`);
      break;
    }
    if (hasDied)
      await until(
        `another server, seed ${seed}`,
        () =>
          generation > before &&
          store.state.connection.kind === "ready" &&
          // Every fourth time the person is faster than the thread is open again.
          (!isVisible || seed % 4 === 0 || reopened === generation),
      );
    check(`after turn ${turn}`);
  }
  await engine.dispose();
  for (const [key, count] of prompts) if (count > 1) problems.push(`${key}: ${count} prompts`);
  problems.push(
    ...wrongAnswers(story),
    ...log.filter(text => /listener failed|Judging an ask|unexpected shape/.test(text)),
  );
  if ("polluted" in {}) problems.push("a prototype was polluted");
  return { story, problems };
}

/** Answers each ask as its plan says; gives back how often each was asked. */
function playPerson(engine: Engine, problems: string[]): ReadonlyMap<string, number> {
  const prompts = new Map<string, number>();
  const choose = async (key: string, choice: string, isTaken: boolean) => {
    if ((await engine.asks.choose(key, choice)).ok !== isTaken)
      problems.push(`${key}: ${choice} was ${isTaken ? "refused" : "taken"}`);
  };
  const answer = async (ask: Ask) => {
    const { key, itemId } = ask;
    const plan = itemId?.split("|")[0] ?? "";
    const [first, second] = plan.split(/Twice|Then/);
    if (plan === "notOffered")
      return Promise.all([choose(key, "accept", false), choose(key, "decline", true)]);
    if (first !== "accept" && first !== "decline") return;
    const begun = choose(key, first, true);
    // The files of a change are looked at before it is accepted: until then it can still be declined.
    if (isFileAsk(ask)) await begun;
    await Promise.all([
      begun,
      first === plan ? null : choose(key, (second || first).toLowerCase(), false),
    ]);
  };
  engine.store.onChange(({ event, state }) => {
    if (event.type === "ask/opened")
      prompts.set(event.ask.key, (prompts.get(event.ask.key) ?? 0) + 1);
    const ask = event.type === "ask/judged" && state.asks.find(({ key }) => key === event.key);
    if (ask) void answer(ask);
  });
  return prompts;
}
