import { TabInputTextDiff, window, type Tab } from "vscode";
import { joined, plain, type PlainText } from "../../model/text/sinks.ts";
import { showDiff, showDiffs } from "../faces.ts";
import { say } from "../say.ts";
import { fateWord } from "../../model/text/fileFact.ts";
import { baseName } from "../../model/text/format.ts";
import { factOf, type ProposedFile } from "../../engine/api.ts";
import { afterScheme, askKeyOf, panesOf, sides } from "./documents.ts";

/** Where the keyboard's focus is. A diff that opens by itself must not take it. */
export interface Focus {
  isInChat(): boolean;
  /** Whether a chat is the active editor. A diff that opens by itself would cover it. */
  isChatInFront(): boolean;
  returnToChat(): PromiseLike<unknown>;
}

/** The diff editors of open changes, one for each: a diff for one file, a multi-diff for several. */
export interface Diffs {
  /** Opens the diff of a change or brings it to the front. Does nothing when there are no files. */
  open(key: string, proposals: readonly ProposedFile[], preserveFocus: boolean): Promise<void>;
  /** Closes the diff of a change. */
  close(key: string): Promise<void>;
  /** The change whose diff is the active editor. */
  active(): string | undefined;
  /** Whether a diff may open by itself. It must not cover an editor in which the person may be typing. */
  mayAppear(): boolean;
}

export function createDiffs(focus: Focus): Diffs {
  const titles = new Map<string, PlainText>();

  const isOf = (tab: Tab, key: string): boolean => {
    const title = titles.get(key);
    return keyOfTab(tab) === key || (title !== undefined && isMultiDiff(tab, title));
  };

  const closeTabs = async (key: string): Promise<void> => {
    const tabs = window.tabGroups.all.flatMap(group => group.tabs).filter(tab => isOf(tab, key));
    if (tabs.length > 0) await window.tabGroups.close(tabs, true);
  };

  return {
    async open(key, proposals, preserveFocus) {
      const [first] = proposals;
      if (!first) return;
      const others = [...titles].flatMap(([other, title]) => (other === key ? [] : [title]));
      const title = unlike(others, titleOf(proposals, first));
      // VS Code never changes the title of an open diff, so one whose title changed is closed first.
      if (titles.has(key) && titles.get(key) !== title) await closeTabs(key);
      titles.set(key, title);
      const panes = proposals.flatMap(proposal => panesOf(key, proposal));
      if (panes.length === 1) {
        const { before, after } = sides(key, first);
        await showDiff(before, after, title, { preview: true, preserveFocus });
        return;
      }
      const wasInChat = focus.isInChat();
      await showDiffs(
        title,
        panes.map(({ before, after }) => [after, before, after]),
      );
      // `vscode.changes` has no `preserveFocus`.
      if (preserveFocus && wasInChat) await focus.returnToChat();
    },
    async close(key) {
      await closeTabs(key);
      titles.delete(key);
    },
    active() {
      const tab = window.tabGroups.activeTabGroup.activeTab;
      return tab && (keyOfTab(tab) ?? [...titles.keys()].find(key => isOf(tab, key)));
    },
    mayAppear: () =>
      !focus.isChatInFront() &&
      (focus.isInChat() || !window.activeTextEditor || !window.state.focused),
  };
}

const keyOfTab = ({ input }: Tab): string | undefined =>
  input instanceof TabInputTextDiff && input.modified.scheme === afterScheme
    ? askKeyOf(input.modified)
    : undefined;

/** The stable API does not tell what a multi-diff tab shows. VS Code adds "(2 files)" to the title that it was given. */
const isMultiDiff = ({ label }: Tab, title: string): boolean => label.startsWith(`${title} (`);

/** The file's name comes first: VS Code cuts the title of a tab at its end. */
function titleOf(proposals: readonly ProposedFile[], first: ProposedFile): PlainText {
  const fact = factOf(first);
  const file = baseName(fact.movesTo ?? fact.path);
  const count = proposals.length - 1;
  if (count > 0) return say.plain("change.titleOfSeveral", { file, count });
  const isWarned = first.warnings.length > 0 && first.kind !== "overwrite";
  if (fact.fate === "changed")
    return say.plain(isWarned ? "change.titleWarned" : "change.title", { file });
  const fate = fateWord(fact.fate);
  return say.plain(isWarned ? "change.titleFateWarned" : "change.titleFate", { file, fate });
}

/** The title, with a number where another diff has the same: a multi-diff is told from others by its title alone. */
function unlike(others: readonly PlainText[], title: PlainText): PlainText {
  let number = 1;
  let unique = title;
  while (others.includes(unique)) unique = joined(" · ", title, plain`${++number}`);
  return unique;
}
