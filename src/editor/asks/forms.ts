import { said, told } from "../../model/text/say.ts";
import type { Disposable } from "vscode";
import type { Engine } from "../../engine/api.ts";
import {
  initialValue,
  problemOf,
  type Field,
  type Value,
  type Values,
} from "../../model/ask/field.ts";
import { formOf, resultOf, type FormSend } from "../../model/ask/form.ts";
import { askTitle } from "../../model/text/askTitle.ts";
import {
  block,
  label,
  plain,
  prompt,
  prose,
  withIcon,
  type PlainText,
} from "../../model/text/sinks.ts";
import type { PickRow, Prompts } from "../prompts.ts";
import { openAddress } from "../openAddress.ts";
import { say } from "../say.ts";
import { tellStale } from "./answer.ts";

export interface Forms extends Disposable {
  /** Lets the person fill in the form of an ask in VS Code's prompts. Cancelling a prompt leaves the ask open. */
  open(askKey: string): Promise<void>;
  /**
   * Sends a form; resolves false when it was not sent. Rejects with a message for the person when a value is missing or
   * wrong.
   */
  submit(askKey: string, values: Values, send: FormSend): Promise<boolean>;
  /** Keeps the values of a form until its ask is closed. */
  save(askKey: string, values: Values): void;
  readonly saved: Readonly<Record<string, Values>>;
}

/** Asks that need more than yes or no. The chat shows a form, other places use prompts; both send the same result. */
export function createForms(
  engine: Pick<Engine, "store" | "effects" | "asks">,
  prompts: Prompts,
): Forms {
  const saved = new Map<string, Values>();
  const subscription = engine.effects.onAsks(({ closed }) => {
    for (const { ask } of closed) saved.delete(ask.key);
  });
  const find = (key: string) => engine.store.state.asks.find(ask => ask.key === key);

  const submit: Forms["submit"] = async (key, values, send) => {
    const ask = find(key);
    if (!ask) return tellStale({ ok: false, reason: "alreadyAnswered" }, prompts);
    const result = resultOf(ask, values, send);
    if (!result.ok)
      throw new Error(
        Object.values(result.problems).map(said).join(" ") || say.text("prompt.notSent"),
      );
    const url = formOf(ask)?.url ?? null;
    if (url !== null && !(await openPage(url))) return false;
    return tellStale(engine.asks.answer(key, result.result, result.outcome), prompts);
  };

  /** Resolves true when the person agreed and the page was opened. */
  const openPage = async (url: string): Promise<boolean> => {
    if (!/^https?:\/\//i.test(url)) throw new Error(say.text("prompt.noAddress"));
    const isWanted = await prompts.confirm(
      say.plain("open.address"),
      block(url),
      say.plain("open.do"),
    );
    return isWanted && openAddress(url);
  };

  return {
    submit,
    async open(key) {
      const ask = find(key);
      const form = ask && formOf(ask);
      if (!ask || !form) return void tellStale({ ok: false, reason: "alreadyAnswered" }, prompts);
      const title = plain`${askTitle(ask)}`;
      const decline = { label: say.label("prompt.decline"), send: null };
      const sends = form.sends.map(send => ({
        label: label`${said(send.label)}`,
        send: send.id,
        detail: form.url === null ? label`${prose(form.text)}` : label`${form.url}`,
      }));
      const picked = await prompts.pick([decline, ...sends], {
        title,
        placeHolder: plain`${prose(form.text)}`,
        ignoreFocusOut: true,
      });
      if (!picked) return;
      if (picked.send === null) return void tellStale(await engine.asks.decline(key), prompts);
      const values: Record<string, Value> = {};
      for (const field of form.fields) {
        const value = await askField(prompts, title, field);
        if (value === undefined) return;
        values[field.name] = value;
      }
      await submit(key, values, picked.send);
    },
    save: (key, values) => void (find(key) && saved.set(key, values)),
    get saved() {
      return Object.fromEntries(saved);
    },
    dispose: () => subscription.dispose(),
  };
}

/** Asks for one value: undefined when the person cancelled, null when an optional field was left empty. */
async function askField(
  prompts: Prompts,
  title: PlainText,
  field: Field,
): Promise<Value | undefined> {
  const { input } = field;
  const shown = { title, placeHolder: plain`${prose(told(field.label))}`, ignoreFocusOut: true };
  switch (input.kind) {
    case "boolean": {
      const yes = { label: say.label("prompt.yes") };
      const picked = await prompts.pick([yes, { label: say.label("prompt.no") }], shown);
      return picked && picked === yes;
    }
    case "many": {
      const initial = initialValue(field);
      const items = input.options.map(option => ({
        label: label`${prose(told(option.label))}`,
        value: option.value,
        picked: Array.isArray(initial) && initial.includes(option.value),
      }));
      return (await prompts.pickMany(items, shown))?.map(({ value }) => value);
    }
    case "one": {
      type Item = PickRow & { readonly value: string | null };
      const items: Item[] = input.options.map(option => ({
        label: label`${prose(told(option.label))}`,
        detail: label`${prose(option.description)}`,
        value: option.value,
      }));
      if (input.isOpen)
        items.push({ label: withIcon("$(edit)", say.label("prompt.other")), value: null });
      const picked = await prompts.pick(items, shown);
      return picked && (picked.value ?? (await type(prompts, title, field)));
    }
    case "text":
    case "number":
      return type(prompts, title, field);
  }
}

async function type(prompts: Prompts, title: PlainText, field: Field): Promise<Value | undefined> {
  const { input, description } = field;
  const read = (text: string): Value =>
    text === "" ? null : input.kind === "number" ? Number(text) : text;
  const text = await prompts.input({
    title,
    prompt: prompt`${prose([told(field.label), description].filter(Boolean).join(": "))}`,
    password: "isSecret" in input && input.isSecret,
    value: String(initialValue(field) ?? ""),
    validate(typed) {
      const problem = problemOf(field, read(typed));
      return problem === null ? null : prompt`${said(problem)}`;
    },
  });
  return text === undefined ? undefined : read(text);
}
