export interface HeartbeatOptions {
  /** Whether a person could see the page now. VS Code suspends hidden pages, so they need not answer. */
  isSeen(): boolean;
  ping(): void;
  /** Called when the page does not answer. Called once, until the page has answered for a minute. */
  recreate(): void;
  /** Called when the page stops answering again. Something else must tell the person. */
  giveUp(): void;
}

const tickMs = 5000;
const missesAllowed = 3;
const wellAfter = 12;

/** Detects a page that hangs or has crashed. The host pings it: a timer in the page would be slowed down by the browser. */
export function createHeartbeat({ isSeen, ping, recreate, giveUp }: HeartbeatOptions) {
  let missed = 0;
  let well = 0;
  let wasRecreated = false;

  const tick = () => {
    if (!isSeen()) {
      missed = 0;
      return;
    }
    well = missed === 0 ? well + 1 : 0;
    if (well >= wellAfter) wasRecreated = false;
    if (missed < missesAllowed) {
      missed++;
      return ping();
    }
    missed = 0;
    if (wasRecreated) return giveUp();
    wasRecreated = true;
    recreate();
  };
  const timer = setInterval(tick, tickMs);

  return {
    /** To be called with every message from the page. */
    alive(): void {
      missed = 0;
    },
    tick,
    dispose: () => clearInterval(timer),
  };
}
