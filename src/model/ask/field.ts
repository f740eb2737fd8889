import { reason, type Reason } from "../text/reason.ts";

/**
 * One thing that a form asks for, whatever request it came from. Texts are the server's, and untrusted; ours are
 * reasons.
 */
export interface Field {
  readonly name: string;
  readonly label: string | Reason;
  readonly description: string;
  readonly isRequired: boolean;
  readonly input: Input;
}

export type Input =
  | {
      readonly kind: "text";
      readonly isSecret: boolean;
      readonly format: "email" | "uri" | "date" | "date-time" | null;
      readonly minLength: number | null;
      readonly maxLength: number | null;
      readonly initial: string;
    }
  | {
      readonly kind: "number";
      readonly isInteger: boolean;
      readonly minimum: number | null;
      readonly maximum: number | null;
      readonly initial: number | null;
    }
  | { readonly kind: "boolean"; readonly initial: boolean }
  | {
      readonly kind: "one";
      readonly options: readonly Option[];
      /** Something else may be typed instead. */
      readonly isOpen: boolean;
      readonly isSecret: boolean;
      readonly initial: string | null;
    }
  | {
      readonly kind: "many";
      readonly options: readonly Option[];
      readonly minItems: number | null;
      readonly maxItems: number | null;
      readonly initial: readonly string[];
    };

export interface Option {
  readonly value: string;
  readonly label: string | Reason;
  readonly description: string;
}

/** The values of the fields, by name; null where nothing was filled in. */
export type Values = Readonly<Record<string, Value>>;
export type Value = string | number | boolean | readonly string[] | null;

/** The value that a field begins with. */
export function initialValue({ input }: Field): Value {
  return input.kind === "text" ? input.initial || null : input.initial;
}

/** Whether nothing was filled in. */
export const isEmpty = (value: Value): boolean =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** What is wrong with a value; null when it is good. */
export function problemOf({ input, isRequired, label }: Field, value: Value): Reason | null {
  if (isEmpty(value)) return isRequired ? reason("field.needed", { label }) : null;
  switch (input.kind) {
    case "text":
      return typeof value === "string" ? textProblem(input, value) : reason("field.text");
    case "number": {
      if (typeof value !== "number" || !Number.isFinite(value)) return reason("field.number");
      if (input.isInteger && !Number.isInteger(value)) return reason("field.integer");
      if (input.minimum !== null && value < input.minimum)
        return reason("field.atLeast", { minimum: input.minimum });
      return input.maximum !== null && value > input.maximum
        ? reason("field.atMost", { maximum: input.maximum })
        : null;
    }
    case "boolean":
      return typeof value === "boolean" ? null : reason("field.yesOrNo");
    case "one":
      return typeof value === "string" &&
        (input.isOpen || input.options.some(option => option.value === value))
        ? null
        : reason("field.one");
    case "many": {
      if (
        !Array.isArray(value) ||
        !value.every(item => input.options.some(option => option.value === item))
      )
        return reason("field.many");
      if (input.minItems !== null && value.length < input.minItems)
        return reason("field.chooseAtLeast", { minimum: input.minItems });
      return input.maxItems !== null && value.length > input.maxItems
        ? reason("field.chooseAtMost", { maximum: input.maxItems })
        : null;
    }
  }
}

function textProblem(input: Extract<Input, { kind: "text" }>, value: string): Reason | null {
  const { length } = Array.from(value);
  if (input.minLength !== null && length < input.minLength)
    return reason("field.longer", { count: input.minLength });
  if (input.maxLength !== null && length > input.maxLength)
    return reason("field.shorter", { count: input.maxLength });
  switch (input.format) {
    case "email":
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? null : reason("field.email");
    case "uri":
      return /^[a-z][a-z0-9+.-]*:\S+$/i.test(value) ? null : reason("field.address");
    case "date":
      return isDate(value) ? null : reason("field.date");
    case "date-time":
      return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(value) &&
        isDate(value.slice(0, 10))
        ? null
        : reason("field.moment");
    case null:
      return null;
  }
}

function isDate(value: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number);
  const days = [
    31,
    year !== undefined && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return day !== undefined && day >= 1 && day <= (days[(month ?? 0) - 1] ?? 0);
}
