import { Disposable } from "vscode";
import { createDoorbell, type DoorbellOptions } from "./doorbell.ts";
import { tellNotices } from "./notices.ts";
import { watchPolicy, type WatchedPolicy } from "./policy.ts";

/** Everything about asks that speaks up by itself: notifications of asks, notices, warnings about rules. */
export const registerAsks = (parts: DoorbellOptions & WatchedPolicy): Disposable =>
  Disposable.from(
    watchPolicy(parts),
    tellNotices(parts.engine, parts.prompts),
    createDoorbell(parts),
  );
