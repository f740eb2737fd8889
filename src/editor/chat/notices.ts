import { noticeId } from "../../model/reduce/notice.ts";
import { commands, Range, Uri, type Disposable, type Memento } from "vscode";
import type { Engine } from "../../engine/api.ts";
import type { Notice } from "../../model/state.ts";

export interface Notices extends Disposable {
  /** Hides a notice. One that names no file stays hidden, also in other windows. */
  dismiss(id: string): Promise<void>;
  /** Opens the file that a notice names. */
  open(id: string): Promise<void>;
}

const dismissedKey = "folio.dismissedNotices";
const kept = 50;

/** Which of the notices that belong to no turn the person has dismissed. */
export function createNotices(
  engine: Pick<Engine, "store" | "effects" | "notices">,
  memento: Memento,
): Notices {
  const { store, effects, notices } = engine;
  const find = (id: string): Notice | undefined =>
    store.state.notices.find(notice => noticeId(notice) === id);
  const dismissed = () => memento.get<readonly string[]>(dismissedKey, []);
  const subscription = effects.onPicked(
    state => [state.notices],
    () => {
      const known = new Set(dismissed());
      for (const notice of store.state.notices)
        if (!notice.place && known.has(noticeId(notice))) notices.dismiss(noticeId(notice));
    },
  );
  return {
    async dismiss(id) {
      const notice = find(id);
      if (!notice) return;
      notices.dismiss(id);
      // A file may break again, and then the person should see it. What the machine lacks is told only once.
      if (!notice.place && notice.isOfServer)
        await memento.update(dismissedKey, [...dismissed(), id].slice(-kept));
    },
    async open(id) {
      const place = find(id)?.place;
      if (!place) return;
      const [line, column] = [Math.max(0, place.line - 1), Math.max(0, place.column - 1)];
      await commands.executeCommand("vscode.open", Uri.file(place.path), {
        selection: new Range(line, column, line, column),
      });
    },
    dispose: () => subscription.dispose(),
  };
}
