import { Disposable } from "vscode";
import type { App } from "../app.ts";
import type { Chat } from "../chat/view.ts";
import { createDoorbell } from "./doorbell.ts";
import { tellNotices } from "./notices.ts";
import { watchPolicy } from "./policy.ts";

/** Everything that tells of asks by itself: the bell, the notices, the rules. */
export const registerAsks = (app: App, chat: Chat): Disposable =>
  Disposable.from(
    watchPolicy(app),
    tellNotices(app),
    createDoorbell({
      ...app,
      openForm: app.forms.open,
      showAsk: chat.focusAsk,
      isChatSeen: chat.isSeen,
    }),
  );
