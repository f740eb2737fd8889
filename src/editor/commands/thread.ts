import { window, workspace } from "vscode";
import type { Thread } from "../../protocol/types.gen.ts";
import { firstLine } from "../../model/text/firstLine.ts";
import { joined, label, notice, plain, prose, withIcon } from "../../model/text/sinks.ts";
import type { Engine } from "../../engine/api.ts";
import type { Session } from "../chat/session.ts";
import type { Chat } from "../chat/view.ts";
import { stopTurn, type StopParts } from "../chat/stop.ts";
import { say } from "../say.ts";
import type { PickRow, Prompts } from "../prompts.ts";
import type { Command } from "./command.ts";

export interface ThreadParts extends StopParts {
  readonly engine: Pick<Engine, "store" | "threads" | "server">;
  readonly session: Pick<Session, "view" | "show">;
  readonly chat: Pick<Chat, "focus" | "insert">;
  readonly prompts: Prompts;
}

const trusted = "isWorkspaceTrusted";

export const threadCommands: readonly Command<ThreadParts>[] = [
  {
    id: "folio.openChat",
    title: "Open Chat",
    whenOff: "starts",
    icon: "$(comment-discussion)",
    run: ({ chat }) => chat.focus(),
  },
  {
    id: "folio.newThread",
    title: "New Thread",
    icon: "$(add)",
    when: trusted,
    menus: { "view/title": { when: "view == folio.chat", group: "navigation@1" } },
    async run({ session, chat }) {
      await session.show(null);
      await chat.focus();
    },
  },
  {
    id: "folio.resumeThread",
    title: "Resume Thread…",
    whenOff: "starts",
    icon: "$(history)",
    when: trusted,
    menus: { "view/title": { when: "view == folio.chat", group: "navigation@2" } },
    run: resumeThread,
  },
  {
    id: "folio.takeOverThread",
    title: "Take Over Thread",
    whenOff: "tells",
    when: trusted,
    async run(parts) {
      const { engine, chat, prompts } = parts;
      const threadId = shownThread(parts);
      if (threadId === null) return;
      if (!engine.store.state.threads[threadId]?.isHeldElsewhere)
        return prompts.info(say.notice("thread.openHere"));
      await engine.threads.takeOver(threadId);
      await chat.focus();
    },
  },
  {
    id: "folio.forkThread",
    title: "Continue Thread in a Copy",
    whenOff: "tells",
    when: trusted,
    async run(parts) {
      const { engine, session, chat } = parts;
      const threadId = shownThread(parts);
      if (threadId === null) return;
      await session.show(await engine.threads.fork(threadId));
      await chat.focus();
    },
  },
  {
    id: "folio.stop",
    title: "Stop",
    whenOff: "tells",
    icon: "$(debug-stop)",
    when: trusted,
    async run(parts) {
      const { session, prompts } = parts;
      const { threadId } = session.view;
      if (threadId === null) return void prompts.info(say.notice("thread.nothingRuns"));
      await stopTurn(parts, threadId);
    },
  },
  {
    id: "folio.sendSelection",
    title: "Send Selection to Chat",
    when: "editorHasSelection",
    menus: {
      "editor/context": { when: "editorHasSelection && resourceScheme == file", group: "9_folio" },
    },
    async run({ chat, prompts }) {
      const editor = window.activeTextEditor;
      if (!editor || editor.selection.isEmpty) return prompts.info(say.notice("thread.selectText"));
      const { document, selection } = editor;
      const place = `${workspace.asRelativePath(document.uri)}:${selection.start.line + 1}-${selection.end.line + 1}`;
      await chat.insert(`${place}\n${fenced(document.getText(selection), document.languageId)}\n`);
    },
  },
];

function shownThread({
  session,
  prompts,
}: Pick<ThreadParts, "session" | "prompts">): string | null {
  const { threadId } = session.view;
  if (threadId === null) void prompts.info(say.notice("thread.openOne"));
  return threadId;
}

/** A code block whose fence is longer than any in the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

type ThreadPick = PickRow & { readonly threadId?: string; readonly cursor?: string };

async function resumeThread({ engine, session, chat, prompts }: ThreadParts): Promise<void> {
  let cursor: string | null = null;
  const items: ThreadPick[] = [];
  for (;;) {
    const { data, nextCursor } = await engine.threads.list(cursor);
    items.push(...data.map(threadItem));
    const more: ThreadPick[] =
      nextCursor === null
        ? []
        : [
            {
              label: withIcon("$(ellipsis)", label`Older threads…`),
              cursor: nextCursor,
              alwaysShow: true,
            },
          ];
    if (items.length === 0)
      return void prompts.info(notice`No thread of this folder is stored yet.`);
    const picked = await prompts.pick<ThreadPick>([...items, ...more], {
      title: plain`Resume Thread`,
      placeHolder: plain`A thread of this folder`,
      matchOnDescription: true,
    });
    if (!picked) return;
    if (picked.cursor === undefined) {
      await session.show(picked.threadId ?? null);
      return chat.focus();
    }
    cursor = picked.cursor;
  }
}

const shownTitle = 80;

function threadItem({ id, name, preview, updatedAt, model }: Thread): ThreadPick {
  const title = firstLine(name ?? preview, shownTitle);
  return {
    label: title === "" ? label`(no title)` : label`${prose(title)}`,
    description: joined(
      " · ",
      label`${new Date(updatedAt * 1000).toLocaleString()}`,
      label`${model ?? ""}`,
    ),
    threadId: id,
  };
}
