import { startModel } from "../../model/server.ts";
import { createHome } from "../../support/home.ts";
import { copyWorkspace } from "../../support/vscodeServer.ts";
import type { Figure } from "../figure.ts";
import { fill, withFolder } from "../files.ts";
import { say, withRaw } from "../raw.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { script } from "../script.ts";
import type { Seen, View } from "../view.ts";
import { withWindow, type BenchWindow } from "../window.ts";

/** Folders of the sample's size, and of a real repository's. */
const folders = [0, 50_000];

export async function firstToken({ browser, rounds }: Bench): Promise<Figure[]> {
  const started = await browser();
  const raw = await rawFirstToken(rounds + 1);
  const figures: Figure[] = [];
  for (const files of folders) {
    const prepare = (workspace: string) => fill(workspace, files, at => `${at}\n`);
    figures.push(
      ...(await withWindow(started, { prepare }, window => tokens(window, { files, rounds, raw }))),
    );
  }
  return figures;
}

interface Run {
  readonly files: number;
  readonly rounds: number;
  readonly raw: readonly number[];
}

async function tokens(window: BenchWindow, { files, rounds, raw }: Run): Promise<Figure[]> {
  const wait = ({ began, first }: Seen) => first - began;
  // With its first turn a thread begins, and the folder is looked through: later turns are measured when that is over.
  const turns = (view: View) =>
    inRounds(rounds + 1, async round => {
      const seen = await view.sendForFirst("scenario:hello");
      await view.idle();
      if (round === 0) await window.probe.atRest();
      await window.page.waitForTimeout(400);
      return wait(seen);
    });
  await window.bare.open();
  const bare = await turns(window.bare);
  await window.folio.open();
  const ours = await turns(window.folio);
  const where = files === 0 ? "the sample's folder" : `${files.toLocaleString("en")} files`;
  const figure = (id: string, floor: Figure["floor"]): Figure => ({
    id: `token.${files}.${id}`,
    what: `Enter to first painted token, ${where}`,
    unit: "ms",
    values: ours.slice(1),
    ...(floor && { floor }),
  });
  return [
    {
      ...figure("bare", { is: "a bare view on the same server", values: bare.slice(1) }),
      goal: { plus: 10 },
    },
    {
      id: `token.${files}.first`,
      what: `Enter to first painted token, first turn in ${where}`,
      unit: "ms",
      values: ours.slice(0, 1),
      floor: { is: "a bare view on the same server", values: bare.slice(0, 1) },
    },
    figure("raw", { is: "the raw pipe's first delta", values: raw.slice(1) }),
  ];
}

/** `turn/start` to the first delta, later turns of a thread. */
async function rawFirstToken(rounds: number): Promise<number[]> {
  const model = await startModel(script);
  const home = createHome(model.url);
  const times = await withFolder(folder =>
    withRaw(home, async server => {
      const cwd = copyWorkspace(folder);
      const { thread } = await server.request("thread/start", { cwd, sandbox: "read-only" });
      return inRounds(rounds, async () => {
        const began = performance.now();
        const first = server.next("item/agentMessage/delta");
        const over = server.next("turn/completed");
        await server.request("turn/start", say(thread.id, "scenario:hello"));
        await first;
        const time = performance.now() - began;
        await over;
        return time;
      });
    }),
  );
  await model.close();
  home.dispose();
  return times;
}
