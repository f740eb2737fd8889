import { commands, window, workspace } from "vscode";
import type { Thread } from "../../protocol/types.gen.ts";
import { firstLine } from "../../model/text/firstLine.ts";
import { joined, label, prose, withIcon } from "../../model/text/sinks.ts";
import type { Engine } from "../../engine/api.ts";
import type { Surface } from "../chat/surface.ts";
import type { Surfaces } from "../chat/surfaces.ts";
import type { Tabs } from "../chat/tab.ts";
import { stopTurn, type StopParts } from "../chat/stop.ts";
import { say } from "../say.ts";
import { times } from "../times.ts";
import type { PickRow, Prompts } from "../prompts.ts";
import type { Command } from "./command.ts";

export interface ThreadParts extends StopParts {
  readonly engine: Pick<Engine, "store" | "threads" | "server">;
  /** A command without an argument acts on the active surface. */
  readonly surfaces: Surfaces;
  readonly tabs: Pick<Tabs, "open" | "isTab">;
  readonly prompts: Prompts;
}

const trusted = "isWorkspaceTrusted";
const inSideBar = "view == folio.chat";

/** Goes to the chat, with what is selected in an editor if something is. It types nothing on any common keyboard. */
const chatKey = { key: "ctrl+alt+h", mac: "cmd+alt+a" };

/** Puts a command into the title of every chat: VS Code has one menu for the side bar and another for tabs. */
const inChatTitles = (order: number) => ({
  "view/title": { when: inSideBar, group: `navigation@${order}` },
  "editor/title": { when: "activeWebviewPanelId == folio.chatTab", group: `navigation@${order}` },
});

/** Shows the active chat's thread in a tab: in the tab that shows it already, else in a new one. */
function openInTab({ surfaces, tabs }: Pick<ThreadParts, "surfaces" | "tabs">): Surface {
  const { threadId } = surfaces.active.session;
  const shown = surfaces.all.find(
    surface => tabs.isTab(surface) && threadId !== null && surface.session.threadId === threadId,
  );
  return shown ?? tabs.open(threadId);
}

export const threadCommands: readonly Command<ThreadParts>[] = [
  {
    id: "folio.openChat",
    title: "Open Chat",
    whenOff: "starts",
    icon: "$(comment-discussion)",
    keybinding: { ...chatKey, when: "!editorHasSelection || !editorTextFocus" },
    run: ({ surfaces }) => surfaces.sideBar.focus(),
  },
  {
    id: "folio.newThread",
    title: "New Thread",
    whenOff: "works",
    icon: "$(add)",
    when: trusted,
    keybinding: { key: "ctrl+alt+u", mac: "cmd+alt+u", when: trusted },
    menus: inChatTitles(1),
    async run({ surfaces }, surfaceId) {
      const surface = surfaces.named(surfaceId);
      await surface.session.show(null);
      await surface.focus();
    },
  },
  {
    id: "folio.resumeThread",
    title: "Open Thread…",
    whenOff: "starts",
    icon: "$(history)",
    when: trusted,
    keybinding: { key: "ctrl+alt+d", mac: "cmd+alt+e", when: trusted },
    menus: inChatTitles(2),
    run: resumeThread,
  },
  {
    id: "folio.openInTab",
    title: "Open in Editor Tab",
    whenOff: "works",
    icon: "$(link-external)",
    when: trusted,
    menus: { "view/title": { when: inSideBar, group: "navigation@3" } },
    run: parts => openInTab(parts).focus(),
  },
  {
    id: "folio.moveToNewWindow",
    title: "Move to New Window",
    whenOff: "works",
    when: trusted,
    async run(parts) {
      const { active } = parts.surfaces;
      await (parts.tabs.isTab(active) ? active : openInTab(parts)).focus();
      await commands.executeCommand("workbench.action.moveEditorToNewWindow");
    },
  },
  {
    id: "folio.takeOverThread",
    title: "Take Over Thread",
    whenOff: "tells",
    when: trusted,
    async run({ engine, surfaces, prompts }, surfaceId) {
      const surface = surfaces.named(surfaceId);
      const threadId = shownThread(surface, prompts);
      if (threadId === null) return;
      if (!engine.store.state.threads[threadId]?.isHeldElsewhere)
        return prompts.info(say.notice("thread.openHere"));
      await engine.threads.takeOver(threadId);
      await surface.focus();
    },
  },
  {
    id: "folio.forkThread",
    title: "Fork Thread",
    whenOff: "tells",
    when: trusted,
    async run({ engine, surfaces, prompts }, surfaceId) {
      const surface = surfaces.named(surfaceId);
      const threadId = shownThread(surface, prompts);
      if (threadId === null) return;
      await surface.session.show(await engine.threads.fork(threadId));
      await surface.focus();
    },
  },
  {
    id: "folio.stop",
    title: "Stop",
    whenOff: "tells",
    icon: "$(debug-stop)",
    when: trusted,
    async run(parts) {
      const { surfaces, prompts } = parts;
      const { threadId } = surfaces.active.session;
      if (threadId === null) return void prompts.info(say.notice("thread.nothingRuns"));
      await stopTurn(parts, threadId);
    },
  },
  {
    id: "folio.sendSelection",
    title: "Send Selection to Chat",
    whenOff: "works",
    when: "editorHasSelection",
    keybinding: { ...chatKey, when: "editorHasSelection && editorTextFocus" },
    menus: {
      "editor/context": { when: "editorHasSelection && resourceScheme == file", group: "9_folio" },
    },
    async run({ surfaces, prompts }) {
      const editor = window.activeTextEditor;
      if (!editor || editor.selection.isEmpty) return prompts.info(say.notice("thread.selectText"));
      const { document, selection } = editor;
      const lines = lineSpan(selection, document.getText(selection));
      await surfaces.active.insert(
        `${workspace.asRelativePath(document.uri)}:${lines.span}\n${fenced(lines.text, document.languageId)}\n`,
      );
    },
  },
];

