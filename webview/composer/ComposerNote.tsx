import { call } from "../link.ts";
import { say } from "../say.ts";
import { Icon, IconButton } from "../ui/Icon.tsx";
import { Linked } from "../ui/Linked.tsx";
import type { Message } from "./useMessage.ts";

export interface ComposerNoteProps {
  readonly message: Pick<
    Message,
    "failure" | "awaitsSignIn" | "isSending" | "canSend" | "send" | "dismiss"
  >;
}

/** What became of the last message, inside the composer's frame: why it was not sent, or what it waits for. */
export function ComposerNote({ message }: ComposerNoteProps) {
  const { failure, awaitsSignIn, canSend, send, dismiss } = message;
  if (failure !== "")
    return (
      <div class="composer-note bad" role="alert">
        <Icon name="error" class="tone-bad" />
        <div>
          <Linked text={failure} />
          <span class="composer-ways">
            {canSend && (
              <button type="button" class="link target" onClick={() => void send()}>
                {say("do.tryAgain")}
              </button>
            )}
            <button
              type="button"
              class="link target"
              onClick={() => void call("act", { action: "showLog" })}
            >
              {say("showLog")}
            </button>
          </span>
        </div>
        <IconButton name="close" label={say("notices.dismiss")} onClick={dismiss} />
      </div>
    );
  if (!awaitsSignIn) return null;
  return (
    <div class="composer-note" role="status">
      <Icon name="account" class="tone-needs" />
      <div>{say("composer.awaitsSignIn")}</div>
      <IconButton name="close" label={say("composer.doNotWait")} onClick={dismiss} />
    </div>
  );
}
