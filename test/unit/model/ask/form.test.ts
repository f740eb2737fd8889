import { verbatim } from "../../../../src/model/text/reason.ts";
import { said } from "../../../../src/model/text/say.ts";
import { deepEqual, equal } from "node:assert/strict";
import { choices } from "../../../../src/model/ask/decision.ts";
import { problemOf, type Field, type Input, type Value } from "../../../../src/model/ask/field.ts";
import { formOf, resultOf } from "../../../../src/model/ask/form.ts";
import type { Ask, AskRequest } from "../../../../src/model/state.ts";

const ask = (request: AskRequest): Ask => ({
  key: "1:number:0",
  requestId: 0,
  threadId: "th",
  turnId: "tu",
  itemId: "i",
  request,
  openedAt: 0,
  expiresAt: null,
  verdict: null,
});
const place = { threadId: "th", turnId: "tu", itemId: "i", startedAtMs: 0 };
const problem = (input: Input, value: Value, isRequired = false) =>
  problemOf({ name: "x", label: "X", description: "", isRequired, input } satisfies Field, value);
const text = (format: "email" | "uri" | "date" | "date-time" | null): Input => ({
  kind: "text",
  isSecret: false,
  format,
  minLength: null,
  maxLength: null,
  initial: "",
});

describe("a field of a form", () => {
  it("knows the formats of text", () => {
    for (const [format, good, bad] of [
      ["email", "a@b.cd", "a@b"],
      ["uri", "https://example.com", "example"],
      ["date", "2024-02-29", "2025-02-29"],
      ["date-time", "2026-01-31T12:00:00Z", "2026-01-31 12:00"],
    ] as const) {
      equal(problem(text(format), good), null, good);
      equal(problem(text(format), bad) === null, false, bad);
    }
  });

  it("counts characters, not halves of them", () =>
    equal(problem({ ...text(null), kind: "text", maxLength: 2 } as Input, "😀😀"), null));

  it("takes only what is offered, unless it is open", () => {
    const one: Input = {
      kind: "one",
      options: [{ value: "a", label: "A", description: "" }],
      isOpen: false,
      isSecret: false,
      initial: null,
    };
    equal(problem(one, "b") === null, false);
    equal(problem({ ...one, isOpen: true }, "b"), null);
    equal(problem(one, ["a"]) === null, false);
  });

  it("needs an answer only where one is needed", () => {
    equal(problem(text(null), null), null);
    equal(said(problem(text(null), null, true) ?? verbatim("")), "X: an answer is needed.");
  });
});

describe("the answer of a form", () => {
  const permission = ask({
    method: "item/permissions/requestApproval",
    params: {
      ...place,
      environmentId: "local",
      cwd: "/ws",
      reason: null,
      permissions: {
        network: { enabled: true },
        fileSystem: {
          read: ["/a"],
          write: ["/b"],
          entries: [
            { path: { type: "path", path: "/a" }, access: "read" },
            { path: { type: "path", path: "/b" }, access: "write" },
          ],
        },
      },
    },
  });

  it("grants what was chosen and nothing beside it", () =>
    deepEqual(resultOf(permission, { grant: ["write:/b"] }, "turn"), {
      ok: true,
      outcome: "accepted",
      result: {
        scope: "turn",
        permissions: {
          fileSystem: {
            read: null,
            write: ["/b"],
            entries: [{ path: { type: "path", path: "/b" }, access: "write" }],
          },
        },
      },
    }));

  it("grants nothing that was not asked for", () => {
    equal(resultOf(permission, { grant: ["write:/etc"] }, "turn").ok, false);
    equal(resultOf(permission, {}, "session").ok, false);
  });

  it("is not sent by a button that the form does not have", () =>
    equal(resultOf(permission, { grant: ["network"] }, "send").ok, false));

  it("takes names of an object's own methods for nothing", () => {
    const question = ask({
      method: "item/tool/requestUserInput",
      params: {
        ...place,
        isBlocking: true,
        autoResolutionMs: null,
        questions: [
          {
            id: "constructor",
            header: "",
            question: "?",
            isOther: false,
            isSecret: true,
            options: null,
          },
        ],
      },
    } as unknown as AskRequest);
    equal(resultOf(question, {}, "send").ok, false);
    const form = formOf(question);
    equal(form?.fields[0]?.input.kind === "text" && form.fields[0].input.isSecret, true);
  });
});

describe("an MCP tool that asks leave", () => {
  const tool = (persist: unknown) =>
    ask({
      method: "mcpServer/elicitation/request",
      params: {
        threadId: "th",
        turnId: "tu",
        serverName: "docs",
        mode: "form",
        message: "Allow?",
        requestedSchema: { type: "object", properties: {} },
        _meta: { codex_approval_kind: "mcp_tool_call", tool_name: "write", persist },
      },
    } as unknown as AskRequest);

  it("offers to remember a yes only as the server offers it", () => {
    deepEqual(
      choices(tool(["session", "always"])).map(({ id }) => id),
      ["accept", "session", "always", "decline"],
    );
    deepEqual(
      choices(tool(null)).map(({ id }) => id),
      ["accept", "decline"],
    );
  });
});
