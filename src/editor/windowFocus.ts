import { window, type Disposable } from "vscode";

/** Since when the window has the focus: the click that gave it was meant for nothing in the window (FAULTS F43). */
export interface WindowFocus {
  /** Milliseconds since the window got the focus; Infinity when it had it from the start. */
  forMs(): number;
}

export function watchWindowFocus(): WindowFocus & Disposable {
  let focusedAt = -Infinity;
  let isFocused = window.state.focused;
  const subscription = window.onDidChangeWindowState(({ focused }) => {
    if (focused && !isFocused) focusedAt = performance.now();
    isFocused = focused;
  });
  return {
    forMs: () => performance.now() - focusedAt,
    dispose: () => subscription.dispose(),
  };
}
