import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { initialValue, type Value, type Values } from "../../src/model/ask/field.ts";
import { resultOf, type Form, type FormSend } from "../../src/model/ask/form.ts";
import type { Ask } from "../../src/model/state.ts";
import type { Reason } from "../../src/model/text/reason.ts";
import { call } from "../link.ts";
import { view } from "../state.ts";

/** What was typed into a form. */
export interface FormValues {
  /** For the element around the fields. */
  readonly fields: RefObject<HTMLDivElement | null>;
  readonly values: Values;
  /** What is wrong with a field, by its name. */
  readonly problems: Readonly<Record<string, Reason>>;
  /** Why the last call failed; "" where none did. */
  readonly failure: string;
  /** How it is being sent; null while it is not. */
  readonly sending: FormSend | null;
  set(name: string, value: Value): void;
  /** Sends the form, or says which fields are wrong. */
  send(id: FormSend): void;
}

/** The host keeps all that is no secret, so that what is typed outlives a hidden view. */
export function useFormValues(ask: Ask, form: Form): FormValues {
  const [values, setValues] = useState<Values>(() => ({
    ...Object.fromEntries(form.fields.map(field => [field.name, initialValue(field)])),
    ...view.value?.forms[ask.key],
  }));
  const [problems, setProblems] = useState<Readonly<Record<string, Reason>>>({});
  const [refusals, setRefusals] = useState(0);
  const [failure, setFailure] = useState("");
  const [sending, setSending] = useState<FormSend | null>(null);
  // Two clicks may come before the first is drawn.
  const isOnItsWay = useRef(false);
  const fields = useRef<HTMLDivElement>(null);
  // When something is wrong, the focus goes to the first field that is.
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
    if (isOnItsWay.current) return;
    const result = resultOf(ask, values, id);
    if (!result.ok) {
      setProblems(result.problems);
      setRefusals(refusals + 1);
      return;
    }
    isOnItsWay.current = true;
    setSending(id);
    setFailure("");
    const release = () => {
      isOnItsWay.current = false;
      setSending(null);
    };
    call("submitForm", { key: ask.key, values, send: id }).then(
      // A form that was sent stays pressed until its ask is gone.
      ({ isSent }) => isSent || release(),
      (error: unknown) => {
        release();
        setFailure(error instanceof Error ? error.message : String(error));
      },
    );
  };
  return { fields, values, problems, failure, sending, set, send };
}
