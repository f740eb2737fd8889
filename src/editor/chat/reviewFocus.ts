import { TabInputWebview, window } from "vscode";
import type { Focus } from "../review/openDiff.ts";
import type { Surfaces } from "./surfaces.ts";
import { chatTabType } from "./tab.ts";

/** Where the keyboard's focus is, as far as diffs need to know. */
export const reviewFocus = (surfaces: Pick<Surfaces, "all" | "active">): Focus => ({
  isInChat: () => surfaces.all.some(({ hasFocus }) => hasFocus),
  isChatInFront() {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    // VS Code adds a prefix to the type.
    return input instanceof TabInputWebview && input.viewType.endsWith(chatTabType);
  },
  returnToChat: () => surfaces.active.reveal(),
});
