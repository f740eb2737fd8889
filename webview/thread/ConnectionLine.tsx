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
      return brokenConfig(state) ? null : <AccountLine account={account} />;
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
          <span class="connection-ways">
            {connection.hasOwnWords && (
              <Button onClick={() => void call("act", { action: "openConfig" })}>
                {say("do.openConfig")}
              </Button>
            )}
            <Button onClick={() => void call("act", { action: "restartServer" })}>
              {say("do.restart")}
            </Button>
            <Button onClick={() => void call("act", { action: "showLog" })}>
              {say("showLog")}
            </Button>
          </span>
        </p>
      );
    case "notInstalled":
      return (
        <p class="connection" role="alert">
          <Icon name="warning" class="tone-needs" /> <span>{said(connection.what)}</span>
          <span class="connection-ways">
            <Button onClick={() => void call("act", { action: "installCodex" })}>
              {say("do.install")}
            </Button>
            <Button onClick={() => void call("act", { action: "restartServer" })}>
              {say("do.tryAgain")}
            </Button>
          </span>
        </p>
      );
    case "off":
    case "untrusted":
      return null;
  }
}

/** What the person can do about an account that is not signed in. */
function AccountLine({ account }: Pick<State, "account">) {
  if (account.kind === "signedOut")
    return (
      <p class="connection" role="status">
        <Icon name="account" class="tone-needs" /> <span>{say("connection.notSignedIn")}</span>
        <Button onClick={() => void call("act", { action: "signIn" })}>{say("do.signIn")}</Button>
      </p>
    );
  if (account.kind !== "signingIn") return null;
  return (
    <p class="connection" role="status">
      <Spinner /> <span>{say("connection.signingIn")}</span>
      <Button onClick={() => void call("act", { action: "cancelSignIn" })}>{say("cancel")}</Button>
    </p>
  );
}
