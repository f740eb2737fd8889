import { said } from "../../src/model/text/say.ts";
import { brokenConfig } from "../../src/model/select/config.ts";
import type { Connection, State } from "../../src/model/state.ts";
import type { Action, ViewState } from "../../src/model/wire.ts";
import type { IconName } from "../ui/icons.ts";

/** What the empty chat says. */
export interface Welcome {
  /** Null while something is on its way: a ring turns. */
  readonly icon: IconName | null;
  readonly title: string;
  readonly text: string;
  readonly actions: readonly (readonly [label: string, action: Action])[];
}

/** What stands in the way of a first message, the first thing first; else what the chat is for. */
export const welcomeOf = (state: State, view: ViewState | null): Welcome =>
  ofFolder(state.connection, view) ??
  ofConnection(state.connection) ??
  ofConfig(state) ??
  ofAccount(state.account) ?? {
    icon: "comment-discussion",
    title: "What shall we do?",
    text: "Describe a change, ask about the code, or hand over a failing test. You see every command before it runs and every change before it is written.",
    actions: [],
  };

function ofFolder(connection: Connection, view: ViewState | null): Welcome | null {
  if (view && !view.hasFolder)
    return {
      icon: "folder-opened",
      title: "Open a folder",
      text: "Codex works on the files of a folder.",
      actions: [["Open Folder", "openFolder"]],
    };
  if (connection.kind === "untrusted" || (view && !view.isTrusted))
    return {
      icon: "workspace-untrusted",
      title: "Restricted Mode",
      text: "Folio starts nothing in a folder that you do not trust.",
      actions: [["Manage Workspace Trust", "manageTrust"]],
    };
  return null;
}

function ofConnection(connection: Connection): Welcome | null {
  switch (connection.kind) {
    case "notInstalled":
      return {
        icon: "cloud-download",
        title:
          connection.problem === "missing" ? "Codex was not found" : "This Codex cannot be used",
        text: connection.message,
        actions: [
          ["Try Again", "restartServer"],
          ["Open Settings", "openServerSettings"],
          ["How to Install", "installGuide"],
        ],
      };
    case "gaveUp":
      return {
        icon: "error",
        title: "Codex does not run",
        text: connection.cause,
        actions: [
          // Its own words name what it cannot read, which most often is its configuration.
          ...(connection.hasOwnWords ? [["Open config.toml", "openConfig"] as const] : []),
          ["Restart", "restartServer"],
          ["Show Log", "showLog"],
        ],
      };
    case "starting":
    case "restarting":
      return {
        icon: null,
        title: "Codex is starting",
        text: "You can type already.",
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
  if (broken)
    return {
      icon: "warning",
      title: "Codex cannot read config.toml",
      text: said(broken.what),
      actions: [
        ["Open config.toml", "openConfig"],
        ["Restart", "restartServer"],
      ],
    };
  return null;
}

function ofAccount(account: State["account"]): Welcome | null {
  if (account.kind === "signedOut")
    return {
      icon: "account",
      title: "Sign in to Codex",
      text: "Use your ChatGPT plan, or an API key.",
      actions: [
        ["Sign In", "signIn"],
        ["Use an API Key", "signInWithKey"],
      ],
    };
  if (account.kind === "signingIn")
    return {
      icon: null,
      title: "Signing in",
      text: "Finish in your browser.",
      actions: [["Cancel", "cancelSignIn"]],
    };
  return null;
}
