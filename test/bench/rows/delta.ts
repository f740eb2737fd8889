import { createPump } from "../../../src/editor/chat/pump.ts";
import { emptyView } from "../../support/emptyView.ts";
import { startEngine } from "../../support/engine.ts";
import { until } from "../../support/processes.ts";
import { fakeServer } from "../fakeServer.ts";
import type { Figure } from "../figure.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";

/** So many the fake server sends at once. */
const deltas = 20_000;

/** What a piece of an answer costs the extension host: from the pipe through the state to a post, without an editor. */
export async function delta({ rounds }: Bench): Promise<Figure[]> {
  const values = await inRounds(rounds, async () => (await flood()) / deltas);
  const parsing = await inRounds(rounds, () => parse() / deltas);
  return [
    {
      id: "delta.host",
      what: "CPU time of a piece of an answer in the extension host",
      unit: "µs",
      values: values.map(ms => ms * 1000),
      floor: { is: "to parse its line", values: parsing.map(ms => ms * 1000) },
      goal: { max: 15 },
    },
  ];
}

async function flood(): Promise<number> {
  const test = await startEngine({ binary: fakeServer(), env: { FOLIO_FAULT: "flood" } });
  const { engine } = test;
  await engine.server.start();
  const threadId = await engine.threads.start();
  let posted = 0;
  const pump = createPump({
    store: engine.store,
    threadId: () => threadId,
    view: () => ({ ...emptyView, threadId }),
    post: () => Promise.resolve(++posted > 0),
  });
  pump.snapshot();
  const isOver = () => engine.store.state.threads[threadId]?.turns.at(-1)?.status === "completed";
  const before = process.cpuUsage();
  await engine.threads.say(threadId, [{ type: "text", text: "go", text_elements: [] }]);
  await until("the flood is over", isOver, 60_000);
  const { user, system } = process.cpuUsage(before);
  pump.dispose();
  await test.dispose();
  return (user + system) / 1000;
}

function parse(): number {
  const params = { threadId: "th", turnId: "tu", itemId: "m", delta: "12345 " };
  const line = JSON.stringify({ method: "item/agentMessage/delta", params });
  const before = process.cpuUsage();
  for (let at = 0; at < deltas; at++) JSON.parse(line);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
