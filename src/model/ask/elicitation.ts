import type {
  McpElicitationPrimitiveSchema,
  McpElicitationSchema,
} from "../../protocol/types.gen.ts";
import type { Field, Input, Option } from "./field.ts";

/** The fields of an elicitation's schema: every type that the protocol has. */
export const schemaFields = ({ properties, required }: McpElicitationSchema): readonly Field[] =>
  Object.entries(properties).flatMap(([name, schema]) =>
    schema
      ? [
          {
            name,
            label: schema.title ?? name,
            description: schema.description ?? "",
            isRequired: required?.includes(name) ?? false,
            input: inputOf(schema),
          },
        ]
      : [],
  );

function inputOf(schema: McpElicitationPrimitiveSchema): Input {
  switch (schema.type) {
    case "boolean":
      return { kind: "boolean", initial: schema.default ?? false };
    case "number":
    case "integer":
      return {
        kind: "number",
        isInteger: schema.type === "integer",
        minimum: schema.minimum ?? null,
        maximum: schema.maximum ?? null,
        initial: schema.default ?? null,
      };
    case "array":
      return {
        kind: "many",
        options: "anyOf" in schema.items ? titled(schema.items.anyOf) : plain(schema.items.enum),
        // The generated type says bigint, but JSON carries a number.
        minItems: schema.minItems === undefined ? null : Number(schema.minItems),
        maxItems: schema.maxItems === undefined ? null : Number(schema.maxItems),
        initial: schema.default ?? [],
      };
    case "string":
      if ("oneOf" in schema) return choice(titled(schema.oneOf), schema.default);
      if ("enum" in schema)
        return choice(
          plain(schema.enum, "enumNames" in schema ? schema.enumNames : []),
          schema.default,
        );
      return {
        kind: "text",
        isSecret: false,
        format: ("format" in schema ? schema.format : null) ?? null,
        minLength: ("minLength" in schema ? schema.minLength : null) ?? null,
        maxLength: ("maxLength" in schema ? schema.maxLength : null) ?? null,
        initial: schema.default ?? "",
      };
  }
}

const choice = (options: readonly Option[], initial: string | undefined): Input => ({
  kind: "one",
  options,
  isOpen: false,
  isSecret: false,
  initial: initial ?? null,
});

const plain = (values: readonly string[], names: readonly string[] = []): readonly Option[] =>
  values.map((value, at) => ({ value, label: names[at] ?? value, description: "" }));

const titled = (
  options: readonly { readonly const: string; readonly title: string }[],
): readonly Option[] =>
  options.map(({ const: value, title }) => ({ value, label: title, description: "" }));
