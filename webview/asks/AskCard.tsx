import type { Ask, State } from "../../src/model/state.ts";
import { choices } from "../../src/model/ask/decision.ts";
import { formOf } from "../../src/model/ask/form.ts";
import { factsOf } from "../../src/model/select/thread.ts";
import { askTitle } from "../../src/model/text/askTitle.ts";
import { said } from "../../src/model/text/say.ts";
import { visible } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";
import { AskChoice } from "./AskChoice.tsx";
import { AskForm } from "./AskForm.tsx";
import { Countdown } from "./Countdown.tsx";
import { lookOf } from "./look.ts";

export interface AskCardProps {
  readonly ask: Ask;
  readonly state: State;
  readonly isElsewhere: boolean;
}

/** One request that waits: what it would do, why it asks, and the answers that the server takes. */
export function AskCard({ ask, state, isElsewhere }: AskCardProps) {
  const title = askTitle(ask);
  const form = formOf(ask);
  const { icon, tone } = lookOf(ask);
  const why = ask.verdict && (
    <p class="dim ask-note">{say("ask.why", { why: visible(said(ask.verdict.reason)) })}</p>
  );
  return (
    <section
      class="ask"
      role="group"
      aria-label={title}
      data-key={ask.key}
      onKeyDownCapture={keepFromAnswering}
    >
      <h3>
        <Icon name={icon} class={`tone-${tone}`} /> <span class="ask-title">{title}</span>
        {ask.expiresAt !== null && <Countdown until={ask.expiresAt} />}
      </h3>
      {isElsewhere && <Whose ask={ask} state={state} />}
      {form ? (
        <AskForm ask={ask} form={form}>
          {why}
        </AskForm>
      ) : (
        <AskChoice ask={ask} state={state} offered={choices(ask)}>
          {why}
        </AskChoice>
      )}
    </section>
  );
}

/**
 * Enter that ends a composition of an input method must not answer, and neither must a key that is still held down since
 * the answer to the ask before.
 */
function keepFromAnswering(event: KeyboardEvent): void {
  if (event.isComposing) event.stopPropagation();
  const isTyped = event.target instanceof HTMLInputElement;
  const presses = event.key === "Enter" || (event.key === " " && !isTyped);
  if (!event.repeat || !presses) return;
  event.preventDefault();
  event.stopPropagation();
}

/** The thread or sub-agent that asks, where it is not the one shown. */
function Whose({ ask, state }: Pick<AskCardProps, "ask" | "state">) {
  const thread = factsOf(state, ask.threadId);
  return (
    <p class="dim ask-note">
      <span>{say(thread?.parentThreadId ? "ask.subAgent" : "ask.elsewhere")}</span>
      {thread?.title && (
        <>
          {" · "}
          <bdi>{visible(thread.title)}</bdi>
        </>
      )}
    </p>
  );
}
