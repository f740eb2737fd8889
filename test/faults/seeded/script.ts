import type { Random } from "../../support/random.ts";
import { completed, delta, line, noise, raw, started, words, type Place } from "./lines.ts";
import { turnOf, type Line, type Step, type StoryAsk } from "./story.ts";

/** What a script may count on over the life of one server. */
export interface Desk {
  readonly random: Random;
  readonly generation: number;
  readonly mayDie: boolean;
  /** The ids of requests, from 0 in every server. */
  nextId(): number;
  newId(prefix: string): string;
  /** Lines of this turn that are no messages. */
  badLines: number;
}

const say = (...lines: Line[]): Step => ({ kind: "say", lines });
/** In one turn; 20 in ten seconds would end the server. */
const maxBadLines = 3;
const isBad = ({ faults }: Line) =>
  faults.some(name => ["garbage", "no message", "poison"].includes(name));

/** The steps of one turn, with faults all over. */
export function turnScript(desk: Desk, place: Place, other: Place | null): Step[] {
  const { random } = desk;
  const steps: Step[] = [];
  const beats = 6 + random.below(10);
  for (let at = 0; at < beats; at++) {
    const kind = random.below(10);
    if (kind < 3) steps.push(...askBeat(desk, place));
    else steps.push(...merge(random, streams(desk, place, other)));
  }
  if (desk.mayDie && random.below(3) === 0)
    steps.splice(random.below(steps.length), steps.length, {
      kind: "die",
      how: random.pick(["signal", "code 0", "half a line"] as const),
    });
  else steps.push(say(turnEnd(random, place)), ...barrier(desk, place));
  return steps;
}

function turnEnd(random: Random, { threadId, turnId }: Place): Line {
  const status = random.pick(["completed", "failed", "interrupted"] as const);
  return line(
    {
      method: "turn/completed",
      params: {
        threadId,
        turn: { id: turnId, rootTurnId: turnId, items: [], status, error: null },
      },
    },
    story => {
      turnOf(story, threadId, turnId).end = status;
    },
  );
}

/** Comes back when the engine has heard everything before it. */
function barrier(desk: Desk, place: Place): Step[] {
  const id = desk.nextId();
  return [
    say(line({ id, method: "currentTime/read", params: { threadId: place.threadId } })),
    { kind: "wait", id },
  ];
}

/** Some things at once, each a list of lines in its order. */
function streams(desk: Desk, place: Place, other: Place | null): Line[][] {
  const { random } = desk;
  const lists = Array.from({ length: 1 + random.below(3) }, () => itemStream(desk, place));
  if (other && random.below(3) === 0)
    lists.push(
      itemStream(desk, other).map((entry, at) =>
        at === 0 ? withFault(entry, "out of order") : entry,
      ),
    );
  const strange = Array.from({ length: random.below(4) }, () => noise(random, place)).filter(
    entry => !isBad(entry) || desk.badLines++ < maxBadLines,
  );
  return [...lists, ...strange.map(entry => [entry])];
}

/** One item from its beginning to its end, in an order that is not always that one. */
function itemStream(desk: Desk, place: Place): Line[] {
  const { random } = desk;
  const type = random.pick(["agentMessage", "agentMessage", "plan", "commandExecution"]);
  const id = desk.newId(type);
  const deltas = Array.from({ length: 1 + random.below(6) }, () => {
    const { text, faults } = words(random);
    return delta(place, { id, type, text }, ...faults);
  });
  const [first, ...rest] = deltas;
  const begin = started(place, id, type);
  const end = completed(place, { id, type, text: `the end of ${id}` });
  switch (random.below(8)) {
    case 0:
      return [...(first ? [first] : []), started(place, id, type, "out of order"), ...rest, end];
    case 1:
      return [...(first ? [withFault(first, "out of order")] : []), ...rest, end];
    case 2:
      return [withFault(end, "out of order"), begin, ...deltas];
    case 3:
      return [begin, ...deltas];
    case 4: {
      const strange = desk.newId("hologram");
      return [started(place, strange, "hologram", "unknown item"), begin, ...deltas, end];
    }
    case 5:
      return [begin, cutUtf8(place, id, type), ...deltas, end];
    default:
      return [begin, ...deltas, end];
  }
}

const withFault = (entry: Line, name: string): Line => ({
  ...entry,
  faults: [...entry.faults, name],
});

/** Bytes that are no UTF-8 inside a text: the rest of it arrives. */
function cutUtf8(place: Place, id: string, type: string): Line {
  const entry = delta(place, { id, type, text: "\ufffd" }, "garbage");
  const [before, after] = entry.bytes.toString("latin1").split("\u00ef\u00bf\u00bd");
  const bytes = Buffer.from(`${before ?? ""}\u00ff${after ?? ""}`, "latin1");
  return { ...entry, bytes };
}

