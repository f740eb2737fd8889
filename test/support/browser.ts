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
