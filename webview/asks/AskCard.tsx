import { said } from "../../src/model/text/say.ts";
import type { Ask, State } from "../../src/model/state.ts";
import { choices } from "../../src/model/ask/decision.ts";
import { formOf } from "../../src/model/ask/form.ts";
import { isCommandAsk, isFileAsk } from "../../src/model/select/thread.ts";
import { toolApprovalOf } from "../../src/model/select/toolApproval.ts";
import { askTitle } from "../../src/model/text/askTitle.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";
import { AskForm } from "./AskForm.tsx";
import { ChangeDetail } from "./ChangeDetail.tsx";
import { ChoiceButtons } from "./ChoiceButtons.tsx";
import { CommandDetail } from "./CommandDetail.tsx";
import { Countdown } from "./Countdown.tsx";
import { ReadOn } from "./ReadOn.tsx";
import { ToolDetail } from "./ToolDetail.tsx";
import { useInView } from "./useInView.ts";

export interface AskCardProps {
  readonly ask: Ask;
  readonly state: State;
  readonly isElsewhere: boolean;
}

/** One request that waits: what it would do, why it asks, and the answers that the server takes. */
export function AskCard({ ask, state, isElsewhere }: AskCardProps) {
  const title = askTitle(ask);
  const [askedEnd, isAskedRead] = useInView(ask.key, "asked");
  const [end, isAllRead] = useInView(ask.key, "all");
  const form = formOf(ask);
  const tool = toolApprovalOf(ask);
  const offered = choices(ask);
  // Of another thread nothing but its asks is here.
  const thread = state.threads[ask.threadId ?? ""];
  const folder = thread?.cwd || (Object.values(state.threads)[0]?.cwd ?? "");
  const why = ask.verdict && (
    <p class="dim ask-why">
      Why you are asked: {visible(ask.verdict.reason)}
      {offered.length > 0 && (
        <>
          {" "}
          <button
            type="button"
            class="link"
            onClick={() => void call("alwaysAllow", { key: ask.key })}
          >
            Always allow…
          </button>
        </>
      )}
    </p>
  );
  return (
    <section
      class="ask"
      role="group"
      aria-label={title}
      data-key={ask.key}
      // What an input method composes is no answer.
      onKeyDownCapture={event => event.isComposing && event.stopPropagation()}
    >
      <h3>
        <Icon name="bell-dot" /> <span class="ask-title">{title}</span>
        {ask.expiresAt !== null && <Countdown until={ask.expiresAt} />}
      </h3>
      {isElsewhere && (
        <p class="dim ask-elsewhere">
          {thread?.parentThreadId ? "A sub-agent" : "In another thread"}
        </p>
      )}
      {form ? (
        <AskForm ask={ask} form={form}>
          {why}
        </AskForm>
      ) : (
        <>
          <div class="ask-body">
            {isCommandAsk(ask) && <CommandDetail ask={ask} folder={folder} />}
            {isFileAsk(ask) && <ChangeDetail ask={ask} state={state} />}
            {tool && <ToolDetail tool={tool} />}
            <span class="ask-end" ref={askedEnd} />
            {offered.length === 0 && (
              <p class="ask-warning">Folio cannot show this kind of request yet.</p>
            )}
            {why}
            {offered
              .filter(({ kind }) => kind === "wider")
              .map(
                ({ id, label, detail }) =>
                  detail && (
                    <p key={id} class="dim ask-grant">
                      {said(label)}: {visible(said(detail))}
                    </p>
                  ),
              )}
            <span class="ask-end" ref={end} />
          </div>
          {offered.length > 0 && <ReadOn end={isAskedRead ? end : askedEnd} isRead={isAllRead} />}
          <ChoiceButtons
            ask={ask}
            offered={offered}
            isAskedRead={isAskedRead}
            isAllRead={isAllRead}
          >
            {isFileAsk(ask) && (
              <Button onClick={() => void call("review", { key: ask.key })}>Review</Button>
            )}
          </ChoiceButtons>
        </>
      )}
    </section>
  );
}
