import { Disposable } from "vscode";
import { createDoorbell, type DoorbellOptions } from "./doorbell.ts";
import { tellNotices } from "./notices.ts";
import { watchPolicy, type WatchedPolicy } from "./policy.ts";

/** Everything that tells of asks by itself: the bell, the notices, the rules. */
export const registerAsks = (parts: DoorbellOptions & WatchedPolicy): Disposable =>
  Disposable.from(
    watchPolicy(parts),
    tellNotices(parts.engine, parts.prompts),
    createDoorbell(parts),
  );
