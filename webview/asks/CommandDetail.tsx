import type { CommandAsk } from "../../src/model/select/thread.ts";
import { askCommand, hidesInCommand } from "../../src/model/text/askTitle.ts";
import { visible, visibleProse } from "../../src/model/text/visible.ts";
import { Icon } from "../ui/Icon.tsx";

export interface CommandDetailProps {
  readonly ask: CommandAsk;
  readonly folder: string;
}

/** The command as the server will run it, and what is unusual about it. */
export function CommandDetail({ ask, folder }: CommandDetailProps) {
  const { cwd, reason, additionalPermissions, environmentId } = ask.request.params;
  const text = askCommand(ask);
  return (
    <>
      {text !== "" && (
        <pre class="ask-command" tabIndex={0} role="region" aria-label="Command">
          {text}
        </pre>
      )}
      {cwd && (
        <p class="dim ask-cwd" title={visible(cwd)}>
          in {cwd === folder ? "the workspace folder" : visible(cwd)}
          {environmentId !== null && environmentId !== "local" && ` on ${visible(environmentId)}`}
        </p>
      )}
      {hidesInCommand(ask) && (
        <Warning>It holds characters that do not show; they are written out above.</Warning>
      )}
      {additionalPermissions && (
        <Warning>It asks for more: {visible(JSON.stringify(additionalPermissions))}</Warning>
      )}
      {reason && (
        <Warning>
          It may run outside the sandbox. Codex gives as its reason: “{visibleProse(reason)}”
        </Warning>
      )}
    </>
  );
}

const Warning = ({ children }: { readonly children: preact.ComponentChildren }) => (
  <p class="ask-warning">
    <Icon name="warning" /> {children}
  </p>
);
