import type { State, TurnState } from "../../../src/model/state.ts";
import type { Story, StoryTurn } from "./story.ts";

type Said = readonly [id: string, text: string];

const textOf = (item: TurnState["items"][number]["item"]): string => {
  if (item.type === "agentMessage" || item.type === "plan") return item.text;
  return item.type === "commandExecution" ? (item.aggregatedOutput ?? "") : "";
};

/** What differs between the story and the state, in words; `isReopened` where turns were loaded from what is stored. */
export function differences(story: Story, state: State, isReopened: boolean): string[] {
  const problems: string[] = [];
  for (const id of Object.keys(state.threads))
    if (!story.threads.has(id) && (state.threads[id]?.turns.length ?? 0) > 0)
      problems.push(`a thread ${id} that nobody told of`);
  for (const [threadId, turns] of story.threads)
    for (const turn of turns) {
      const shown = state.threads[threadId]?.turns.filter(({ id }) => id === turn.id) ?? [];
      const [only] = shown;
      if (!only || shown.length !== 1)
        problems.push(`turn ${threadId}/${turn.id} is there ${shown.length} times`);
      else problems.push(...turnDifferences(turn, only, isReopened));
    }
  return problems;
}

function turnDifferences(turn: StoryTurn, shown: TurnState, isReopened: boolean): string[] {
  const problems: string[] = [];
  if ((turn.end ?? "inProgress") !== shown.status)
    problems.push(`turn ${turn.id} is ${shown.status}, not ${turn.end}`);
  const told = turn.items.map(({ id, text }): Said => [id, text]);
  const seen = shown.items.map(({ id, item }): Said => [id, textOf(item)]);
  // What was kept of a turn that was cut off stands behind what is stored.
  const order = (list: readonly Said[]) =>
    isReopened ? list.toSorted(([left], [right]) => left.localeCompare(right)) : list;
  const [expected, actual] = [order(told), order(seen)];
  for (let at = 0; at < Math.max(expected.length, actual.length); at++)
    if (JSON.stringify(expected[at]) !== JSON.stringify(actual[at])) {
      problems.push(
        `turn ${turn.id}, item ${at}: said ${JSON.stringify(expected[at])}, shown ${JSON.stringify(actual[at])}`,
      );
      break;
    }
  return problems;
}

/** What is wrong with the answers, in words. */
export function wrongAnswers(story: Story): string[] {
  const problems: string[] = [];
  const key = (generation: number, id: unknown) => `${generation}/${JSON.stringify(id)}`;
  const asked = new Map(story.asks.map(ask => [key(ask.generation, ask.id), ask]));
  for (const ask of story.asks) {
    const name = `ask ${key(ask.generation, ask.id)} (${ask.plan})`;
    const got = story.answers.filter(
      ({ generation, id }) => generation === ask.generation && id === ask.id,
    );
    if (got.length > 1) problems.push(`${name} was answered ${got.length} times`);
    if (ask.isAwaited && got.length === 0) problems.push(`${name} was not answered`);
    if (ask.plan === "none" && got.length > 0) problems.push(`${name} was answered by nobody`);
    const [first] = got;
    if (!first) continue;
    const wanted = ask.plan.startsWith("accept") ? "accept" : "decline";
    if (ask.plan === "unknown") {
      if (first.code !== -32601) problems.push(`${name} was not refused as unknown`);
    } else if (first.decision !== wanted)
      problems.push(`${name} was answered ${JSON.stringify(first.decision)}`);
  }
  for (const { generation, id, decision } of story.answers)
    if (decision === "accept" && !asked.get(key(generation, id))?.plan.startsWith("accept"))
      problems.push(`${key(generation, id)} was accepted by a failure`);
  return problems;
}
