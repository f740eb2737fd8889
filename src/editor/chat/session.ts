import { workspace, type Memento } from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { UntrustedError } from "../../engine/engine.ts";
import { report, type Log } from "../../engine/log.ts";
import type { ViewState } from "../../model/wire.ts";
import { threadDefaults } from "../settings.ts";

const threadKey = "folio.thread";
const draftsKey = "folio.drafts";
const newThreadDraft = "new";
const keptDrafts = 50;

export interface Session {
  readonly view: ViewState;
  /** Shows another thread; null for a new one, which starts with its first message. */
  show(threadId: string | null): Promise<void>;
  /** Says `text` in the thread (a new one for null) and forgets its draft once the server took it. */
  send(threadId: string | null, text: string): Promise<void>;
  saveDraft(threadId: string | null, text: string): void;
  /** Starts what the view needs: the server, and the thread that was shown last. Once; later calls do nothing. */
  wake(): void;
  /** Whether the person's keyboard is in the chat; the view keeps it. */
  hasFocus: boolean;
  onShow(listener: () => void): { dispose(): void };
}

/** Which thread the window shows, and what was typed but not sent; both outlive a reload. */
export function createSession(engine: Engine, memory: Memento, log: Log): Session {
  let threadId = memory.get<string | null>(threadKey, null);
  let drafts = memory.get<Record<string, string>>(draftsKey, {});
  let awake = false;
  const listeners = new Set<() => void>();

  const remember = (id: string | null) =>
    report(log, "Remembering the thread", memory.update(threadKey, id));
  const setShown = (id: string | null) => {
    threadId = id;
    engine.setVisible(id);
    for (const listener of listeners) listener();
  };
  const draftOf = (id: string | null): string => {
    const key = id ?? newThreadDraft;
    return Object.hasOwn(drafts, key) ? (drafts[key] ?? "") : "";
  };
  const saveDraft = (id: string | null, text: string) => {
    const { [id ?? newThreadDraft]: _old, ...rest } = drafts;
    const kept = Object.entries(rest).slice(-keptDrafts);
    drafts = Object.fromEntries(text === "" ? kept : [...kept, [id ?? newThreadDraft, text]]);
    report(log, "Saving a draft", memory.update(draftsKey, drafts));
  };
  const isOpen = (id: string) => (engine.store.state.threads[id]?.turns.length ?? 0) > 0;

  const show = async (id: string | null) => {
    setShown(id);
    remember(id);
    if (id !== null && !isOpen(id)) await engine.threads.open(id);
  };

  return {
    hasFocus: false,
    get view() {
      const { cwd } = threadDefaults();
      return {
        threadId,
        draft: draftOf(threadId),
        hasFolder: cwd !== null,
        isTrusted: workspace.isTrusted,
      };
    },
    show,
    async send(id, text) {
      const target = id ?? (await engine.threads.start());
      await engine.threads.send(target, [{ type: "text", text, text_elements: [] }]);
      saveDraft(id, "");
      // A thread is stored from its first turn on: only then can it be found again (PROTOCOL fact 30).
      remember(target);
      if (threadId === id && target !== id) setShown(target);
    },
    saveDraft,
    wake() {
      if (awake || threadDefaults().cwd === null) return;
      awake = true;
      const begin = async () => {
        engine.setVisible(threadId);
        try {
          await engine.server.ensure();
          if (threadId !== null) await engine.threads.open(threadId);
        } catch (error) {
          if (error instanceof UntrustedError) awake = false;
          else if (
            threadId !== null &&
            error instanceof Error &&
            /no rollout found|thread not found/.test(error.message)
          )
            await show(null);
          else throw error;
        }
      };
      report(log, "Opening the chat", begin());
    },
    onShow(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}
