import { said } from "../../src/model/text/say.ts";
import { brokenConfig } from "../../src/model/select/config.ts";
import type { Connection, State } from "../../src/model/state.ts";
import type { Action, ViewState } from "../../src/model/wire.ts";
import { say } from "../say.ts";
import type { IconName } from "../ui/icons.ts";

/** What the empty chat says. */
export interface Welcome {
  /** Null while something is on its way: a ring turns. */
  readonly icon: IconName | null;
  readonly title: string;
  readonly text: string;
  /** What a program said itself; shown as it came. */
  readonly words?: string;
  /** Small print below the buttons. */
  readonly note?: string;
  readonly actions: readonly (readonly [label: string, action: Action])[];
}

/** What stands in the way of a first message, the first thing first; else what the chat is for. */
export const welcomeOf = (state: State, view: ViewState | null): Welcome =>
  ofFolder(state.connection, view) ??
  ofConnection(state.connection) ??
  ofConfig(state) ??
  ofAccount(state.account) ?? {
    icon: "comment-discussion",
    title: say("welcome.idle"),
    text: say("welcome.idle.text"),
    actions: [],
  };

function ofFolder(connection: Connection, view: ViewState | null): Welcome | null {
  if (view && !view.hasFolder)
    return {
      icon: "folder-opened",
      title: say("welcome.noFolder"),
      text: say("welcome.noFolder.text"),
      actions: [[say("welcome.openFolder"), "openFolder"]],
    };
  if (connection.kind === "untrusted" || (view && !view.isTrusted))
    return {
      icon: "workspace-untrusted",
      title: say("welcome.untrusted"),
      text: say("welcome.untrusted.text"),
      actions: [[say("welcome.manageTrust"), "manageTrust"]],
    };
  return null;
}

function ofConnection(connection: Connection): Welcome | null {
  switch (connection.kind) {
    case "notInstalled":
      return {
        icon: "cloud-download",
        title: say(connection.isFound ? "welcome.unusable" : "welcome.missing"),
        text: said(connection.what),
        note: say("welcome.install.note"),
        actions: [
          [say("do.install"), "installCodex"],
          [say("do.tryAgain"), "restartServer"],
          [say("do.haveCodex"), "openServerSettings"],
          [say("welcome.install"), "installGuide"],
        ],
      };
    case "gaveUp":
      return {
        icon: "error",
        title: say("welcome.gaveUp"),
        text: say("welcome.gaveUp.text"),
        words: said(connection.cause),
        actions: [
          // Its own words name what it cannot read, which most often is its configuration.
          ...(connection.hasOwnWords ? [[say("do.openConfig"), "openConfig"] as const] : []),
          [say("do.restart"), "restartServer"],
          [say("showLog"), "showLog"],
        ],
      };
    case "starting":
    case "restarting":
      return {
        icon: null,
        title: say("welcome.starting"),
        text: say("welcome.starting.text"),
        actions: [],
      };
    case "off":
    case "untrusted":
    case "ready":
      return null;
  }
}

function ofConfig(state: State): Welcome | null {
  const broken = brokenConfig(state);
  if (!broken) return null;
  return {
    icon: "warning",
    title: say("welcome.badConfig"),
    text: said(broken.what),
    actions: [
      [say("do.openConfig"), "openConfig"],
      [say("do.restart"), "restartServer"],
    ],
  };
}

function ofAccount(account: State["account"]): Welcome | null {
  if (account.kind === "signedOut")
    return {
      icon: "account",
      title: say("status.signIn"),
      text: say("welcome.signIn.text"),
      actions: [
        [say("do.signIn"), "signIn"],
        [say("welcome.useKey"), "signInWithKey"],
      ],
      note: say("welcome.signIn.note"),
    };
  if (account.kind === "signingIn")
    return {
      icon: null,
      title: say("welcome.signingIn"),
      text: say("welcome.signingIn.text"),
      actions: [
        [say("welcome.openAgain"), "signIn"],
        [say("cancel"), "cancelSignIn"],
      ],
    };
  return null;
}
