import type { Page } from "playwright-core";
import type { Figure } from "../figure.ts";
import { withRaw } from "../raw.ts";
import { inRounds, timed } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { itemsOfTurn, storeThreads, type StoredThread } from "../storedThread.ts";
import { withWindow, type BenchWindow } from "../window.ts";

/** Opening stored threads: each time in a window that was just loaded, and then once more from its memory. */
export const open = (bench: Bench): Promise<Figure[]> => openAll(bench, [1000, 10_000]);

/** The same with 100,000 items, which take a minute to make. */
export const openHuge = (bench: Bench): Promise<Figure[]> => openAll(bench, [100_000]);

async function openAll({ browser, rounds }: Bench, sizes: readonly number[]): Promise<Figure[]> {
  let threads: readonly StoredThread[] = [];
  let floors: readonly (readonly number[])[] = [];
  const opened = await withWindow(
    await browser(),
    {
      async prepare(workspace, home) {
        threads = await storeThreads(home, workspace, sizes);
        floors = await withRaw(home, server =>
          inRounds(threads.length, at =>
            inRounds(rounds, () =>
              timed(() =>
                server.request("thread/turns/list", {
                  threadId: threads[at]?.id ?? "",
                  limit: 5,
                  itemsView: "full",
                  sortDirection: "desc",
                }),
              ),
            ),
          ),
        );
      },
    },
    window =>
      inRounds(threads.length, at =>
        inRounds(rounds, () => openOnce(window, threads[at]?.title ?? "")),
      ),
  );
  return sizes.flatMap((size, at): Figure[] => {
    const values = opened[at] ?? [];
    const what = `a thread of ${size.toLocaleString("en")} items`;
    return [
      {
        id: `open.${size}`,
        what: `opening ${what} in a fresh window`,
        unit: "ms",
        values: values.map(({ first }) => first),
        floor: { is: "turns/list(5) on the raw pipe", values: floors[at] ?? [] },
        goal: { max: 100 },
      },
      {
        id: `open.${size}.again`,
        what: `${what}, shown again from memory`,
        unit: "ms",
        values: values.map(({ again }) => again),
        goal: { max: 50 },
      },
      {
        id: `open.${size}.block`,
        what: `opening ${what}, extension host's longest block`,
        unit: "ms",
        values: values.map(({ block }) => block),
      },
    ];
  });
}

/** The last message of every turn. */
const last = `Message ${itemsOfTurn - 2} about`;

async function openOnce(window: BenchWindow, title: string) {
  const { workbench, folio, page, probe } = window;
  await window.reload();
  await folio.open();
  await page.waitForTimeout(2000);
  await probe.begin();
  const first = await chosen(window, title);
  await page.waitForTimeout(3000);
  const block = (await probe.read()).longestBlockMs;
  await newThread(window);
  const again = await chosen(window, title);
  await page.waitForTimeout(500);
  // The next window begins without a thread, and without a chat that opens by itself.
  await newThread(window);
  await workbench.command("View: Toggle Secondary Side Bar Visibility");
  return { first, again, block };
}

async function newThread({ workbench, folio, page }: BenchWindow): Promise<void> {
  await workbench.command("Folio: New Thread");
  await folio.inner.getByText(last).first().waitFor({ state: "detached" });
  await page.waitForTimeout(500);
}

/** Presses Enter on a row of the picker; resolves with the milliseconds until the thread's last message is painted. */
async function chosen({ workbench, page, folio }: BenchWindow, title: string): Promise<number> {
  await workbench.command("Folio: Open Thread");
  await page.locator(".quick-input-widget input").fill(title);
  await focusedRow(page, title).waitFor();
  const frame = await folio.frame();
  const painted = frame.evaluate<number>(`bench.textAt(${JSON.stringify(last)})`);
  await page.keyboard.press("Enter");
  return (await painted) - (await page.evaluate<number>("bench.enteredAt"));
}

const focusedRow = (page: Page, title: string) =>
  page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: title });
