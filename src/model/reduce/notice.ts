import { editTurn } from "../edit.ts";
import type { Notice, State } from "../state.ts";
import { ignored, type Rows } from "./table.ts";

const kept = 20;

export const noticeRows = {
  configWarning: (state, { summary, details, path, range }) =>
    addNotice(state, null, {
      level: "warning",
      // Further lines are an excerpt of the file, which the place leads to.
      text: [summary, path ? details?.split("\n", 1)[0] : details].filter(Boolean).join(" "),
      isOfServer: true,
      ...(path && range ? { place: { path, ...range.start } } : {}),
    }),
  deprecationNotice: ignored,
  "windows/worldWritableWarning": ignored,
  "windowsSandbox/setupCompleted": ignored,
} satisfies Rows;

/** Adds a notice to the thread's last turn, or to the window when there is none; a repeat is dropped. */
export function addNotice(state: State, threadId: string | null, notice: Notice): State {
  const last = threadId === null ? undefined : state.threads[threadId]?.turns.at(-1);
  if (threadId !== null && last)
    return editTurn(state, threadId, last.id, turn => {
      const notices = append(turn.notices, notice);
      return notices === turn.notices ? turn : { ...turn, notices };
    });
  const notices = append(state.notices, notice);
  return notices === state.notices ? state : { ...state, notices };
}

function append(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  if (notices.some(known => known.text === notice.text)) return notices;
  return [...notices, notice].slice(-kept);
}

/** Drops a notice that the person has read. */
export function dismissNotice(state: State, text: string): State {
  const notices = state.notices.filter(notice => notice.text !== text);
  return notices.length === state.notices.length ? state : { ...state, notices };
}

/** A new server process says again what still holds; what it does not repeat is mended. */
export function forgetServerNotices(state: State): State {
  const notices = state.notices.filter(({ isOfServer }) => !isOfServer);
  return notices.length === state.notices.length ? state : { ...state, notices };
}
