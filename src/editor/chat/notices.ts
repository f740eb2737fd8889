import { commands, Range, Uri, type Disposable, type Memento } from "vscode";
import type { Engine } from "../../engine/api.ts";
import type { Notice } from "../../model/state.ts";

export interface Notices extends Disposable {
  /** Hides a notice; one about no file stays hidden in every window. */
  dismiss(text: string): Promise<void>;
  /** Opens the file that a notice names. */
  open(text: string): Promise<void>;
}

const dismissedKey = "folio.dismissedNotices";
const kept = 50;

/** What a person has read of the notices that belong to no turn. */
export function createNotices(
  engine: Pick<Engine, "store" | "effects" | "notices">,
  memento: Memento,
): Notices {
  const { store, effects, notices } = engine;
  const find = (text: string): Notice | undefined =>
    store.state.notices.find(notice => notice.text === text);
  const dismissed = () => memento.get<readonly string[]>(dismissedKey, []);
  const subscription = effects.onPicked(
    state => [state.notices],
    () => {
      const known = new Set(dismissed());
      for (const { text, place } of store.state.notices)
        if (!place && known.has(text)) notices.dismiss(text);
    },
  );
  return {
    async dismiss(text) {
      const notice = find(text);
      if (!notice) return;
      notices.dismiss(text);
      // A file that is broken again is news; what a machine lacks is not.
      if (!notice.place && notice.isOfServer)
        await memento.update(dismissedKey, [...dismissed(), text].slice(-kept));
    },
    async open(text) {
      const place = find(text)?.place;
      if (!place) return;
      const [line, column] = [Math.max(0, place.line - 1), Math.max(0, place.column - 1)];
      await commands.executeCommand("vscode.open", Uri.file(place.path), {
        selection: new Range(line, column, line, column),
      });
    },
    dispose: () => subscription.dispose(),
  };
}
