export interface HeartbeatOptions {
  /** Whether a person could look at the page now: a hidden one is not there to answer. */
  isSeen(): boolean;
  ping(): void;
  /** The page does not answer: it is made anew. Once, until it has been well for a minute. */
  recreate(): void;
  /** It does not answer again: something else than the page must tell the person. */
  giveUp(): void;
}

const tickMs = 5000;
const missesAllowed = 3;
const wellAfter = 12;

/** Finds out that the page has died. It asks the page and relies on no timer there: a browser slows those down. */
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
    /** The page said something. */
    alive(): void {
      missed = 0;
    },
    tick,
    dispose: () => clearInterval(timer),
  };
}
