import { said } from "../../src/model/text/say.ts";
import type { ComponentChildren } from "preact";
import type { Choice } from "../../src/model/ask/decision.ts";
import type { Ask } from "../../src/model/state.ts";
import { visible } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { useArmed } from "./useArmed.ts";

export interface ChoiceButtonsProps {
  readonly ask: Ask;
  readonly offered: readonly Choice[];
  /** The end of the request was in view. */
  readonly isAskedRead: boolean;
  /** The end of the wider grants was in view, too. */
  readonly isAllRead: boolean;
  readonly children: ComponentChildren;
}

/**
 * The server's choices, and Decline. A choice that grants something works only after a moment, and once all was read.
 */
export function ChoiceButtons(props: ChoiceButtonsProps) {
  const { ask, offered, isAskedRead, isAllRead, children } = props;
  const isArmed = useArmed();
  return (
    <div class="ask-buttons">
      {children}
      {offered.map(({ id, kind, label, detail }) => {
        const grants = kind === "accept" || kind === "wider";
        const isRead = kind === "wider" ? isAllRead : isAskedRead;
        return (
          <Button
            key={id}
            choice={kind}
            appearance={kind === "accept" ? "primary" : "secondary"}
            title={grants && !isRead ? say("ask.readFirst") : visible(said(detail ?? label))}
            disabled={grants && !(isArmed && isRead)}
            onClick={() => void call("choose", { key: ask.key, choice: id })}
          >
            {said(label)}
          </Button>
        );
      })}
      {offered.length === 0 && (
        <Button choice="decline" onClick={() => void call("decline", { key: ask.key })}>
          {say("choice.decline")}
        </Button>
      )}
    </div>
  );
}
