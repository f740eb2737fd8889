import { EventEmitter, workspace } from "vscode";
import { type Engine, isFolioError, type Log, report } from "../../engine/api.ts";
import type { Calls, ReadingPlace, ViewState } from "../../model/wire.ts";
import type { SurfaceMemory } from "../memory/memory.ts";
import { threadFolder } from "../settings.ts";

/** What a surface shows: a thread, and what was typed in it and not sent. */
export interface Session {
  /** Resolves when `threadId` and `draft` are what the surface remembers. Never rejects. */
  readonly loaded: Promise<void>;
  /** The shown thread; null for a new one, which starts with its first message. */
  readonly threadId: string | null;
  readonly view: Pick<
    ViewState,
    "threadId" | "draft" | "place" | "hasFolder" | "folder" | "isTrusted"
  >;
  /** Shows another thread; null for a new one. Resolves when the thread is open. */
  show(threadId: string | null): Promise<void>;
  /** Sends `text` to a thread (null: a new one). Deletes the draft when the server has accepted the text. */
  send(threadId: string | null, text: string): Promise<Calls["send"]["result"]>;
  /** What was typed in a thread and not sent. */
  draft(threadId: string | null): string;
  saveDraft(threadId: string | null, text: string): void;
  /** Remembers how far the thread was read, if it is the shown one; null for its end. */
  savePlace(threadId: string, place: ReadingPlace | null): void;
  /** Starts the server and opens the thread that was shown last. Later calls do nothing. */
  wake(): void;
  /** To be called when the person has trusted the workspace: starts what waited for that. */
  trust(): void;
  /** Calls back after `view` has changed, except by typing. */
  onShow(listener: () => void): { dispose(): void };
  /** The engine no longer watches the thread. */
  dispose(): void;
}

export interface SessionOptions {
  readonly engine: Pick<Engine, "threads" | "watch" | "server" | "store">;
  readonly memory: SurfaceMemory;
  readonly log: Log;
}

/** What one surface shows. It survives a reload. */
export function createSession({ engine, memory, log }: SessionOptions): Session {
  const shown = createShownThread(engine);
  let isAwake = false;

  const show = async (id: string | null) => {
    // The memory is set first: `shown.set` makes the page read it.
    memory.setThread(id);
    shown.set(id);
    if (id !== null && !isOpen(engine, id)) await engine.threads.open(id);
  };
  const begin = async () => {
    shown.watch();
    try {
      await engine.server.start();
      const threadId = shown.id();
      // Another surface may have opened the thread already.
      if (threadId !== null && !isOpen(engine, threadId)) await engine.threads.open(threadId);
    } catch (error) {
      if (isFolioError(error, "untrusted")) isAwake = false;
      else if (shown.id() !== null && isFolioError(error, "noSuchThread")) await show(null);
      else throw error;
    }
  };
  const wake = () => {
    if (isAwake || threadFolder() === null) return;
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
      const [draft, place] = [memory.draft(threadId), memory.place()];
      const cwd = threadFolder();
      const folder = (workspace.workspaceFolders?.length ?? 0) > 1 ? cwd : null;
      const hasFolder = cwd !== null;
      return { threadId, draft, place, hasFolder, folder, isTrusted: workspace.isTrusted };
    },
    show,
    async send(id, text) {
      const target = id ?? (await engine.threads.start());
      const input = [{ type: "text" as const, text, text_elements: [] }];
      const { turnId, mode } = await engine.threads.say(target, input);
      const result = { threadId: target, turnId, mode };
      memory.setDraft(id, "");
      if (shown.id() !== id) return result;
      // The server stores a thread only from its first turn on. Before that it could not be found again.
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

/** The shown thread. The engine watches it while it is shown. */
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
    /** Sets the thread from before the reload, unless another one was chosen by now. */
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
    !thread.isOpening &&
    !index[id]?.forgotten
  );
};
