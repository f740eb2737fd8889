import { insideOf } from "../places.ts";
import { FolioError } from "../errors.ts";
import type { StateView } from "../store.ts";
import { clamp, type Granted, type Leave } from "./clamp.ts";
import type { ThreadDefaults } from "./threads.ts";

/** How turns are to run, as a face wishes it; what it leaves out is as the settings say. */
export interface RunOptions extends Leave {
  /** The folder to work in: a workspace folder or one inside. */
  readonly cwd?: string;
  /** More folders that belong to the work, each a workspace folder or one inside. */
  readonly roots?: readonly string[];
  /** The name of a model. The server takes any; the turn fails where it does not know it. */
  readonly model?: string;
  /** How much the model thinks, in a word that the model knows. The server takes any. */
  readonly effort?: string;
}

/** What each thread was wished to run under, and what of it is granted. */
export interface Terms {
  /**
   * The thread's wish with what is wished now; null for a thread that is not there yet. Rejects with "outsideRoots" where
   * a folder that is named now is not in the workspace; one that was named before and is no longer in it is left out.
   */
  wish(threadId: string | null, now?: RunOptions): Promise<RunOptions>;
  /** Keeps a wish for the turns to come of a thread. */
  keep(threadId: string, wish: RunOptions): void;
  /** The folder that a wish works in: what it names, else the thread's own where that is in the workspace, else the settings'. */
  cwdOf(threadId: string | null, wish: RunOptions): Promise<string | null>;
  /** What the settings grant of a wish, read now. */
  grant(threadId: string | null, wish: RunOptions): Promise<Granted>;
}

export interface TermsOptions {
  readonly store: Pick<StateView, "state">;
  defaults(): ThreadDefaults;
  /** Absolute paths of the workspace folders. */
  roots(): readonly string[];
}

export function createTerms({ store, defaults, roots }: TermsOptions): Terms {
  const kept = new Map<string, RunOptions>();
  const named = async (path: string): Promise<string> => {
    const inside = await insideOf(path, roots());
    if (inside === null)
      throw new FolioError(
        { reason: "outsideRoots", path },
        `${path} is not in a folder of the workspace.`,
      );
    return inside;
  };
  const cwdOf: Terms["cwdOf"] = async (threadId, wish) => {
    if (wish.cwd !== undefined) return wish.cwd;
    const own = threadId === null ? undefined : store.state.threads[threadId]?.cwd;
    return (own === undefined ? null : await insideOf(own, roots())) ?? defaults().cwd;
  };

  return {
    async wish(threadId, now = {}) {
      const before = await stillInside(
        threadId === null ? {} : (kept.get(threadId) ?? {}),
        roots(),
      );
      return {
        ...before,
        ...now,
        ...(now.cwd === undefined ? {} : { cwd: await named(now.cwd) }),
        ...(now.roots === undefined ? {} : { roots: await Promise.all(now.roots.map(named)) }),
      };
    },
    keep(threadId, wish) {
      if (Object.keys(wish).length > 0) kept.set(threadId, wish);
    },
    cwdOf,
    async grant(threadId, wish) {
      const cwd = await cwdOf(threadId, wish);
      const places = outermost([...(cwd === null ? [] : [cwd]), ...(wish.roots ?? [])]);
      const writable = await writableOf(wish, roots());
      const { approvalPolicy, sandbox } = defaults();
      return clamp(
        { ...wish, ...writable.sandbox },
        { approvalPolicy, sandbox, places, isInside: path => writable.inside.has(path) },
      );
    },
  };
}

async function stillInside(wish: RunOptions, roots: readonly string[]): Promise<RunOptions> {
  const { cwd, roots: more, ...rest } = wish;
  const inside = async (path: string) => (await insideOf(path, roots)) === path;
  const left: string[] = [];
  for (const path of more ?? []) if (await inside(path)) left.push(path);
  return {
    ...rest,
    ...(cwd !== undefined && (await inside(cwd)) ? { cwd } : {}),
    ...(more === undefined ? {} : { roots: left }),
  };
}

/** The folders that a wish wants to write, by the names that the workspace has for those that are in it. */
async function writableOf(
  { sandbox }: RunOptions,
  roots: readonly string[],
): Promise<{ readonly sandbox: Leave; readonly inside: ReadonlySet<string> }> {
  const inside = new Set<string>();
  if (typeof sandbox !== "object" || sandbox.type !== "workspaceWrite")
    return { sandbox: {}, inside };
  const names: string[] = [];
  for (const path of sandbox.writableRoots) {
    const name = await insideOf(path, roots);
    if (name !== null) inside.add(name);
    names.push(name ?? path);
  }
  return { sandbox: { sandbox: { ...sandbox, writableRoots: [...outermost(names)] } }, inside };
}

/**
 * Without what lies in another one of them. A command that may write a folder could put a link in place of a folder in
 * it, and a sandbox that names that one too would follow the link.
 */
const outermost = (paths: readonly string[]): readonly string[] =>
  paths.filter(
    (path, index) =>
      paths.indexOf(path) === index &&
      !paths.some(other => other !== path && path.startsWith(`${other}/`)),
  );
