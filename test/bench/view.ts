/** A chat that is measured: Folio's, or the bare one beside it. */
import type { Frame, FrameLocator, Locator, Page } from "playwright-core";
import { until } from "../support/processes.ts";

/** What `bench.watch` of inPage.js saw; moments are milliseconds since 1970. */
export interface Seen {
  readonly began: number;
  /** When the first change of an answer was painted, and the last. */
  readonly first: number;
  readonly last: number;
  /** The longest time between two frames, and when it ended. */
  readonly longestGapMs: number;
  readonly gapAt: number;
  /** How many frames there were until the last paint. */
  readonly frames: number;
}

export interface View {
  readonly inner: FrameLocator;
  readonly input: Locator;
  /** Opens it by the palette; resolves with the milliseconds from Enter to a text box that can be typed into. */
  open(): Promise<number>;
  /** The frame that the page is in. */
  frame(): Promise<Frame>;
  /** Sends a message and watches until its answer, which ends with `end`, is painted and coloured. */
  send(text: string, end: string): Promise<Seen>;
  /** The same to the first paint alone. */
  sendForFirst(text: string): Promise<Seen>;
  /** Resolves when no turn runs. */
  idle(): Promise<void>;
}

interface Which {
  /** A part of the address of its frame. */
  readonly extension: string;
  /** The title of the command that opens it. */
  readonly command: string;
}

export function createView(page: Page, { extension, command }: Which): View {
  const inner = page
    .frameLocator(`iframe.webview.ready[src*='${extension}']`)
    .frameLocator("#active-frame");
  const input = inner.getByRole("textbox", { name: "Message" });
  const find = () =>
    page
      .frames()
      .findLast(
        frame =>
          frame.url().includes("fake.html") && frame.parentFrame()?.url().includes(extension),
      );
  const frame = async () => {
    await input.waitFor();
    const found = find();
    if (!found) throw new Error(`The view of ${extension} is not there.`);
    return found;
  };
  const watch = async (options: object): Promise<Seen> =>
    (await frame()).evaluate(`bench.watch(${JSON.stringify(options)})`);
  const send = async (text: string, options: object) => {
    await input.fill(text);
    return watch({ enter: true, ...options });
  };
  return {
    inner,
    input,
    frame,
    async open() {
      await chooseCommand(page, command);
      await page.keyboard.press("Enter");
      const opened = await frame();
      const ready = () => opened.evaluate<number>("bench.readyAt");
      await until("the view is ready", async () => (await ready()) > 0, 60_000);
      const entered = await page.evaluate<number>("bench.enteredAt");
      return Math.max(0, (await ready()) - entered); // 0: it was open already
    },
    send: (text, end) => send(text, { end }),
    sendForFirst: text => send(text, { end: null, first: true }),
    idle: () =>
      until(
        "the turn is over",
        async () => (await inner.getByRole("button", { name: "Stop", exact: true }).count()) === 0,
        120_000,
      ),
  };
}

/** Leaves the palette open with a command as its first row. */
export async function chooseCommand(page: Page, title: string): Promise<void> {
  const input = page.locator(".quick-input-widget input");
  const row = page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: title });
  // A view that takes the focus just now closes the palette.
  await until(`the palette offers ${title}`, async () => {
    await page.keyboard.press("F1");
    return input
      .fill(`>${title}`, { timeout: 3000 })
      .then(() => row.waitFor({ timeout: 3000 }))
      .then(
        () => true,
        () => false,
      );
  });
}
