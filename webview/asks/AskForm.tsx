import type { ComponentChildren } from "preact";
import type { Form } from "../../src/model/ask/form.ts";
import { isAsk } from "../../src/model/select/thread.ts";
import type { Ask } from "../../src/model/state.ts";
import { visible, visibleProse } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { chooseByDigit } from "./chooseByDigit.ts";
import { FieldView } from "./FieldView.tsx";
import { FormButtons } from "./FormButtons.tsx";
import { ReadOn } from "./ReadOn.tsx";
import { useAnswer } from "./useAnswer.ts";
import { useArmed } from "./useArmed.ts";
import { useFormValues } from "./useFormValues.ts";
import { useInView } from "./useInView.ts";

export interface AskFormProps {
  readonly ask: Ask;
  readonly form: Form;
  /** What stands below the fields. */
  readonly children: ComponentChildren;
}

/** A question, an elicitation or a permission request as a form. What is typed outlives a hidden view. */
export function AskForm({ ask, form, children }: AskFormProps) {
  const isArmed = useArmed();
  const [end, isRead] = useInView(ask.key, "all");
  // A person must have read to the end what they grant. Their own answer must only be in view.
  const grants = isAsk(ask, "item/permissions/requestApproval");
  const values = useFormValues(ask, form);
  const refusing = useAnswer(ask, false);
  const canSend = isArmed && isRead && values.sending === null && refusing.pressed === null;
  const [only, ...others] = form.sends;
  return (
    <form
      class="ask-form"
      onKeyDown={chooseByDigit}
      onSubmit={event => {
        event.preventDefault();
        if (canSend && others.length === 0 && only) values.send(only.id);
      }}
    >
      <div class="ask-body" ref={values.fields}>
        {form.text && !grants && (
          <p class="ask-text" dir="auto">
            {visibleProse(form.text)}
          </p>
        )}
        {form.url !== null && <pre class="ask-command">{visible(form.url)}</pre>}
        {form.fields.map(field => (
          <FieldView
            key={field.name}
            id={`${ask.key}-${field.name}`}
            field={field}
            value={values.values[field.name] ?? null}
            problem={values.problems[field.name]}
            onChange={value => values.set(field.name, value)}
          />
        ))}
        {grants && <span class="ask-end" ref={end} />}
        {form.text && grants && (
          <p class="dim ask-note" dir="auto">
            {say("ask.says", { words: visibleProse(form.text) })}
          </p>
        )}
        {children}
      </div>
      {[values.failure, refusing.failure].map(
        (text, at) =>
          text !== "" && (
            <p key={at} class="field-problem" role="alert">
              {text}
            </p>
          ),
      )}
      <ReadOn end={end} isRead={isRead} />
      {!grants && <span class="ask-end" ref={end} />}
      <FormButtons
        ask={ask}
        form={form}
        values={values}
        refusing={refusing}
        canSend={canSend}
        isUnread={grants && isArmed && !isRead}
      />
    </form>
  );
}
