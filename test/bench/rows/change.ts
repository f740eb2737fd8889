/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { lastWords } from "../content.ts";
import { withFolder, writeChangedFiles } from "../files.ts";
import type { Figure } from "../figure.ts";
import { say, withRaw } from "../raw.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { startModel } from "../../model/server.ts";
import { createHome } from "../../support/home.ts";
import { script } from "../script.ts";
import { chooseCommand } from "../view.ts";
import { withWindow, type BenchWindow } from "../window.ts";

const sizes = [125, 250, 500];

/** A change of many files with four hunks each: until its diff is seen, and accepted. */
export async function change({ browser, rounds }: Bench): Promise<Figure[]> {
  const count = Math.min(rounds, 3);
  const figures: Figure[] = [];
  for (const files of sizes) {
    const raw = await inRounds(count, () => rawChange(files));
    const started = await browser();
    const runs = await inRounds(count, () =>
      withWindow(started, { prepare: workspace => writeChangedFiles(workspace, files) }, window =>
        review(window, files),
      ),
    );
    const figure = (id: keyof Run, what: string, goal: Figure["goal"] | null): Figure => ({
      id: `change.${files}.${id}`,
      what: `a change of ${files} files, ${what}`,
      unit: "ms",
      values: runs.map(run => run[id]),
      ...(goal && { goal }),
    });
    figures.push(
      {
        ...figure("textMs", "Enter to the text of its diff", null),
        floor: { is: "the raw pipe's request", values: raw },
      },
      figure("blockMs", "extension host's longest block until then", { max: 50 }),
      figure("acceptMs", "Accept to the answer after it", null),
      figure("acceptBlockMs", "extension host's longest block meanwhile", { max: 50 }),
    );
  }
  return figures;
}

interface Run {
  readonly textMs: number;
  readonly blockMs: number;
  readonly acceptMs: number;
  readonly acceptBlockMs: number;
}

async function review(window: BenchWindow, files: number): Promise<Run> {
  const { folio, page, probe } = window;
  await folio.open();
  await folio.sendForFirst("scenario:hello");
  await folio.idle();
  await folio.input.fill(`bench:change ${files}`);
  const frame = await folio.frame();
  await probe.begin();
  const shown = diffShown(page);
  const began = await frame.evaluate<number>("bench.enter()");
  const textMs = (await shown) - began;
  const blockMs = (await probe.read()).longestBlockMs;
  await page.waitForTimeout(1000);
  await probe.begin();
  await chooseCommand(page, "Folio: Accept Change");
  const over = frame.evaluate<number>(`bench.textAt(${JSON.stringify(lastWords)})`);
  await page.keyboard.press("Enter");
  const acceptMs = (await over) - (await page.evaluate<number>("bench.enteredAt"));
  return { textMs, blockMs, acceptMs, acceptBlockMs: (await probe.read()).longestBlockMs };
}

/** When the text of a proposed line is on the screen. */
const diffShown = (page: Page): Promise<number> =>
  page.evaluate(
    `new Promise(resolve => {
      const look = () => {
        const lines = document.querySelectorAll(".monaco-diff-editor .view-line, .multiDiffEntry .view-line");
        if ([...lines].some(line => line.textContent.replaceAll("\\u00a0", " ").includes("let value")))
          resolve(bench.now());
        else requestAnimationFrame(look);
      };
      look();
    })`,
  );

/** \`turn/start\` to the server's request, which is declined. */
async function rawChange(files: number): Promise<number> {
  const model = await startModel(script);
  const home = createHome(model.url);
  const time = await withFolder(folder =>
    withRaw(home, async server => {
      writeChangedFiles(folder, files);
      const { thread } = await server.request("thread/start", {
        cwd: folder,
        approvalPolicy: "untrusted",
        sandbox: "workspace-write",
      });
      const began = performance.now();
      const asked = server.next("item/fileChange/requestApproval");
      const over = server.next("turn/completed");
      await server.request("turn/start", say(thread.id, `bench:change ${files}`));
      await asked;
      const time = performance.now() - began;
      await over;
      return time;
    }),
  );
  await model.close();
  home.dispose();
  return time;
}
