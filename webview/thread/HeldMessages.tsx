import { useState } from "preact/hooks";
import type { HeldMessage } from "../../src/model/state.ts";
import { baseName } from "../../src/model/text/format.ts";
import type { UserInput } from "../../src/protocol/types.gen.ts";
import { call } from "../link.ts";
import { say, sayKnown } from "../say.ts";
import { inserted } from "../state.ts";
import { Icon, IconButton } from "../ui/Icon.tsx";

export interface HeldMessagesProps {
  readonly threadId: string;
  readonly held: readonly HeldMessage[];
}

/** Messages that were queued when the thread was left. None is sent by itself. */
export function HeldMessages({ threadId, held }: HeldMessagesProps) {
  const [failure, setFailure] = useState("");
  const change = async (message: HeldMessage, does: "send" | "edit" | "delete") => {
    setFailure("");
    try {
      await call("changeHeld", { threadId, id: message.id, does });
      if (does === "edit")
        inserted.value = {
          text: textOf(message),
          takesFocus: true,
          count: inserted.value.count + 1,
        };
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section class="held-messages" aria-label={say("held.messages")}>
      <p role="status">
        <Icon name="debug-pause" class="tone-needs" /> {say("held.stopped", { count: held.length })}
      </p>
      {failure !== "" && <p role="alert">{failure}</p>}
      <ul>
        {held.map(message => (
          <li key={message.id}>
            <span class="held-text" dir="auto" title={textOf(message)}>
              {textOf(message)}
            </span>
            <IconButton
              name="play"
              label={say("held.run")}
              onClick={() => void change(message, "send")}
            />
            {message.input.every(({ type }) => type === "text") && (
              <IconButton
                name="edit"
                label={say("held.edit")}
                onClick={() => void change(message, "edit")}
              />
            )}
            <IconButton
              name="trash"
              label={say("held.delete")}
              onClick={() => void change(message, "delete")}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

const textOf = ({ input }: HeldMessage): string => input.map(partText).join("\n");

function partText(part: UserInput): string {
  switch (part.type) {
    case "text":
      return part.text;
    case "mention":
    case "skill":
      return part.name;
    case "localImage":
    case "localAudio":
      return baseName(part.path);
    default:
      return `(${sayKnown(`part.${part.type}`, part.type)})`;
  }
}