function shownThread({ session }: Surface, prompts: Pick<Prompts, "info">): string | null {
  const { threadId } = session;
  if (threadId === null) void prompts.info(say.notice("thread.openOne"));
  return threadId;
}

/** Text as a code block, with a fence longer than any in the text. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** The lines of a selection, counted from 1. One that ends before the first character of a line does not take that line. */
export function lineSpan(
  { start, end }: { readonly start: Position; readonly end: Position },
  text: string,
): { readonly span: string; readonly text: string } {
  const isBefore = end.character === 0 && end.line > start.line;
  const last = isBefore ? end.line : end.line + 1;
  const span = last === start.line + 1 ? String(last) : `${start.line + 1}-${last}`;
  return { span, text: isBefore ? text.replace(/\r?\n$/, "") : text };
}

type Position = { readonly line: number; readonly character: number };

type ThreadPick = PickRow & { readonly threadId?: string; readonly cursor?: string };

async function resumeThread(
  { engine, surfaces, prompts }: ThreadParts,
  surfaceId: unknown,
): Promise<void> {
  const surface = surfaces.named(surfaceId);
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
              label: withIcon("$(ellipsis)", say.label("thread.older")),
              cursor: nextCursor,
              alwaysShow: true,
            },
          ];
    if (items.length === 0) return void prompts.info(say.notice("thread.noneStored"));
    const picked = await prompts.pick<ThreadPick>([...items, ...more], {
      title: say.plain("thread.resume"),
      placeHolder: say.plain("thread.resume.which"),
      matchOnDescription: true,
    });
    if (!picked) return;
    if (picked.cursor === undefined) {
      const threadId = picked.threadId ?? null;
      // A thread that another chat shows is opened there, where its draft is.
      const shown = threadId === null ? undefined : surfaces.showing(threadId);
      if (!shown) await surface.session.show(threadId);
      return (shown ?? surface).focus();
    }
    cursor = picked.cursor;
  }
}

const shownTitle = 80;

function threadItem({ id, name, preview, updatedAt, model }: Thread): ThreadPick {
  const title = firstLine(name ?? preview, shownTitle);
  return {
    label: title === "" ? say.label("thread.noTitle") : label`${prose(title)}`,
    description: joined(" · ", label`${times().moment(updatedAt * 1000)}`, label`${model ?? ""}`),
    threadId: id,
  };
}
