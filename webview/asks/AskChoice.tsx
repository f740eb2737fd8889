import type { ComponentChildren } from "preact";
import type { Choice } from "../../src/model/ask/decision.ts";
import { factsOf, isCommandAsk, isFileAsk } from "../../src/model/select/thread.ts";
import { toolApprovalOf } from "../../src/model/select/toolApproval.ts";
import type { Ask, State } from "../../src/model/state.ts";
import { said } from "../../src/model/text/say.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { Button } from "../ui/elements.tsx";
import { ChangeDetail } from "./ChangeDetail.tsx";
import { ChoiceButtons } from "./ChoiceButtons.tsx";
import { CommandDetail } from "./CommandDetail.tsx";
import { ReadOn } from "./ReadOn.tsx";
import { ToolDetail } from "./ToolDetail.tsx";
import { useInView } from "./useInView.ts";

export interface AskChoiceProps {
  readonly ask: Ask;
  readonly state: State;
  readonly offered: readonly Choice[];
  /** What stands below the details of what is asked. */
  readonly children: ComponentChildren;
}

/** A request that is answered by one of several buttons. */
export function AskChoice({ ask, state, offered, children }: AskChoiceProps) {
  const [askedEnd, isAskedRead] = useInView(ask.key, "asked");
  const [end, isAllRead] = useInView(ask.key, "all");
  const tool = toolApprovalOf(ask);
  // Of another thread only its asks are here: the folder is that of the thread which is shown.
  const folder = factsOf(state, ask.threadId)?.cwd || (Object.values(state.threads)[0]?.cwd ?? "");
  return (
    <>
      <div class="ask-body">
        {isCommandAsk(ask) && <CommandDetail ask={ask} folder={folder} />}
        {isFileAsk(ask) && <ChangeDetail ask={ask} state={state} />}
        {tool && <ToolDetail tool={tool} />}
        <span class="ask-end" ref={askedEnd} />
        {offered.length === 0 && <p class="ask-warning">{say("ask.notShown")}</p>}
        {children}
        {offered
          .filter(({ kind }) => kind === "wider")
          .map(
            ({ id, label, detail }) =>
              detail && (
                <p key={id} class="dim ask-grant">
                  {say("ask.grant", { choice: label, detail: visible(said(detail)) })}
                </p>
              ),
          )}
        <span class="ask-end" ref={end} />
      </div>
      {offered.length > 0 && <ReadOn end={isAskedRead ? end : askedEnd} isRead={isAllRead} />}
      <ChoiceButtons ask={ask} offered={offered} isAskedRead={isAskedRead} isAllRead={isAllRead}>
        {isFileAsk(ask) && (
          <Button onClick={() => void call("review", { key: ask.key })}>{say("ask.review")}</Button>
        )}
      </ChoiceButtons>
    </>
  );
}
