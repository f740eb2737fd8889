import { window, workspace } from "vscode";
import type { Thread } from "../../protocol/types.gen.ts";
import { joined, label, notice, plain, prose, withIcon } from "../../model/text/sinks.ts";
import type { App } from "../app.ts";
import { stopTurn } from "../chat/stop.ts";
import { say } from "../say.ts";
import type { PickRow } from "../prompts.ts";
import type { Command, CommandContext } from "./command.ts";

const trusted = "isWorkspaceTrusted";

export const threadCommands: readonly Command[] = [
  {
    id: "folio.openChat",
    title: "Open Chat",
    icon: "$(comment-discussion)",
    run: ({ chat }) => chat.focus(),
  },
  {
    id: "folio.newThread",
    title: "New Thread",
    icon: "$(add)",
    when: trusted,
    menus: { "view/title": { when: "view == folio.chat", group: "navigation@1" } },
    async run({ app, chat }) {
      await app.session.show(null);
      await chat.focus();
    },
  },
  {
    id: "folio.resumeThread",
    title: "Resume Thread…",
    icon: "$(history)",
    when: trusted,
    menus: { "view/title": { when: "view == folio.chat", group: "navigation@2" } },
    run: resumeThread,
  },
  {
    id: "folio.takeOverThread",
    title: "Take Over Thread",
    when: trusted,
    async run({ app, chat }) {
      const threadId = shownThread(app);
      if (threadId === null) return;
      if (!app.engine.store.state.threads[threadId]?.isHeldElsewhere)
        return app.prompts.info(say.notice("thread.openHere"));
      await app.engine.threads.takeOver(threadId);
      await chat.focus();
    },
  },
  {
    id: "folio.forkThread",
    title: "Continue Thread in a Copy",
    when: trusted,
    async run({ app, chat }) {
      const threadId = shownThread(app);
      if (threadId === null) return;
      await app.session.show(await app.engine.threads.fork(threadId));
      await chat.focus();
    },
  },
  {
    id: "folio.stop",
    title: "Stop",
    icon: "$(debug-stop)",
    when: trusted,
    async run({ app }) {
      const { threadId } = app.session.view;
      if (threadId === null) return void app.prompts.info(say.notice("thread.nothingRuns"));
      await stopTurn(app, threadId);
    },
  },
  {
    id: "folio.sendSelection",
    title: "Send Selection to Chat",
    when: "editorHasSelection",
    menus: {
      "editor/context": { when: "editorHasSelection && resourceScheme == file", group: "9_folio" },
    },
    async run({ app, chat }) {
      const editor = window.activeTextEditor;
      if (!editor || editor.selection.isEmpty)
        return app.prompts.info(say.notice("thread.selectText"));
      const { document, selection } = editor;
      const place = `${workspace.asRelativePath(document.uri)}:${selection.start.line + 1}-${selection.end.line + 1}`;
      await chat.insert(`${place}\n${fenced(document.getText(selection), document.languageId)}\n`);
    },
  },
];

function shownThread({ session, prompts }: App): string | null {
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

async function resumeThread({ app, chat }: CommandContext): Promise<void> {
  let cursor: string | null = null;
  const items: ThreadPick[] = [];
  for (;;) {
    const { data, nextCursor } = await app.engine.threads.list(cursor);
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
      return void app.prompts.info(notice`No thread of this folder is stored yet.`);
    const picked = await app.prompts.pick<ThreadPick>([...items, ...more], {
      title: plain`Resume Thread`,
      placeHolder: plain`A thread of this folder`,
      matchOnDescription: true,
    });
    if (!picked) return;
    if (picked.cursor === undefined) {
      await app.session.show(picked.threadId ?? null);
      return chat.focus();
    }
    cursor = picked.cursor;
  }
}

const shownTitle = 80;

const firstOf = (title: string): string =>
  Array.from(title.slice(0, 2 * shownTitle))
    .slice(0, shownTitle)
    .join("");

function threadItem({ id, name, preview, updatedAt, model }: Thread): ThreadPick {
  const title = (name ?? preview).trim().split("\n", 1)[0] ?? "";
  return {
    label: title === "" ? label`(no title)` : label`${prose(firstOf(title))}`,
    description: joined(
      " · ",
      label`${new Date(updatedAt * 1000).toLocaleString()}`,
      label`${model ?? ""}`,
    ),
    threadId: id,
  };
}
