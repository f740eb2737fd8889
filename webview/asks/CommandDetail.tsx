import type { RefObject } from "preact";
import { permissionWords } from "../../src/model/ask/permissions.ts";
import type { CommandAsk } from "../../src/model/select/thread.ts";
import { askCommandParts, hidesInCommand } from "../../src/model/text/askTitle.ts";
import { told } from "../../src/model/text/say.ts";
import { visible, visibleProse } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { Fact } from "./Fact.tsx";

export interface CommandDetailProps {
  readonly ask: CommandAsk;
  readonly folder: string;
  /** For the mark at the end of the command. */
  readonly end: RefObject<HTMLSpanElement | null>;
}

/** The command as the server will run it, what is unusual about it, and what the model says of it. */
export function CommandDetail({ ask, folder, end }: CommandDetailProps) {
  const { cwd, reason, additionalPermissions, environmentId } = ask.request.params;
  const parts = askCommandParts(ask);
  const elsewhere =
    environmentId !== null && environmentId !== "local" ? visible(environmentId) : null;
  return (
    <>
      {parts.length > 0 && (
        <pre class="ask-command" tabIndex={0} role="group" aria-label={say("ask.command")}>
          {parts.map(({ text, isOdd }, at) =>
            isOdd ? (
              <span key={at} class="odd">
                {text}
              </span>
            ) : (
              text
            ),
          )}
          <span class="ask-end" ref={end} />
        </pre>
      )}
      {parts.length === 0 && <span class="ask-end" ref={end} />}
      {cwd && (
        <p class="dim ask-note" title={visible(cwd)}>
          {placeText(cwd === folder ? null : visible(cwd), elsewhere)}
        </p>
      )}
      {reason && (
        <Fact icon="warning" tone="bad">
          {say("ask.leavesSandbox")}
        </Fact>
      )}
      {hidesInCommand(ask) && (
        <Fact icon="warning" tone="bad">
          {say("ask.hiddenCharacters")}
        </Fact>
      )}
      {additionalPermissions && (
        <Fact icon="key" tone="needs">
          {say("ask.asksForMore", {
            permissions: visible(
              permissionWords(additionalPermissions)
                .map(word => told(word))
                .join(" · "),
            ),
          })}
        </Fact>
      )}
      {reason && (
        <p class="dim ask-note" dir="auto">
          {say("ask.says", { words: visibleProse(reason) })}
        </p>
      )}
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
