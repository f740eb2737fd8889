import { equal } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startEngine } from "../support/engine.ts";
import { until } from "../support/processes.ts";

describe("the real server without a network", () => {
  it("is waited for with words, and stops when it is told to", async () => {
    const test = await startEngine();
    const config = join(test.home.path, "config.toml");
    writeFileSync(
      config,
      readFileSync(config, "utf8").replace("stream_max_retries = 1", "stream_max_retries = 50"),
    );
    const threadId = await test.engine.threads.start();
    const turn = () => test.engine.store.state.threads[threadId]?.turns.at(-1);
    await test.model.close();
    await test.engine.threads.say(threadId, [{ type: "text", text: "hello", text_elements: [] }]);
    await until("the network is missed", () => turn()?.quiet?.kind === "network");
    equal(await test.engine.threads.interrupt(threadId), "stopped");
    equal(turn()?.quiet, null);
    await test.dispose();
  });
});
