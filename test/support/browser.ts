import { chromium, type Browser } from "playwright-core";
import { ensureChromium } from "./tools.mjs";

/** A headless Chromium. `--no-sandbox` because tests run as root on build machines; it only ever sees loopback. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: ensureChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

const place = Symbol.for("folio.browser");

/**
 * The browser of this process, which ends with it. Every file of tests is a bundle of its own, so that a variable
 * of this module would be one for each.
 */
export function sharedBrowser(): Promise<Browser> {
  // No other code uses this symbol.
  const global = globalThis as { [place]?: Promise<Browser> };
  return (global[place] ??= launchBrowser());
}
