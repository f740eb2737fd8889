/** What package.json says of a setting beside its default. */
interface Facts {
  /** `machine`: a workspace cannot set it, because it could allow more to run. */
  readonly scope: "machine" | "window";
  readonly description: string;
  /** In Restricted Mode VS Code ignores the workspace's value. */
  readonly isRestricted?: true;
}

/** A setting. Its entry in package.json is made from `facts` and `schema`; `parse` checks a value before it is used. */
export interface Setting<T> {
  readonly facts: Facts;
  /** The value's JSON schema. */
  readonly schema: object;
  readonly default: T;
  /** The valid part of a written value; undefined when its type is wrong. */
  parse(value: unknown): T | undefined;
}

type Options<T, More = unknown> = Facts & { readonly default: T } & More;

/** A row's facts apart from its default. */
const factsOf = ({ scope, description, isRestricted }: Facts): Facts => ({
  scope,
  description,
  ...(isRestricted ? { isRestricted } : {}),
});

const isString = (value: unknown): value is string => typeof value === "string";

export const textSetting = (options: Options<string>): Setting<string> => ({
  facts: factsOf(options),
  schema: { type: "string" },
  default: options.default,
  parse: value => (isString(value) ? value : undefined),
});

export const flagSetting = (options: Options<boolean>): Setting<boolean> => ({
  facts: factsOf(options),
  schema: { type: "boolean" },
  default: options.default,
  parse: value => (typeof value === "boolean" ? value : undefined),
});

/** A number. `parse` does not check the bounds: the reader does. */
export const numberSetting = (
  options: Options<number, { readonly minimum: number; readonly maximum: number }>,
): Setting<number> => ({
  facts: factsOf(options),
  schema: { type: "number", minimum: options.minimum, maximum: options.maximum },
  default: options.default,
  parse: value => (typeof value === "number" ? value : undefined),
});

/** One of several words, each with its meaning. */
export const choiceSetting = <const W extends string>(
  options: Options<
    NoInfer<W>,
    { readonly choices: readonly (readonly [word: W, means: string])[] }
  >,
): Setting<W> => {
  const words = options.choices.map(([word]) => word);
  return {
    facts: factsOf(options),
    schema: {
      type: "string",
      enum: words,
      enumDescriptions: options.choices.map(([, means]) => means),
    },
    default: options.default,
    parse: value => words.find(word => word === value),
  };
};

/** A list of texts; other entries are left out. */
export const textsSetting = (options: Options<readonly string[]>): Setting<readonly string[]> => ({
  facts: factsOf(options),
  schema: { type: "array", items: { type: "string" } },
  default: options.default,
  parse: value => (Array.isArray(value) ? value.filter(isString) : undefined),
});

/**
 * A list whose schema and description (`{kinds}`) come from other rows, and only when package.json is written: a window
 * need not load those rows. The reader checks each entry.
 */
export const listSetting = (
  options: Options<readonly unknown[], { readonly items: "rules" }>,
): Setting<readonly unknown[]> => ({
  facts: factsOf(options),
  schema: { type: "array", items: options.items },
  default: options.default,
  parse: value => (Array.isArray(value) ? value : undefined),
});

type Texts = Readonly<Record<string, string>>;

/** Texts by name; other values are left out. */
export const namedTextsSetting = (options: Options<Texts>): Setting<Texts> => ({
  facts: factsOf(options),
  schema: { type: "object", additionalProperties: { type: "string" } },
  default: options.default,
  parse: value =>
    typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value).filter((entry): entry is [string, string] => isString(entry[1])),
        )
      : undefined,
});
