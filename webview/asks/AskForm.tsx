import { said } from "../../src/model/text/say.ts";
import type { ComponentChildren } from "preact";
import type { Form } from "../../src/model/ask/form.ts";
import { isAsk } from "../../src/model/select/thread.ts";
import type { Ask } from "../../src/model/state.ts";
import { visible, visibleProse } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { FieldView } from "./FieldView.tsx";
import { ReadOn } from "./ReadOn.tsx";
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
  const { fields, values, problems, failure, set, send } = useFormValues(ask, form);
  return (
    <form
      class="ask-form"
      onSubmit={event => {
        event.preventDefault();
        const [only] = form.sends;
        if (isArmed && isRead && form.sends.length === 1 && only) send(only.id);
      }}
    >
      <div class="ask-body" ref={fields}>
        {form.text && (
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
            value={values[field.name] ?? null}
            problem={problems[field.name]}
            onChange={value => set(field.name, value)}
          />
        ))}
        {children}
        {grants && <span class="ask-end" ref={end} />}
      </div>
      {failure && (
        <p class="field-problem" role="alert">
          {failure}
        </p>
      )}
      <ReadOn end={end} isRead={isRead} />
      <div class="ask-buttons">
        {!grants && <span ref={end} />}
        {form.sends.map(({ id, label }, at) => (
          <Button
            key={id}
            choice="accept"
            appearance={at === 0 ? "primary" : "secondary"}
            disabled={!isArmed || !isRead}
            title={isRead ? said(label) : say("ask.readFirst")}
            onClick={() => send(id)}
          >
            {said(label)}
          </Button>
        ))}
        <Button choice="decline" onClick={() => void call("decline", { key: ask.key })}>
          {say("choice.decline")}
        </Button>
      </div>
    </form>
  );
}
