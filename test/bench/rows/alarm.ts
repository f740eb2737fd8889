/// <reference lib="dom" />
import type { Page } from "playwright-core";
import { withFault } from "../fakeServer.ts";
import type { Figure } from "../figure.ts";
import { inRounds } from "../rounds.ts";
import type { Bench } from "../rows.ts";
import { withWindow } from "../window.ts";

interface Alarm {
  readonly asked: number;
  readonly toast: number;
  readonly status: number;
}

/** From the server's request to what a person sees while the chat is hidden; half a second at most. */
export async function alarm({ browser, rounds }: Bench): Promise<Figure[]> {
  const settings = withFault("later");
  const started = await browser();
  const seen = await inRounds(Math.min(rounds, 3), () =>
    withWindow(started, { settings }, async ({ page, workbench }) => {
      const chat = await workbench.openChat();
      await chat.send("go");
      await workbench.command("View: Toggle Secondary Side Bar Visibility");
      return watch(page);
    }),
  );
  const figure = (id: "toast" | "status", face: string): Figure => ({
    id: `alarm.${id}`,
    what: `server's request to ${face}, chat hidden`,
    unit: "ms",
    values: seen.map(alarm => alarm[id] - alarm.asked),
    goal: { max: 500 },
  });
  return [figure("toast", "notification"), figure("status", "status bar")];
}

/** The command that is asked for tells when the server asked. */
const watch = (page: Page): Promise<Alarm> =>
  page.evaluate(
    `new Promise((resolve, reject) => {
      const seen = {};
      setTimeout(() => reject(new Error("Nothing was seen.")), 15000);
      const look = () => {
        const toast = document.querySelector(".notifications-toasts")?.textContent ?? "";
        const [, asked] = /echo (\\d+)/.exec(toast) ?? [];
        if (asked) { seen.asked ??= Number(asked); seen.toast ??= Date.now(); }
        const status = document.querySelector("[id*='folio.status']")?.textContent ?? "";
        if (/1 needs you/.test(status)) seen.status ??= Date.now();
        if (seen.toast && seen.status) resolve(seen); else requestAnimationFrame(look);
      };
      look();
    })`,
  );