/** Merges lists at random; each keeps its order. */
function merge(random: Random, lists: Line[][]): Step[] {
  const left = lists.filter(list => list.length > 0).map(list => [...list]);
  const merged: Line[] = [];
  while (left.length > 0) {
    const list = random.pick(left);
    const next = list.shift();
    if (next) merged.push(next);
    if (list.length === 0) left.splice(left.indexOf(list), 1);
  }
  const steps: Step[] = [];
  while (merged.length > 0) steps.push(say(...merged.splice(0, 1 + random.below(12))));
  return steps;
}

const answered = ["accept", "decline", "acceptTwice", "acceptThenDecline", "declineThenAccept"];

function askBeat(desk: Desk, place: Place): Step[] {
  const { random } = desk;
  switch (random.below(7)) {
    case 0:
      return pairOfIds(desk, place);
    case 1:
      return takenBack(desk, place);
    case 2:
      return unknownRequest(desk, place);
    case 3:
      return fileChange(desk, place);
    case 4:
      return [say(ask(desk, place, { id: desk.nextId(), plan: "none" }, "taken back"))];
    default: {
      const id = random.below(3) === 0 ? String(desk.nextId()) : desk.nextId();
      const plan = random.pick([...answered, "notOffered"]);
      const request = ask(
        desk,
        place,
        { id, plan },
        typeof id === "string" ? "ids of two types" : "",
      );
      const again = random.below(2) === 0 ? [repeated(request)] : [];
      const later = random.below(2) === 0 ? [say(repeated(request)), ...barrier(desk, place)] : [];
      return [say(request, ...again), { kind: "wait", id }, ...later];
    }
  }
}

const repeated = ({ bytes }: Line): Line => ({ bytes, faults: ["asked again"] });

function ask(
  desk: Desk,
  place: Place,
  { id, plan, itemId }: { id: string | number; plan: string; itemId?: string },
  ...faults: string[]
): Line {
  const entry: StoryAsk = { generation: desk.generation, id, plan, isAwaited: false };
  const method =
    itemId === undefined
      ? "item/commandExecution/requestApproval"
      : "item/fileChange/requestApproval";
  const twice =
    plan === "notOffered"
      ? ["not offered"]
      : plan.length > "decline".length
        ? ["answered twice"]
        : [];
  const again = desk.generation > 1 ? ["id of a dead server"] : [];
  return line(
    {
      id,
      method,
      params: {
        ...place,
        itemId: itemId ?? `${plan}|${desk.newId("c")}`,
        startedAtMs: 0,
        kind: "command",
        command: "ls",
        cwd: "/ws",
        ...(plan === "notOffered" ? { availableDecisions: ["cancel"] } : {}),
      },
    },
    story => story.asks.push(entry),
    ...[...faults, ...twice, ...again].filter(Boolean),
  );
}

/** A number and its text, in one chunk. */
function pairOfIds(desk: Desk, place: Place): Step[] {
  const id = desk.nextId();
  const [first, second] = [desk.random.pick(answered), desk.random.pick(answered)];
  return [
    say(
      ask(desk, place, { id, plan: first }, "ids of two types"),
      ask(desk, place, { id: String(id), plan: second }, "ids of two types"),
    ),
    { kind: "wait", id },
    { kind: "wait", id: String(id) },
  ];
}

function takenBack(desk: Desk, place: Place): Step[] {
  const id = desk.nextId();
  const resolved = line({
    method: "serverRequest/resolved",
    params: { threadId: place.threadId, requestId: id },
  });
  return [say(ask(desk, place, { id, plan: "none" }, "taken back")), say(resolved)];
}

function unknownRequest(desk: Desk, place: Place): Step[] {
  const id = desk.nextId();
  const entry: StoryAsk = {
    generation: desk.generation,
    id,
    plan: "unknown",
    isAwaited: false,
  };
  return [
    say(
      line(
        { id, method: "item/foo/requestX", params: { ...place } },
        story => story.asks.push(entry),
        "unknown request",
      ),
    ),
    { kind: "wait", id },
  ];
}

/** With the item that says what it changes; rarely without one: nobody could see what they approve. */
function fileChange(desk: Desk, place: Place): Step[] {
  const { random } = desk;
  const id = desk.nextId();
  const isUnseen = random.below(12) === 0;
  const plan = isUnseen ? "unseen" : random.pick(answered);
  const itemId = `${plan}|${desk.newId("change")}`;
  const request = ask(desk, place, { id, plan, itemId }, isUnseen ? "change without item" : "");
  return [
    say(...(isUnseen ? [] : [started(place, itemId, "fileChange")]), request),
    { kind: "wait", id },
  ];
}

/** The beginning of a line whose end never comes. */
export const halfLine = raw(
  '{"method":"item/agentMessage/delta","params":{"threadId":"th',
  "half a line",
);
