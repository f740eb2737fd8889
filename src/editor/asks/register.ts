import { Disposable } from "vscode";
import type { Surfaces } from "../chat/surfaces.ts";
import { createDoorbell, type DoorbellOptions } from "./doorbell.ts";
import { tellNotices, type NoticesOptions } from "./notices.ts";
import { watchPolicy, type WatchedPolicy } from "./policy.ts";

type OfChats = "showAsk" | "showThread" | "isChatSeen";

export type AsksOptions = Omit<DoorbellOptions & NoticesOptions, OfChats> &
  WatchedPolicy & { readonly surfaces: Pick<Surfaces, "focusAsk" | "revealThread" | "isSeen"> };

/** Everything about asks that speaks up by itself: notifications of asks, notices, warnings about rules. */
export function registerAsks(options: AsksOptions): Disposable {
  const { surfaces } = options;
  const ofChats = {
    showAsk: surfaces.focusAsk,
    showThread: surfaces.revealThread,
    isChatSeen: surfaces.isSeen,
  };
  return Disposable.from(
    watchPolicy(options),
    tellNotices({ ...options, ...ofChats }),
    createDoorbell({ ...options, ...ofChats }),
  );
}
