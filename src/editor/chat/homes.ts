import type { State } from "../../model/state.ts";

/** What a surface shows, as far as it matters for asks. */
export interface Showing {
  readonly id: string;
  readonly threadId: string | null;
  readonly isVisible: boolean;
}

/**
 * The keys of the asks that other surfaces show. An ask is shown with its thread; one of a sub-agent with its thread or a
 * thread that it works for. All other asks are shown in `first`, and in every visible surface while `first` is hidden.
 */
export function asksElsewhere(
  { asks, index }: Pick<State, "asks" | "index">,
  surfaces: readonly Showing[],
  mine: string,
  first: string,
): readonly string[] {
  const visible = surfaces.filter(({ id, isVisible }) => isVisible || id === mine);
  return asks
    .filter(({ threadId }) => {
      const line = lineOf(index, threadId);
      const homes = visible.filter(shown => shown.threadId !== null && line.has(shown.threadId));
      if (homes.length > 0) return homes.every(({ id }) => id !== mine);
      return mine !== first && visible.some(({ id }) => id === first);
    })
    .map(({ key }) => key);
}

/** The ids of a thread and of the threads that it works for. */
function lineOf(index: State["index"], threadId: string | null): ReadonlySet<string> {
  const line = new Set<string>();
  for (let id = threadId; id !== null && !line.has(id); id = index[id]?.parentThreadId ?? null)
    line.add(id);
  return line;
}
