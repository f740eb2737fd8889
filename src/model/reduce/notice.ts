import { reason, verbatim, type Reason } from "../text/reason.ts";
import { editTurn } from "../edit.ts";
import { ignored, patched, type Rows } from "./table.ts";
import type { ThreadsSlice } from "./threads.ts";

export interface Notice {
  readonly level: "info" | "warning";
  readonly what: Reason;
  /** Where what it is about stands in a file. */
  readonly place?: FilePlace;
  /** The server process that said it is not told apart: a new one says again what still holds. */
  readonly isOfServer?: true;
}

export interface FilePlace {
  /** Absolute. */
  readonly path: string;
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

export interface NoticeSlice {
  /** What the server said that belongs to no thread, newest last, at most 20. */
  readonly notices: readonly Notice[];
}

export const initialNotices: NoticeSlice = { notices: [] };

const kept = 20;

export const noticeRows = {
  configWarning: (state, { summary, details, path, range }) =>
    addNotice(state, null, {
      level: "warning",
      // Further lines are an excerpt of the file, which the place leads to.
      what: verbatim(
        [summary, path ? details?.split("\n", 1)[0] : details].filter(Boolean).join(" "),
      ),
      isOfServer: true,
      ...(path && range ? { place: { path, ...range.start } } : {}),
    }),
  warning: (state, { threadId, message }) =>
    addNotice(state, threadId, { level: "warning", what: verbatim(message) }),
  guardianWarning: (state, { threadId, message }) =>
    addNotice(state, threadId, { level: "warning", what: verbatim(message) }),
  "model/rerouted": (state, { threadId, fromModel, toModel }) =>
    addNotice(state, threadId, {
      level: "info",
      what: reason("turn.modelMoved", { before: fromModel, now: toModel }),
    }),
  "hook/started": ignored,
  "hook/completed": (state, { threadId, run }) =>
    run.status === "blocked" || run.status === "failed"
      ? addNotice(state, threadId, {
          level: "warning",
          what: reason("notice.hook", {
            event: run.eventName,
            status: run.status,
            path: run.sourcePath,
          }),
        })
      : state,
  "mcpServer/startupStatus/updated": (state, { threadId, name, status, error }) =>
    status === "failed"
      ? addNotice(state, threadId, {
          level: "warning",
          what: reason("notice.mcpFailed", { name, why: error ?? reason("notice.noReason") }),
          isOfServer: true,
        })
      : state,
  deprecationNotice: ignored,
  "windows/worldWritableWarning": ignored,
  "windowsSandbox/setupCompleted": ignored,
} satisfies Rows<NoticeSlice & ThreadsSlice>;

/** Adds a notice to the thread's last turn, or to the window when there is none; a repeat is dropped. */
export function addNotice<S extends NoticeSlice & ThreadsSlice>(
  state: S,
  threadId: string | null,
  notice: Notice,
): S {
  const last = threadId === null ? undefined : state.threads[threadId]?.turns.at(-1);
  if (threadId !== null && last)
    return editTurn(state, threadId, last.id, turn =>
      patched(turn, { notices: append(turn.notices, notice) }),
    );
  const notices = append(state.notices, notice);
  return notices === state.notices ? state : { ...state, notices };
}

/** What tells a notice from others; one that says the same is the same. */
export const noticeId = ({ what }: Notice): string => JSON.stringify(what);

function append(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const id = noticeId(notice);
  if (notices.some(known => noticeId(known) === id)) return notices;
  return [...notices, notice].slice(-kept);
}

/** Drops a notice that the person has read. */
export const dismissNotice = (slice: NoticeSlice, id: string): NoticeSlice =>
  keepNotices(slice, notice => noticeId(notice) !== id);

/** A new server process says again what still holds; what it does not repeat is mended. */
export const forgetServerNotices = (slice: NoticeSlice): NoticeSlice =>
  keepNotices(slice, ({ isOfServer }) => !isOfServer);

function keepNotices({ notices }: NoticeSlice, isKept: (notice: Notice) => boolean): NoticeSlice {
  const left = notices.filter(isKept);
  return { notices: left.length === notices.length ? notices : left };
}
