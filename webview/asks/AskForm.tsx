import { said } from "../../src/model/text/say.ts";
import type { Reason } from "../../src/model/text/reason.ts";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { initialValue, type Values, type Value } from "../../src/model/ask/field.ts";
import { resultOf, type Form, type FormSend } from "../../src/model/ask/form.ts";
import { isAsk } from "../../src/model/select/thread.ts";
import type { Ask } from "../../src/model/state.ts";
import { visible, visibleProse } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";
import { call } from "../link.ts";
import { view } from "../state.ts";
import { Button } from "../ui/elements.tsx";
import { FieldView } from "./FieldView.tsx";
import { ReadOn } from "./ReadOn.tsx";
import { useArmed } from "./useArmed.ts";
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
  // What is granted must have been read to its end; an answer of one's own only be in sight.
  const grants = isAsk(ask, "item/permissions/requestApproval");
  const [values, setValues] = useState<Values>(() => ({
    ...Object.fromEntries(form.fields.map(field => [field.name, initialValue(field)])),
    ...view.value?.forms[ask.key],
  }));
  const [problems, setProblems] = useState<Readonly<Record<string, Reason>>>({});
  const [refusals, setRefusals] = useState(0);
  const [failure, setFailure] = useState("");
  const fields = useRef<HTMLDivElement>(null);
  // Who is sent back lands on the first field that is wrong.
  useEffect(() => {
    const wrong = fields.current?.querySelector(".field-problem")?.closest(".field");
    wrong?.querySelector("input")?.focus();
  }, [refusals]);

  const set = (name: string, value: Value) => {
    const next = { ...values, [name]: value };
    setValues(next);
    const { [name]: _solved, ...others } = problems;
    setProblems(others);
    const kept = form.fields.filter(({ input }) => !("isSecret" in input && input.isSecret));
    const shown = Object.fromEntries(kept.map(field => [field.name, next[field.name] ?? null]));
    void call("saveForm", { key: ask.key, values: shown });
  };
  const send = (id: FormSend) => {
    const result = resultOf(ask, values, id);
    if (!result.ok) {
      setProblems(result.problems);
      setRefusals(refusals + 1);
      return;
    }
    call("submitForm", { key: ask.key, values, send: id }).catch((error: unknown) =>
      setFailure(error instanceof Error ? error.message : String(error)),
    );
  };

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
        {form.text && <p class="ask-text">{visibleProse(form.text)}</p>}
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
