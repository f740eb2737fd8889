import type { CommandAsk } from "../../src/model/select/thread.ts";
import { askCommand, hidesInCommand } from "../../src/model/text/askTitle.ts";
import { visible, visibleProse } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";

export interface CommandDetailProps {
  readonly ask: CommandAsk;
  readonly folder: string;
}

/** The command as the server will run it, and what is unusual about it. */
export function CommandDetail({ ask, folder }: CommandDetailProps) {
  const { cwd, reason, additionalPermissions, environmentId } = ask.request.params;
  const text = askCommand(ask);
  const elsewhere =
    environmentId !== null && environmentId !== "local" ? visible(environmentId) : null;
  return (
    <>
      {text !== "" && (
        <pre class="ask-command" tabIndex={0} role="region" aria-label={say("ask.command")}>
          {text}
        </pre>
      )}
      {cwd && (
        <p class="dim ask-cwd" title={visible(cwd)}>
          {placeText(cwd === folder ? null : visible(cwd), elsewhere)}
        </p>
      )}
      {hidesInCommand(ask) && <Warning>{say("ask.hiddenCharacters")}</Warning>}
      {additionalPermissions && (
        <Warning>
          {say("ask.asksForMore", { permissions: visible(JSON.stringify(additionalPermissions)) })}
        </Warning>
      )}
      {reason && <Warning>{say("ask.reason", { reason: visibleProse(reason) })}</Warning>}
    </>
  );
}

/** Where a command would run; a folder of null is the workspace's own, an environment of null this machine. */
function placeText(folder: string | null, environment: string | null): string {
  if (environment === null)
    return folder === null ? say("ask.inWorkspace") : say("ask.inFolder", { folder });
  return folder === null
    ? say("ask.inWorkspaceOn", { environment })
    : say("ask.inFolderOn", { folder, environment });
}

const Warning = ({ children }: { readonly children: preact.ComponentChildren }) => (
  <p class="ask-warning">
    <Icon name="warning" /> {children}
  </p>
);
