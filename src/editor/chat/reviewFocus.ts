import { TabInputWebview, window } from "vscode";
import type { Focus } from "../review/openDiff.ts";
import type { Surfaces } from "./surfaces.ts";
import { chatTabType } from "./tab.ts";

/** Where the person's keyboard is, as far as the diffs of a review need to know. */
export const reviewFocus = (surfaces: Pick<Surfaces, "all" | "active">): Focus => ({
  isInChat: () => surfaces.all.some(({ hasFocus }) => hasFocus),
  isChatInFront() {
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    // VS Code puts a prefix of its own before the type.
    return input instanceof TabInputWebview && input.viewType.endsWith(chatTabType);
  },
  returnToChat: () => surfaces.active.reveal(),
});
