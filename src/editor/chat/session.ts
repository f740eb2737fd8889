import { workspace } from "vscode";
import { type Engine, isFolioError, type Log, report } from "../../engine/api.ts";
import type { Memory } from "../memory.ts";
import type { Calls, ViewState } from "../../model/wire.ts";
import { threadDefaults } from "../settings.ts";

export interface Session {
  /** Resolves when `view` tells what the window remembers. */
  readonly loaded: Promise<void>;
  readonly view: Omit<ViewState, "forms">;
  /** Shows another thread; null for a new one, which starts with its first message. */
  show(threadId: string | null): Promise<void>;
  /** Says `text` in the thread (a new one for null) and forgets its draft once the server took it. */
  send(threadId: string | null, text: string): Promise<Calls["send"]["result"]>;
  /** What was typed in a thread and not sent. */
  draft(threadId: string | null): string;
  saveDraft(threadId: string | null, text: string): void;
  /** Starts what the view needs: the server, and the thread that was shown last. Once; later calls do nothing. */
  wake(): void;
  /** The person trusted the workspace: what waited for that begins. */
  trust(): void;
  /** Whether the person's keyboard is in the chat; the view keeps it. */
  hasFocus: boolean;
  onShow(listener: () => void): { dispose(): void };
}

/** Which thread the window shows, and what was typed but not sent; both outlive a reload. */
export function createSession(engine: Engine, memory: Memory, log: Log): Session {
  let threadId: string | null = null;
  let awake = false;
  const listeners = new Set<() => void>();

  let watching: { dispose(): void } | undefined;
  const watch = (id: string | null) => {
    const before = watching;
    watching = id === null ? undefined : engine.watch(id);
    before?.dispose();
  };
  const setShown = (id: string | null) => {
    threadId = id;
    watch(id);
    for (const listener of listeners) listener();
  };
  const isOpen = (id: string) => {
    const thread = engine.store.state.threads[id];
    return thread !== undefined && thread.turns.length > 0 && !thread.isHeldElsewhere;
  };

  const show = async (id: string | null) => {
    setShown(id);
    memory.setThread(id);
    if (id !== null && !isOpen(id)) await engine.threads.open(id);
  };

  const wake = () => {
    if (awake || threadDefaults().cwd === null) return;
    awake = true;
    const begin = async () => {
      watch(threadId);
      try {
        await engine.server.start();
        if (threadId !== null) await engine.threads.open(threadId);
      } catch (error) {
        if (isFolioError(error, "untrusted")) awake = false;
        else if (threadId !== null && isFolioError(error, "noSuchThread")) await show(null);
        else throw error;
      }
    };
    report(log, "Opening the chat", begin());
  };

  return {
    loaded: memory.loaded.then(() => {
      threadId ??= memory.threadId();
    }),
    hasFocus: false,
    get view() {
      const { cwd } = threadDefaults();
      return {
        threadId,
        draft: memory.draft(threadId),
        hasFolder: cwd !== null,
        isTrusted: workspace.isTrusted,
      };
    },
    show,
    async send(id, text) {
      const target = id ?? (await engine.threads.start());
      await engine.threads.say(target, [{ type: "text", text, text_elements: [] }]);
      memory.setDraft(id, "");
      // A thread is stored from its first turn on: only then can it be found again (PROTOCOL fact 30).
      memory.setThread(target);
      if (threadId === id && target !== id) setShown(target);
      return { threadId: target };
    },
    draft: memory.draft,
    saveDraft: memory.setDraft,
    wake,
    trust() {
      for (const listener of listeners) listener();
      wake();
    },
    onShow(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}
