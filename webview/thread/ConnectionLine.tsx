import type { State } from "../../src/model/state.ts";
import { brokenConfig } from "../../src/model/select/config.ts";
import { firstLine } from "../../src/model/text/firstLine.ts";
import { said } from "../../src/model/text/say.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
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
          <Icon name="account" /> <span>{say("connection.notSignedIn")}</span>
          <Button onClick={() => void call("act", { action: "signIn" })}>{say("do.signIn")}</Button>
        </p>
      ) : null;
    case "starting":
    case "restarting":
      return (
        <p class="connection" role="status">
          <Spinner />{" "}
          <span>
            {connection.kind === "starting"
              ? say("connection.starting")
              : say("connection.restarting", {
                  cause: firstLine(said(connection.cause), longestCause),
                })}
          </span>
        </p>
      );
    case "gaveUp":
      return (
        <p class="connection" role="alert">
          <Icon name="error" class="tone-bad" />{" "}
          <span>
            {say("status.gaveUp", { cause: firstLine(said(connection.cause), longestCause) })}
          </span>
          {connection.hasOwnWords && (
            <Button onClick={() => void call("act", { action: "openConfig" })}>
              {say("do.openConfig")}
            </Button>
          )}
          <Button onClick={() => void call("act", { action: "restartServer" })}>
            {say("do.restart")}
          </Button>
          <Button onClick={() => void call("act", { action: "showLog" })}>{say("showLog")}</Button>
        </p>
      );
    case "notInstalled":
      return (
        <p class="connection" role="alert">
          <Icon name="warning" /> <span>{said(connection.what)}</span>
        </p>
      );
    case "off":
    case "untrusted":
      return null;
  }
}
