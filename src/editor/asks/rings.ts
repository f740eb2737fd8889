import type { Scope } from "../../engine/api.ts";

export interface RingsOptions {
  readonly scope: Pick<Scope, "after">;
  /** Whether an ask still waits. */
  isOpen(key: string): boolean;
  /** Whether a notification covers something that the person is looking at. */
  isCovering(): boolean;
  /** Shows the notification of an ask; resolves when that is gone. */
  ring(key: string): Promise<void>;
  /** Is handed each `ring`, so that a failure is told. */
  report(ringing: Promise<void>): void;
}

export interface Rings {
  /** Rings for an ask as soon as no other notification is in the way. */
  add(key: string): void;
  /** Is to be called after asks ended: another may ring now. */
  look(): void;
}

/**
 * VS Code hides a warning 12 s after it has drawn it, unless the pointer is on it. It draws it some time after it was told
 * to, so the next one waits a little longer.
 */
const shownMs = 13_000;

/**
 * One notification at a time: the next rings when the one before is gone or its ask is over. VS Code cannot withdraw a
 * notification. Where one outlives its ask before the person's eyes, the next waits until VS Code has hidden it.
 */
export function createRings({ scope, isOpen, isCovering, ring, report }: RingsOptions): Rings {
  let waiting: readonly string[] = [];
  let shown: { readonly key: string; isHidden: boolean } | null = null;

  const isBusy = () => shown !== null && (isOpen(shown.key) || (isCovering() && !shown.isHidden));
  const look = () => {
    waiting = waiting.filter(isOpen);
    const [next, ...rest] = waiting;
    if (next === undefined || isBusy()) return;
    waiting = rest;
    report(show(next));
  };
  const show = async (key: string) => {
    const mine = { key, isHidden: false };
    shown = mine;
    const hides = scope.after(shownMs, () => {
      mine.isHidden = true;
      look();
    });
    try {
      await ring(key);
    } finally {
      hides.dispose();
      if (shown === mine) shown = null;
      look();
    }
  };
  return {
    add(key) {
      waiting = [...waiting, key];
      look();
    },
    look,
  };
}
