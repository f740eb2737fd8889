import type { Ask, State } from "../../src/model/state.ts";
import { choices } from "../../src/model/ask/decision.ts";
import { formOf } from "../../src/model/ask/form.ts";
import { factsOf } from "../../src/model/select/thread.ts";
import { askTitle } from "../../src/model/text/askTitle.ts";
import { said } from "../../src/model/text/say.ts";
import { visible } from "../../src/model/text/visible.ts";
import { call } from "../link.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";
import { AskChoice } from "./AskChoice.tsx";
import { AskForm } from "./AskForm.tsx";
import { Countdown } from "./Countdown.tsx";

export interface AskCardProps {
  readonly ask: Ask;
  readonly state: State;
  readonly isElsewhere: boolean;
}

/** One request that waits: what it would do, why it asks, and the answers that the server takes. */
export function AskCard({ ask, state, isElsewhere }: AskCardProps) {
  const title = askTitle(ask);
  const form = formOf(ask);
  const offered = choices(ask);
  const thread = factsOf(state, ask.threadId);
  const why = <Why ask={ask} canAllow={offered.length > 0} />;
  return (
    <section
      class="ask"
      role="group"
      aria-label={title}
      data-key={ask.key}
      // Enter that ends a composition of an input method must not answer.
      onKeyDownCapture={event => event.isComposing && event.stopPropagation()}
    >
      <h3>
        <Icon name="bell-dot" /> <span class="ask-title">{title}</span>
        {ask.expiresAt !== null && <Countdown until={ask.expiresAt} />}
      </h3>
      {isElsewhere && (
        <p class="dim ask-elsewhere">
          <span>{say(thread?.parentThreadId ? "ask.subAgent" : "ask.elsewhere")}</span>
          {thread?.title && (
            <>
              {" · "}
              <bdi>{visible(thread.title)}</bdi>
            </>
          )}
        </p>
      )}
      {form ? (
        <AskForm ask={ask} form={form}>
          {why}
        </AskForm>
      ) : (
        <AskChoice ask={ask} state={state} offered={offered}>
          {why}
        </AskChoice>
      )}
    </section>
  );
}

/** Why the policy did not answer, and the way to a rule that would. */
const Why = ({ ask, canAllow }: { readonly ask: Ask; readonly canAllow: boolean }) =>
  ask.verdict && (
    <p class="dim ask-why">
      {say("ask.why", { why: visible(said(ask.verdict.reason)) })}
      {canAllow && (
        <>
          {" "}
          <button
            type="button"
            class="link"
            onClick={() => void call("alwaysAllow", { key: ask.key })}
          >
            {say("ask.alwaysAllow")}
          </button>
        </>
      )}
    </p>
  );
