import {
  env,
  MarkdownString,
  StatusBarAlignment,
  ThemeColor,
  window,
  type Disposable,
} from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { limitWindows } from "../../model/select/usage.ts";
import { connectionText, createFormats, nearlyUsedUp, statusText, usageRows } from "./text.ts";

/** At most one redraw in this time: usage comes with every model response of every thread. */
const redrawMs = 150;

/** One item: what waits, the server's state, the context left, the limits. `thread` tells which thread is shown. */
export function createStatusBar(
  engine: Engine,
  thread: () => string | null,
): Disposable & { refresh(): void } {
  const item = window.createStatusBarItem("folio.status", StatusBarAlignment.Right, 100);
  item.name = "Folio for Codex";
  item.command = "folio.showUsage";
  const formats = createFormats(env.language);
  let timer: NodeJS.Timeout | undefined;

  const draw = () => {
    timer = undefined;
    const { state } = engine.store;
    const shown = state.threads[thread() ?? ""];
    const rows = usageRows(state, shown, formats);
    item.text = statusText(state, shown);
    const tooltip = new MarkdownString(undefined, true);
    tooltip.appendMarkdown("**Folio for Codex**\n\n").appendText(connectionText(state));
    if (rows.length > 0) tooltip.appendMarkdown("\n\n| | |\n|:--|:--|\n");
    for (const [label, value] of rows)
      tooltip.appendMarkdown(`| ${label} | ${value.replaceAll("|", "\\|")} |\n`);
    item.tooltip = tooltip;
    item.accessibilityInformation = {
      label: [
        item.text.replace(/\$\([^)]*\)/g, "").trim(),
        ...rows.map(row => row.join(": ")),
      ].join(". "),
    };
    const isBad = state.connection.kind === "gaveUp" || state.connection.kind === "notInstalled";
    const isLow = limitWindows(state).some(({ usedPercent }) => usedPercent >= nearlyUsedUp);
    item.backgroundColor = isBad
      ? new ThemeColor("statusBarItem.errorBackground")
      : isLow || state.asks.length > 0
        ? new ThemeColor("statusBarItem.warningBackground")
        : undefined;
  };

  const refresh = () => (timer ??= setTimeout(draw, redrawMs));
  const subscription = engine.store.onChange(({ before, state }) => {
    const id = thread() ?? "";
    const same =
      before.asks === state.asks &&
      before.connection === state.connection &&
      before.account === state.account &&
      before.rateLimits === state.rateLimits &&
      before.threads[id]?.usage === state.threads[id]?.usage &&
      before.threads[id]?.turns.at(-1)?.status === state.threads[id]?.turns.at(-1)?.status;
    if (!same) refresh();
  });
  draw();
  item.show();
  return {
    refresh,
    dispose() {
      clearTimeout(timer);
      subscription.dispose();
      item.dispose();
    },
  };
}
