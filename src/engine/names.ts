import type { NotificationEvent } from "../model/state.ts";
import type { FileUpdateChange } from "../protocol/types.gen.ts";
import { realPathOf } from "./judge/world.ts";

/** Names files as the workspace does, where a folder of it was opened through a link and the server tells its real path. */
export interface Names {
  /** Looks where the folders lead. Until it has, and where none is a link, nothing is renamed. */
  refresh(): Promise<void>;
  /** The same notification about the same files; the same object where there is nothing to rename. */
  renamed(notification: NotificationEvent): NotificationEvent;
}

export function createNames(roots: () => readonly string[]): Names {
  let links: readonly { readonly root: string; readonly real: string }[] = [];
  const nameOf = (path: string): string => {
    const link = links.find(({ real }) => path === real || path.startsWith(`${real}/`));
    return link ? link.root + path.slice(link.real.length) : path;
  };
  return {
    async refresh() {
      const found = await Promise.all(
        roots().map(async root => ({ root, real: (await realPathOf(root)) ?? root })),
      );
      links = found.filter(({ root, real }) => root !== real);
    },
    renamed(notification) {
      const { method, params } = notification;
      if (links.length === 0 || (method !== "item/started" && method !== "item/completed"))
        return notification;
      const { item } = params;
      if (item.type !== "fileChange") return notification;
      const changes = item.changes.map(change => renamedChange(change, nameOf));
      // The method stays: it is still one notification of the protocol.
      return { method, params: { ...params, item: { ...item, changes } } } as NotificationEvent;
    },
  };
}

function renamedChange(
  { path, kind, diff }: FileUpdateChange,
  nameOf: (path: string) => string,
): FileUpdateChange {
  if (kind.type !== "update" || kind.move_path === null) return { path: nameOf(path), kind, diff };
  const trailer = trailerOf(kind.move_path);
  const movePath = nameOf(kind.move_path);
  return {
    path: nameOf(path),
    kind: { ...kind, move_path: movePath },
    diff: diff.endsWith(trailer) ? diff.slice(0, -trailer.length) + trailerOf(movePath) : diff,
  };
}

/** What the server writes behind the diff of a move. */
// oxlint-disable-next-line folio/wordless -- The server's own words.
const trailerOf = (path: string): string => `\n\nMoved to: ${path}`;
