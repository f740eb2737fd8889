import type { Reason } from "../../src/model/text/reason.ts";
import { said, told } from "../../src/model/text/say.ts";
import type { InputHTMLAttributes, TargetedEvent } from "preact";
import type { Field, Input, Option, Value } from "../../src/model/ask/field.ts";
import { numberText } from "../../src/model/text/speak.ts";
import { visibleProse } from "../../src/model/text/visible.ts";
import { say } from "../say.ts";

export interface FieldViewProps {
  /** Unique in the page. */
  readonly id: string;
  readonly field: Field;
  readonly value: Value;
  readonly problem: Reason | undefined;
  readonly onChange: (value: Value) => void;
}

/** One field with its label, its explanation and what is wrong with it, each tied to the input for screen readers. */
export function FieldView(props: FieldViewProps) {
  const { id, field, problem } = props;
  const { label, description, isRequired, input } = field;
  const isGroup = input.kind === "one" || input.kind === "many";
  const described = [description && `${id}-about`, problem && `${id}-problem`]
    .filter(Boolean)
    .join(" ");
  const about = (
    <>
      {description && (
        <span class="dim field-about" dir="auto" id={`${id}-about`}>
          {visibleProse(description)}
        </span>
      )}
    </>
  );
  const wrong = problem && (
    <span class="field-problem" id={`${id}-problem`} role="alert">
      {said(problem)}
    </span>
  );
  const name = (
    <>
      <bdi>{visibleProse(told(label))}</bdi>
      {isRequired && input.kind !== "boolean" && <span aria-hidden="true"> *</span>}
    </>
  );
  if (isGroup)
    return (
      <fieldset class="field" aria-describedby={described || undefined} aria-required={isRequired}>
        <legend>{name}</legend>
        {about}
        <Options {...props} input={input} />
        {wrong}
      </fieldset>
    );
  if (input.kind === "boolean")
    return (
      <div class="field">
        <label class="option">
          <input
            type="checkbox"
            checked={props.value === true}
            aria-describedby={described || undefined}
            onChange={event => props.onChange(event.currentTarget.checked)}
          />{" "}
          {name}
        </label>
        {about}
        {wrong}
      </div>
    );
  return (
    <div class="field">
      <label for={id}>{name}</label>
      {about}
      <Typed
        isSecret={input.kind === "text" && input.isSecret}
        id={id}
        inputMode={input.kind === "number" ? "decimal" : "text"}
        value={props.value === null ? "" : String(props.value)}
        required={isRequired}
        aria-invalid={problem !== undefined}
        aria-describedby={described || undefined}
        onInput={event => props.onChange(read(input, event.currentTarget.value))}
      />
      {wrong}
    </div>
  );
}

interface TypedProps extends Omit<
  InputHTMLAttributes<HTMLInputElement>,
  "type" | "role" | "onInput"
> {
  readonly isSecret: boolean;
  readonly onInput: (event: TargetedEvent<HTMLInputElement>) => void;
}

/** A line to type into; a secret does not show. */
const Typed = ({ isSecret, ...attributes }: TypedProps) =>
  isSecret ? (
    <input {...attributes} type="password" autocomplete="off" />
  ) : (
    <input {...attributes} type="text" dir="auto" autocomplete="off" />
  );

/** Text that is no number stays as it was typed: the form says that it is wrong, and changes nothing. */
function read(input: Input, text: string): Value {
  if (text === "") return null;
  return input.kind === "number" && Number.isFinite(Number(text)) ? Number(text) : text;
}

function Options({
  id,
  input,
  value,
  onChange,
}: FieldViewProps & { readonly input: Extract<Input, { kind: "one" | "many" }> }) {
  if (input.kind === "many") {
    const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
    return (
      <>
        {input.options.map((option, at) => (
          <Choice
            key={option.value}
            type="checkbox"
            name={id}
            digit={at + 1}
            option={option}
            isChosen={chosen.includes(option.value)}
            onChange={isChosen =>
              onChange(
                input.options
                  .map(known => known.value)
                  .filter(known => (known === option.value ? isChosen : chosen.includes(known))),
              )
            }
          />
        ))}
      </>
    );
  }
  const isOther =
    typeof value === "string" && !input.options.some(option => option.value === value);
  return (
    <>
      {input.options.map((option, at) => (
        <Choice
          key={option.value}
          type="radio"
          name={id}
          digit={at + 1}
          option={option}
          isChosen={value === option.value}
          onChange={() => onChange(option.value)}
        />
      ))}
      {input.isOpen && (
        <label class="option option-other">
          <span>{say("ask.somethingElse")}</span>
          <Typed
            isSecret={input.isSecret}
            value={isOther ? value : ""}
            onInput={event => onChange(event.currentTarget.value || null)}
          />
        </label>
      )}
    </>
  );
}

interface ChoiceProps {
  readonly type: "radio" | "checkbox";
  readonly name: string;
  /** Its place, from 1: the key that chooses it. */
  readonly digit: number;
  readonly option: Option;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}

const Choice = ({ type, name, digit, option, isChosen, onChange }: ChoiceProps) => (
  <label class="option">
    <input
      type={type}
      name={name}
      checked={isChosen}
      onChange={event => onChange(event.currentTarget.checked)}
    />{" "}
    <span>
      <bdi>{visibleProse(told(option.label))}</bdi>
      {option.description && (
        <span class="dim option-about">
          {" "}
          <bdi>{visibleProse(option.description)}</bdi>
        </span>
      )}
    </span>
    {digit < 10 && (
      <kbd class="key" aria-hidden="true">
        {numberText(digit)}
      </kbd>
    )}
  </label>
);
