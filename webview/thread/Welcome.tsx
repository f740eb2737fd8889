import type { State } from "../../src/model/state.ts";
import type { Action, ViewState } from "../../src/model/wire.ts";
import { brokenConfig } from "../../src/model/select/config.ts";
import { call } from "../link.ts";
import { Button, Spinner } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

interface Content {
  readonly icon: string;
  readonly title: string;
  readonly text: string;
  readonly busy?: boolean;
  readonly actions: readonly (readonly [label: string, action: Action])[];
}

/** The empty chat: what it is for, or what it needs first, each with its action. */
export function Welcome({
  state,
  view,
}: {
  readonly state: State;
  readonly view: ViewState | null;
}) {
  const { icon, title, text, busy, actions } = contentOf(state, view);
  return (
    <section class="welcome" aria-label={title}>
      {busy ? <Spinner /> : <Icon name={icon} class="welcome-icon" />}
      <h2>{title}</h2>
      <p>{text}</p>
      {actions.map(([label, action], at) => (
        <Button
          key={action}
          appearance={at === 0 ? "primary" : "secondary"}
          onClick={() => void call("act", { action })}
        >
          {label}
        </Button>
      ))}
    </section>
  );
}

function contentOf(state: State, view: ViewState | null): Content {
  const { connection, account } = state;
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
          // Its own first words name what it cannot read.
          ...(connection.cause.includes("Error:")
            ? [["Open config.toml", "openConfig"] as const]
            : []),
          ["Restart", "restartServer"],
          ["Show Log", "showLog"],
        ],
      };
    case "starting":
    case "restarting":
      return {
        icon: "",
        title: "Codex is starting",
        text: "You can type already.",
        busy: true,
        actions: [],
      };
    default:
      break;
  }
  const broken = brokenConfig(state);
  if (broken)
    return {
      icon: "warning",
      title: "Codex cannot read config.toml",
      text: broken.text,
      actions: [
        ["Open config.toml", "openConfig"],
        ["Restart", "restartServer"],
      ],
    };
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
      icon: "",
      title: "Signing in",
      text: "Finish in your browser.",
      busy: true,
      actions: [["Cancel", "cancelSignIn"]],
    };
  return {
    icon: "comment-discussion",
    title: "What shall we do?",
    text: "Describe a change, ask about the code, or hand over a failing test. You see every command before it runs and every change before it is written.",
    actions: [],
  };
}
