import type { ComponentChildren } from "preact";
import type { Choice } from "../../src/model/ask/decision.ts";
import { factsOf, isCommandAsk, isFileAsk } from "../../src/model/select/thread.ts";
import { toolApprovalOf } from "../../src/model/select/toolApproval.ts";
import type { Ask, State } from "../../src/model/state.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { Button } from "../ui/elements.tsx";
import { AskButtons } from "./AskButtons.tsx";
import { ChangeDetail } from "./ChangeDetail.tsx";
import { CommandDetail } from "./CommandDetail.tsx";
import { ReadOn } from "./ReadOn.tsx";
import { SeenMark } from "./SeenMark.tsx";
import { ToolDetail } from "./ToolDetail.tsx";
import { useAnswer } from "./useAnswer.ts";
import { useArmed } from "./useArmed.ts";
import { useInView } from "./useInView.ts";

export interface AskChoiceProps {
  readonly ask: Ask;
  readonly state: State;
  readonly offered: readonly Choice[];
  /** What stands below the details of what is asked. */
  readonly children: ComponentChildren;
}

/** A request that is answered by one of two buttons, or by what is in the menus beside them. */
export function AskChoice({ ask, state, offered, children }: AskChoiceProps) {
  const isArmed = useArmed();
  const [end, isRead] = useInView(ask.key, "asked");
  const answering = useAnswer(ask, offered.length > 0);
  const tool = toolApprovalOf(ask);
  // Of another thread only its asks are here: the folder is that of the thread which is shown.
  const folder = factsOf(state, ask.threadId)?.cwd || (Object.values(state.threads)[0]?.cwd ?? "");
  return (
    <>
      <div class="ask-body">
        {isCommandAsk(ask) && <CommandDetail ask={ask} folder={folder} end={end} />}
        {isFileAsk(ask) && <ChangeDetail ask={ask} state={state} end={end} />}
        {tool && <ToolDetail tool={tool} end={end} />}
        {offered.length === 0 && <p class="ask-note">{say("ask.notShown")}</p>}
        {children}
      </div>
      {offered.length > 0 && <ReadOn end={end} isRead={isRead} />}
      {answering.failure !== "" && (
        <p class="field-problem" role="alert">
          {answering.failure}
        </p>
      )}
      <AskButtons
        ask={ask}
        offered={offered}
        answering={answering}
        isArmed={isArmed}
        isRead={isRead}
        belowWider={<SeenMark askKey={ask.key} />}
      >
        {isFileAsk(ask) && (
          <Button appearance="primary" onClick={() => void call("review", { key: ask.key })}>
            {say("ask.review")}
          </Button>
        )}
      </AskButtons>
    </>
  );
}
