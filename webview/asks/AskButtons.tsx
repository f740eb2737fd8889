import type { ComponentChildren } from "preact";
import type { Choice } from "../../src/model/ask/decision.ts";
import { isFileAsk } from "../../src/model/select/thread.ts";
import type { Ask } from "../../src/model/state.ts";
import { said } from "../../src/model/text/say.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { focusRequests } from "../state.ts";
import type { MenuEntry } from "../ui/Menu.tsx";
import { SplitButton } from "../ui/SplitButton.tsx";
import type { Answering } from "./useAnswer.ts";

export interface AskButtonsProps {
  readonly ask: Ask;
  readonly offered: readonly Choice[];
  readonly answering: Answering;
  /** It has been on the screen long enough to be granted. */
  readonly isArmed: boolean;
  /** All that is asked was in view. */
  readonly isRead: boolean;
  /** Stands before the buttons that decide. */
  readonly children: ComponentChildren;
  /** For the end of the menu with what grants more than this once. */
  readonly belowWider: ComponentChildren;
}

/** The two buttons that decide. What grants more, or refuses more, is in the menus beside them, in words. */
export function AskButtons(props: AskButtonsProps) {
  const { ask, offered, answering, isArmed, isRead, children, belowWider } = props;
  const { pressed, give } = answering;
  const accept = offered.find(({ kind }) => kind === "accept");
  const canGrant = isArmed && isRead && pressed === null;
  const entry = ({ id, label, detail }: Choice, isInactive: boolean): MenuEntry => ({
    id,
    label: said(label),
    about: detail === null ? "" : visible(said(detail)),
    isInactive,
    does: () => give(id),
  });
  const wider = offered.filter(({ kind }) => kind === "wider");
  const refusals = offered.filter(
    ({ id, kind }) => kind === "stop" || (kind === "decline" && id !== "decline"),
  );
  const isUnread = isArmed && !isRead;
  return (
    <div class="ask-buttons">
      {children}
      {accept && (
        <SplitButton
          choice="accept"
          appearance={isFileAsk(ask) ? "secondary" : "primary"}
          isInactive={!canGrant}
          isBusy={pressed !== null && pressed === accept.id}
          onClick={() => give(accept.id)}
          menuLabel={say("ask.otherYes")}
          entries={[
            ...wider.map(choice => entry(choice, !canGrant)),
            {
              id: "rule",
              label: say("ask.addRule"),
              about: say("ask.addRule.about"),
              does: () => void call("alwaysAllow", { key: ask.key }),
            },
          ]}
          below={belowWider}
        >
          {isUnread
            ? say(isFileAsk(ask) ? "ask.readFirst.change" : "ask.readFirst")
            : said(accept.label)}
        </SplitButton>
      )}
      <SplitButton
        choice="decline"
        isInactive={pressed !== null}
        isBusy={pressed === "decline"}
        onClick={() => give("decline")}
        menuLabel={say("ask.otherNo")}
        entries={[
          ...(accept
            ? [
                {
                  id: "tell",
                  label: say("ask.tellWhy"),
                  about: say("ask.tellWhy.about"),
                  isInactive: pressed !== null,
                  does() {
                    give("decline");
                    focusRequests.value++;
                  },
                },
              ]
            : []),
          ...refusals.map(choice => entry(choice, pressed !== null)),
        ]}
      >
        {say("choice.decline")}
      </SplitButton>
    </div>
  );
}
