import { reason, type Reason } from "../text/reason.ts";
import type { AskResult } from "./decision.ts";
import { isAsk } from "../select/thread.ts";
import { toolApprovalOf } from "../select/toolApproval.ts";
import type { Ask, AskOutcome } from "../state.ts";
import { schemaFields } from "./elicitation.ts";
import { isEmpty, problemOf, type Field, type Values } from "./field.ts";
import { granted, permissionFields } from "./permissions.ts";

/** What a form shows above its fields, and its buttons. */
export interface Form {
  readonly text: string;
  readonly fields: readonly Field[];
  /** An address to open first; null for a form without one. */
  readonly url: string | null;
  readonly sends: readonly { readonly id: FormSend; readonly label: Reason }[];
}

export type FormSend = "send" | "turn" | "session";

/** The form of an ask; null for an ask that has choices instead, or that nobody can fill in. */
export function formOf(ask: Ask): Form | null {
  if (isAsk(ask, "item/tool/requestUserInput"))
    return {
      text: "",
      url: null,
      sends: [{ id: "send", label: reason("form.answer") }],
      fields: ask.request.params.questions.map(
        ({ id, header, question, options, isOther, isSecret }) => ({
          name: id,
          label: question,
          description: header,
          isRequired: true,
          input:
            options && options.length > 0
              ? {
                  kind: "one",
                  isOpen: isOther,
                  isSecret,
                  initial: null,
                  options: options.map(({ label, description }) => ({
                    value: label,
                    label,
                    description,
                  })),
                }
              : {
                  kind: "text",
                  isSecret,
                  format: null,
                  minLength: null,
                  maxLength: null,
                  initial: "",
                },
        }),
      ),
    };
  if (isAsk(ask, "item/permissions/requestApproval"))
    return {
      text: ask.request.params.reason ?? "",
      url: null,
      fields: permissionFields(ask.request.params.permissions),
      sends: [
        { id: "turn", label: reason("form.grantTurn") },
        { id: "session", label: reason("form.grantSession") },
      ],
    };
  if (!isAsk(ask, "mcpServer/elicitation/request") || toolApprovalOf(ask)) return null;
  const { params } = ask.request;
  if (params.mode === "form")
    return {
      text: params.message,
      url: null,
      fields: schemaFields(params.requestedSchema),
      sends: [{ id: "send", label: reason("form.send") }],
    };
  if (params.mode === "url")
    return {
      text: params.message,
      url: params.url,
      fields: [],
      sends: [{ id: "send", label: reason("form.openInBrowser") }],
    };
  return null;
}

export type FormResult =
  | { readonly ok: true; readonly result: AskResult; readonly outcome: AskOutcome }
  /** By the name of the field. */
  | { readonly ok: false; readonly problems: Readonly<Record<string, Reason>> };

/** The answer that a filled-in form makes, or what is wrong with it. It holds nothing that was not asked for. */
export function resultOf(ask: Ask, values: Values, send: FormSend): FormResult {
  const form = formOf(ask);
  if (!form?.sends.some(({ id }) => id === send)) return { ok: false, problems: {} };
  const valueOf = ({ name }: Field) =>
    Object.hasOwn(values, name) ? (values[name] ?? null) : null;
  const problems = form.fields.flatMap(field => {
    const problem = problemOf(field, valueOf(field));
    return problem === null ? [] : [[field.name, problem] as const];
  });
  if (problems.length > 0) return { ok: false, problems: Object.fromEntries(problems) };
  if (isAsk(ask, "item/tool/requestUserInput"))
    return {
      ok: true,
      outcome: "answered",
      result: {
        answers: Object.fromEntries(
          form.fields.map(field => [field.name, { answers: [String(valueOf(field))] }]),
        ),
      },
    };
  if (isAsk(ask, "item/permissions/requestApproval")) {
    const chosen = values["grant"];
    return {
      ok: true,
      outcome: "accepted",
      result: {
        permissions: granted(ask.request.params.permissions, Array.isArray(chosen) ? chosen : []),
        scope: send === "session" ? "session" : "turn",
      },
    };
  }
  const content = form.fields.flatMap(field => {
    const value = valueOf(field);
    return isEmpty(value)
      ? []
      : [[field.name, typeof value === "object" ? [...(value ?? [])] : value] as const];
  });
  return {
    ok: true,
    outcome: "answered",
    result: {
      action: "accept",
      content: form.url === null ? Object.fromEntries(content) : null,
      _meta: null,
    },
  };
}
