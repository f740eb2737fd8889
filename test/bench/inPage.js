/**
 * Runs in every frame of the window: clocks that begin and end inside the page, so that the driver is not measured. All
 * moments are milliseconds since 1970, so that those of several frames and of the bench compare.
 */
(() => {
  /** Where answers are drawn: Folio's messages, and the log of the bare view. */
  const answers = ".agent, #log";
  /** An answer that has not changed for this time is whole, colours included. */
  const quietMs = 700;
  const limitMs = 150_000;
  const now = () => performance.timeOrigin + performance.now();
  const { port1, port2 } = new MessageChannel();
  const painted = [];
  port1.onmessage = () => {
    for (const done of painted.splice(0)) done(now());
  };
  /** The end of the frame in which `requestAnimationFrame` calls this. */
  const afterPaint = done => {
    painted.push(done);
    port2.postMessage(0);
  };
  const isIn = node => (node.closest ? node : node.parentElement)?.closest(answers) != null;
  const isAnswer = node => isIn(node) || node.querySelector?.(answers) != null;
  /** What goes away is no news. */
  const changesAnswer = ({ type, target, addedNodes }) =>
    (isIn(target) && (type === "characterData" || addedNodes.length > 0)) ||
    [...addedNodes].some(isAnswer);
  const lastText = () => [...document.querySelectorAll(answers)].at(-1)?.textContent ?? "";

  const pressEnter = () => {
    const enter = { key: "Enter", bubbles: true, cancelable: true };
    document.querySelector("textarea").dispatchEvent(new KeyboardEvent("keydown", enter));
  };

  const bench = {
    now,
    /** When a person last pressed Enter in this frame. */
    enteredAt: 0,
    /** When the text box was there to type into. */
    readyAt: 0,

    /**
     * Watches answers until one holds `end` and has been quiet: first and last paint of a change, longest time between two
     * frames, how many there were. Presses Enter first where that is asked for.
     */
    watch: ({ end, enter, first: isFirst }) =>
      new Promise((resolve, reject) => {
        const seen = { began: now(), first: 0, last: 0, longestGapMs: 0, gapAt: 0, frames: 0 };
        let isDirty = false;
        let previous = 0;
        let counted = 0;
        const observer = new MutationObserver(changes => {
          isDirty ||= changes.some(changesAnswer);
        });
        observer.observe(document, { subtree: true, childList: true, characterData: true });
        const look = () => {
          const at = now();
          if (previous > 0 && at - previous > seen.longestGapMs) {
            seen.longestGapMs = at - previous;
            seen.gapAt = at;
          }
          previous = at;
          counted++;
          if (isDirty) {
            isDirty = false;
            seen.frames = counted;
            afterPaint(paintedAt => {
              seen.first ||= paintedAt;
              seen.last = paintedAt;
            });
          }
          const isOver =
            seen.first > 0 &&
            (isFirst || (at - seen.last > quietMs && (end === null || lastText().includes(end))));
          if (isOver) {
            observer.disconnect();
            resolve(seen);
          } else if (at - seen.began > limitMs) {
            const shown = document.body.innerText.slice(-500);
            reject(new Error(`The answer was not whole after ${limitMs / 1000} s: ${shown}`));
          } else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
        if (enter) pressEnter();
      }),

    /** Presses Enter in the text box; gives the moment. */
    enter() {
      const at = now();
      pressEnter();
      return at;
    },

    /** Resolves with what was painted since the page was loaded, when its answer is whole. */
    drawn: end => {
      const isOver = () =>
        drawn.last > 0 && now() - drawn.last > quietMs && lastText().includes(end);
      return new Promise(resolve => {
        const look = () => (isOver() ? resolve(drawn) : setTimeout(look, 50));
        look();
      });
    },

    /** The moment in which text is on the page. */
    textAt: text =>
      new Promise(resolve => {
        const look = () => {
          const log = document.querySelector("[role=log], #log");
          if (log?.textContent.includes(text)) afterPaint(resolve);
          else requestAnimationFrame(look);
        };
        look();
      }),
  };
  globalThis.bench = bench;

  addEventListener("keydown", ({ key }) => key === "Enter" && (bench.enteredAt = now()), true);
  /** What is painted of an answer that is there already when the page is drawn. */
  const drawn = { first: 0, last: 0 };
  const drawing = new MutationObserver(changes => {
    if (changes.some(changesAnswer))
      requestAnimationFrame(() =>
        afterPaint(at => {
          drawn.first ||= at;
          drawn.last = at;
        }),
      );
  });

  /**
   * VS Code writes an extension's page into a frame that has another document before: of what was begun there, timers
   * go on, frames and observers do not.
   */
  const untilReady = (observed, until) => {
    if (observed !== document)
      drawing.observe(document, { subtree: true, childList: true, characterData: true });
    const area = document.querySelector("textarea");
    const isShown = (window.frameElement?.style.visibility ?? "") !== "hidden";
    if (area && !area.disabled && isShown && area.getClientRects().length > 0)
      requestAnimationFrame(() => afterPaint(at => (bench.readyAt = at)));
    else if (now() < until) setTimeout(untilReady, 2, document, until);
  };
  if (window !== window.top) untilReady(null, now() + 60_000);
})();
