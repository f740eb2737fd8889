import { ok } from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { processesWith, until } from "../support/processes.ts";
import type { Job } from "../support/run/messages.ts";

const mark = `FOLIO_TEST_MARK=${process.pid}`;
const marked = () => processesWith(mark);

/** Runs a file of editor tests until its window and Codex are up. */
async function startEditorTests(): Promise<ChildProcess> {
  const [name = "", value] = mark.split("=");
  const worker = fork(join(root, "dist", "test", "support", "run", "worker.mjs"), {
    cwd: root,
    silent: true,
    env: { ...process.env, [name]: value },
  });
  const folder = join(root, "dist", "test", "editor");
  const job: Job = {
    file: { suite: "editor", name: "editor/chat", path: join(folder, "chat.test.mjs") },
  };
  worker.send(job);
  const isUp = (part: string) => marked().some(({ command }) => command.includes(part));
  await until("browser and Codex run", () => isUp("--headless") && isUp("app-server"), 50_000);
  return worker;
}

describe("a test run that is cut off", function () {
  // /proc tells whose process it is.
  if (process.platform !== "linux") return;

  const ends: Readonly<Record<string, (worker: ChildProcess) => unknown>> = {
    "Ctrl+C": worker => worker.kill("SIGINT"),
    "the death of the runner": worker => worker.disconnect(),
  };
  for (const [how, end] of Object.entries(ends))
    it(`leaves no browser, VS Code, Codex or model behind: by ${how}`, async () => {
      const worker = await startEditorTests();
      ok(marked().length > 3);
      end(worker);
      await until("nothing is left", () => marked().length === 0);
    });
});
