import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { allCommands } from "../../../../src/editor/commands/all.ts";
import { initialState } from "../../../../src/model/state.ts";

type Parts = Parameters<(typeof allCommands)[number]["run"]>[0];

/** An object in which every member but the given ones is `member`. */
const part = (given: object, member: () => unknown): object =>
  new Proxy(given, {
    get: (own, name) => (Reflect.has(own, name) ? Reflect.get(own, name) : member),
  });

/** A window without a server, a thread or an ask. Every other member is `reached`. */
function windowThatIsOff(said: unknown[], reached: () => unknown): Parts {
  const store = { state: initialState, seq: 0 };
  const engine = part(
    { store, ...Object.fromEntries(parts.map(name => [name, part({}, reached)])) },
    reached,
  );
  const prompts = part(
    {
      info: (text: unknown) => void said.push(text),
      input: async () => "typed",
      confirm: async () => true,
    },
    reached,
  );
  const surface = part({ session: part({ threadId: null }, reached) }, reached);
  const nothing = () => undefined;
  return {
    engine,
    prompts,
    surfaces: part(
      { active: surface, sideBar: surface, named: () => surface, isSeen: () => true },
      reached,
    ),
    tabs: part({}, reached),
    inbox: part({ focused: async () => undefined }, reached),
    review: part({ active: nothing, files: nothing, fileOf: nothing }, reached),
    comments: part({}, reached),
    forms: part({}, reached),
    notices: part({}, reached),
    answer: reached,
    log: nothing,
    showLog: reached,
  } as unknown as Parts; // only the members that a command uses first exist
}
const parts = ["threads", "asks", "server", "account", "policy", "checkpoints", "audit"] as const;

describe("the commands", () => {
  it("have different ids", () => {
    const ids = allCommands.map(({ id }) => id);
    deepEqual([...new Set(ids)], ids);
    ok(ids.length > 30);
  });

  const failure = new Error("Codex was not found");
  const fail = async () => {
    throw failure;
  };
  for (const { id, run } of allCommands.filter(({ whenOff }) => whenOff === "starts"))
    it(`${id} rejects with the reason when no server can be started`, () =>
      rejects(async () => run(windowThatIsOff([], fail)), failure));

  for (const { id, run } of allCommands.filter(({ whenOff }) => whenOff === "tells"))
    it(`${id} says that there is nothing to do while no server runs, and starts none`, async () => {
      const said: unknown[] = [];
      await run(windowThatIsOff(said, fail));
      equal(said.length, 1);
    });
});
