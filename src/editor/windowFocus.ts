import { window, type Disposable } from "vscode";

/** Since when the window has the focus: the click that gave it was meant for nothing in the window (FAULTS F43). */
export interface WindowFocus {
  /** Milliseconds since the window got the focus; Infinity when it had it from the start. */
  forMs(): number;
}

/** `owners` dispose of the watch. */
export function watchWindowFocus(owners: Disposable[]): WindowFocus {
  let focusedAt = -Infinity;
  let isFocused = window.state.focused;
  owners.push(
    window.onDidChangeWindowState(({ focused }) => {
      if (focused && !isFocused) focusedAt = performance.now();
      isFocused = focused;
    }),
  );
  return { forMs: () => performance.now() - focusedAt };
}
