import { EventEmitter, workspace } from "vscode";
import { type Engine, isFolioError, type Log, report } from "../../engine/api.ts";
import type { Calls, ReadingPlace, ViewState } from "../../model/wire.ts";
import type { SurfaceMemory } from "../memory/memory.ts";
import { threadDefaults } from "../settings.ts";

/** What a surface shows: a thread, and what was typed in it and not sent. */
export interface Session {
  /** Resolves when `threadId` and `draft` tell what the surface remembers. Never rejects. */
  readonly loaded: Promise<void>;
  /** The thread shown; null for a new one, which starts with its first message. */
  readonly threadId: string | null;
  readonly view: Pick<ViewState, "threadId" | "draft" | "place" | "hasFolder" | "isTrusted">;
  /** Shows another thread; null for a new one. Resolves when the thread is open. */
  show(threadId: string | null): Promise<void>;
  /** Says `text` in the thread (a new one for null) and forgets its draft once the server took it. */
  send(threadId: string | null, text: string): Promise<Calls["send"]["result"]>;
  /** What was typed in a thread and not sent. */
  draft(threadId: string | null): string;
  saveDraft(threadId: string | null, text: string): void;
  /** Keeps where the thread is read, if it is the one shown; null at its end. */
  savePlace(threadId: string, place: ReadingPlace | null): void;
  /** Starts what the surface needs: the server, and the thread that it showed last. Once; later calls do nothing. */
  wake(): void;
  /** The person trusted the workspace: what waited for that begins. */
  trust(): void;
  /** Calls back after `view` has changed otherwise than by what was typed. */
  onShow(listener: () => void): { dispose(): void };
  /** The surface is gone: its thread is not watched any more. */
  dispose(): void;
}

export interface SessionOptions {
  readonly engine: Pick<Engine, "threads" | "watch" | "server" | "store">;
  readonly memory: SurfaceMemory;
  readonly log: Log;
}

/** What one surface shows, which outlives a reload. */
export function createSession({ engine, memory, log }: SessionOptions): Session {
  const shown = createShownThread(engine);
  let isAwake = false;

  const show = async (id: string | null) => {
    // First what is remembered: the page is told of both as soon as another thread is shown.
    memory.setThread(id);
    shown.set(id);
    if (id !== null && !isOpen(engine, id)) await engine.threads.open(id);
  };
  const begin = async () => {
    shown.watch();
    try {
      await engine.server.start();
      const threadId = shown.id();
      // Another surface may have opened it already.
      if (threadId !== null && !isOpen(engine, threadId)) await engine.threads.open(threadId);
    } catch (error) {
      if (isFolioError(error, "untrusted")) isAwake = false;
      else if (shown.id() !== null && isFolioError(error, "noSuchThread")) await show(null);
      else throw error;
    }
  };
  const wake = () => {
    if (isAwake || threadDefaults().cwd === null) return;
    isAwake = true;
    report(log, "Opening the chat", begin());
  };

  return {
    loaded: memory.loaded.then(() => shown.begin(memory.threadId())),
    get threadId() {
      return shown.id();
    },
    get view() {
      const threadId = shown.id();
      const { cwd } = threadDefaults();
      const [draft, place] = [memory.draft(threadId), memory.place()];
      return { threadId, draft, place, hasFolder: cwd !== null, isTrusted: workspace.isTrusted };
    },
    show,
    async send(id, text) {
      const target = id ?? (await engine.threads.start());
      const input = [{ type: "text" as const, text, text_elements: [] }];
      const { turnId, mode } = await engine.threads.say(target, input);
      const result = { threadId: target, turnId, mode };
      memory.setDraft(id, "");
      if (shown.id() !== id) return result;
      // The server stores a thread from its first turn on: only then can it be found again.
      memory.setThread(target);
      if (target !== id) shown.set(target);
      return result;
    },
    draft: memory.draft,
    saveDraft: memory.setDraft,
    savePlace(threadId, place) {
      if (threadId === shown.id()) memory.setPlace(place);
    },
    wake,
    trust() {
      shown.tell();
      wake();
    },
    onShow: shown.onChange,
    dispose: shown.dispose,
  };
}

/** Which thread is shown; the engine watches it for as long as it is. */
function createShownThread(engine: Pick<Engine, "watch">) {
  const changed = new EventEmitter<void>();
  let threadId: string | null = null;
  let isDisposed = false;
  let watching: { dispose(): void } | undefined;

  const watch = () => {
    const before = watching;
    watching = threadId === null || isDisposed ? undefined : engine.watch(threadId);
    before?.dispose();
  };
  return {
    id: () => threadId,
    /** Shows what was shown before the reload, unless something else is shown by now. */
    begin(id: string | null): void {
      threadId ??= id;
    },
    set(id: string | null): void {
      threadId = id;
      watch();
      changed.fire();
    },
    watch,
    tell: () => changed.fire(),
    onChange: (listener: () => void) => changed.event(listener),
    dispose(): void {
      isDisposed = true;
      watch();
      changed.dispose();
    },
  };
}

const isOpen = ({ store }: Pick<Engine, "store">, id: string): boolean => {
  const { threads, index } = store.state;
  const thread = threads[id];
  return (
    thread !== undefined &&
    thread.turns.length > 0 &&
    !thread.isHeldElsewhere &&
    !index[id]?.forgotten
  );
};
