import { EventEmitter, type Disposable } from "vscode";
import type { Engine } from "../../engine/api.ts";
import { asksElsewhere } from "./homes.ts";
import { isSeen, type OpenSurface, type Surface } from "./surface.ts";

/** All places that show a chat: the side bar, which always exists, and any number of tabs. */
export interface Surfaces {
  /** The side bar first, then the tabs in the order in which they were opened. */
  readonly all: readonly Surface[];
  readonly sideBar: Surface;
  /** The surface that had the focus last, if it still exists; else the side bar. */
  readonly active: Surface;
  /** The surface with this id, else the active one. */
  named(id: unknown): Surface;
  /** A surface that shows the thread: preferably the active one, else a visible one. */
  showing(threadId: string): Surface | undefined;
  /** Brings a surface that shows the thread to the front. When none does, the active one opens it. */
  revealThread(threadId: string): Promise<Surface>;
  /** Brings the surface that shows an ask to the front and focuses its harmless answer, such as Decline. */
  focusAsk(askKey: string): Promise<void>;
  /** Whether the person can see a chat. Each ask is shown in some visible chat, if there is one. */
  isSeen(): boolean;
  /** Calls back after a surface was added or removed, became active, was shown or hidden, or shows another thread. */
  onChange(listener: () => void): { dispose(): void };
}

/** The same, for the parts that open and close surfaces. */
export interface SurfaceSet extends Surfaces, Disposable {
  readonly sideBar: OpenSurface;
  add(surface: OpenSurface): void;
  /** Removes and disposes a closed surface. */
  remove(surface: OpenSurface): void;
  activate(surfaceId: string): void;
  /** To be called after a surface was shown or hidden. */
  changed(): void;
  /** The keys of the asks that other surfaces show. */
  asksElsewhere(surfaceId: string): readonly string[];
  /** To be called when the person has trusted the workspace: starts what waited for that. */
  trust(): void;
}

/** `createSideBar` makes the surface that always exists. */
export function createSurfaces(
  engine: Pick<Engine, "store" | "effects">,
  createSideBar: (set: SurfaceSet) => OpenSurface,
): SurfaceSet {
  const surfaces = new Map<string, OpenSurface>();
  const showing = new Map<string, { dispose(): void }>();
  const change = new EventEmitter<void>();
  let activeId = "";

  const all = () => [...surfaces.values()];
  const refresh = () => {
    for (const surface of surfaces.values()) surface.refresh();
  };
  const changed = () => {
    refresh();
    change.fire();
  };
  const asks = engine.effects.onAsks(refresh);

  const set: SurfaceSet = {
    get all() {
      return all();
    },
    get sideBar() {
      return sideBar;
    },
    get active() {
      return surfaces.get(activeId) ?? sideBar;
    },
    named: id => surfaces.get(typeof id === "string" ? id : "") ?? set.active,
    ...createSearch(engine, () => set),
    isSeen: () => all().some(isSeen),
    onChange: listener => change.event(listener),
    add(surface) {
      surfaces.set(surface.id, surface);
      showing.set(surface.id, surface.session.onShow(changed));
      changed();
    },
    remove(surface) {
      surfaces.delete(surface.id);
      showing.get(surface.id)?.dispose();
      showing.delete(surface.id);
      surface.dispose();
      changed();
    },
    activate(surfaceId) {
      if (activeId === surfaceId) return;
      activeId = surfaceId;
      changed();
    },
    changed,
    trust() {
      for (const surface of all()) surface.session.trust();
    },
    dispose() {
      asks.dispose();
      change.dispose();
      for (const surface of all()) surface.dispose();
    },
  };
  const sideBar = createSideBar(set);
  set.add(sideBar);
  return set;
}

/** Finds surfaces by what they show. */
function createSearch(
  { store }: Pick<Engine, "store">,
  surfaces: () => Pick<Surfaces, "all" | "active" | "sideBar">,
): Pick<SurfaceSet, "showing" | "revealThread" | "focusAsk" | "asksElsewhere"> {
  const showing = (threadId: string): Surface | undefined => {
    const { all, active } = surfaces();
    const found = all.filter(({ session }) => session.threadId === threadId);
    return found.find(one => one === active) ?? found.find(one => one.isVisible) ?? found[0];
  };
  const elsewhere = (surfaceId: string) => {
    const { all, sideBar } = surfaces();
    const shown = all.map(({ id, session: { threadId }, isVisible }) => ({
      id,
      threadId,
      isVisible,
    }));
    return asksElsewhere(store.state, shown, surfaceId, sideBar.id);
  };
  return {
    showing,
    asksElsewhere: elsewhere,
    async revealThread(threadId) {
      const shown = showing(threadId);
      const surface = shown ?? surfaces().active;
      if (!shown) await surface.session.show(threadId);
      await surface.reveal();
      return surface;
    },
    async focusAsk(askKey) {
      const { all, active, sideBar } = surfaces();
      const threadId = store.state.asks.find(({ key }) => key === askKey)?.threadId ?? null;
      const shown = threadId === null ? undefined : showing(threadId);
      const isHere = (surface: Surface) => !elsewhere(surface.id).includes(askKey);
      await (shown ?? [active, ...all].find(isHere) ?? sideBar).focusAsk(askKey);
    },
  };
}
