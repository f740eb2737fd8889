import { env, type Disposable } from "vscode";
import { createScope, type Engine } from "../../engine/api.ts";
import { nextReset } from "../../model/select/usage.ts";
import {
  joined,
  label,
  markdown,
  plain,
  prose,
  withIcon,
  type MarkdownText,
} from "../../model/text/sinks.ts";
import { createStatusItem } from "../faces.ts";
import { say } from "../say.ts";
import { times } from "../times.ts";
import { connectionText, createNumbers, statusText, usageRows } from "./text.ts";

/** The shortest time between two redraws: every model response of every thread reports usage. */
const redrawMs = 150;
/** A computer may sleep meanwhile, and its clock may be set. */
const longestWaitMs = 3_600_000;

/** One item for open asks, the server's state, the context that is left, and limits. `thread` gives the id of the active thread. */
export function createStatusBar(
  engine: Pick<Engine, "store" | "effects">,
  thread: () => string | null,
): Disposable & { refresh(): void } {
  const item = createStatusItem({
    id: "folio.status",
    name: say.plain("folio"),
  });
  const number = createNumbers(env.language);
  const scope = createScope();
  let planned: { dispose(): void } | undefined;
  let expected: { dispose(): void } | undefined;

  /** What was used counts no more after a reset: nobody but the clock tells of that. */
  const expect = (reset: number | null, now: number) => {
    expected?.dispose();
    expected = reset === null ? undefined : scope.after(Math.min(reset - now, longestWaitMs), draw);
  };
  const draw = () => {
    planned = undefined;
    const { state } = engine.store;
    const shown = state.threads[thread() ?? ""];
    const now = Date.now();
    const formats = { number, times: times(), now };
    const rows = usageRows(state, shown, formats);
    const { icon, words, command, tone } = statusText(state, shown, formats);
    expect(nextReset(state, now), now);
    item.show({
      text: withIcon(icon, label`${words}`),
      tooltip: tooltipOf(connectionText(state), shown?.title ?? "", rows),
      spoken: joined(
        ". ",
        plain`${words}`,
        ...rows.map(([name, value]) => plain`${name}: ${value}`),
      ),
      command,
      tone,
    });
  };

  const refresh = () => (planned ??= scope.after(redrawMs, draw));
  const subscription = engine.effects.onPicked(state => {
    const shown = state.threads[thread() ?? ""];
    const { asks, connection, account, rateLimits } = state;
    const last = shown?.turns.at(-1);
    return [asks, connection, account, rateLimits, shown?.usage, shown?.title, last?.quiet];
  }, refresh);
  const turns = engine.effects.onTurns(refresh);
  draw();
  return {
    refresh,
    dispose() {
      scope.dispose();
      subscription.dispose();
      turns.dispose();
      item.dispose();
    },
  };
}

/** The state of the connection in a sentence, the thread, and a table of all figures. */
function tooltipOf(
  connection: string,
  title: string,
  rows: readonly (readonly [string, string])[],
): MarkdownText {
  const head = joined(
    "\n\n",
    markdown`**${say.text("folio")}**`,
    markdown`${connection}`,
    ...(title === "" ? [] : [markdown`${prose(title)}`]),
  );
  const lines = rows.map(([name, value]) => markdown`| ${name} | ${value} |`);
  return rows.length === 0
    ? head
    : joined(
        "\n",
        head,
        markdown``,
        markdown`
| | |
        `,
        markdown`
|:--|:--|
        `,
        ...lines,
      );
}
