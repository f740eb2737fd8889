import { window, type Disposable } from "vscode";

/** How long the window has had the focus. A click that brings the window to the front must not approve anything. */
export interface WindowFocus {
  /** Milliseconds since the window got the focus; Infinity when it has had it from the start. */
  forMs(): number;
}

/** Watches until `owners` are disposed. */
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
