import type { State } from "../../src/model/state.ts";
import { brokenConfig } from "../../src/model/select/config.ts";
import { firstLine } from "../../src/model/text/firstLine.ts";
import { call } from "../link.ts";
import { Button, Spinner } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

const longestCause = 300;

/** One line above the composer while the server is not ready for the thread that is shown. */
export function ConnectionLine({ state }: { readonly state: State }) {
  const { connection, account } = state;
  switch (connection.kind) {
    case "ready":
      return account.kind === "signedOut" && !brokenConfig(state) ? (
        <p class="connection" role="status">
          <Icon name="account" /> <span>Not signed in.</span>
          <Button onClick={() => void call("act", { action: "signIn" })}>Sign In</Button>
        </p>
      ) : null;
    case "starting":
    case "restarting":
      return (
        <p class="connection" role="status">
          <Spinner />{" "}
          <span>
            {connection.kind === "starting"
              ? "Codex is starting…"
              : `Codex ended (${firstLine(connection.cause, longestCause)}) and is started again…`}
          </span>
        </p>
      );
    case "gaveUp":
      return (
        <p class="connection" role="alert">
          <Icon name="error" class="tone-error" />{" "}
          <span>Codex does not run: {firstLine(connection.cause, longestCause)}</span>
          {connection.hasOwnWords && (
            <Button onClick={() => void call("act", { action: "openConfig" })}>
              Open config.toml
            </Button>
          )}
          <Button onClick={() => void call("act", { action: "restartServer" })}>Restart</Button>
          <Button onClick={() => void call("act", { action: "showLog" })}>Show Log</Button>
        </p>
      );
    case "notInstalled":
      return (
        <p class="connection" role="alert">
          <Icon name="warning" /> <span>{connection.message}</span>
        </p>
      );
    case "off":
    case "untrusted":
      return null;
  }
}
