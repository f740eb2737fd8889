/** The Server-Sent Events of a Responses API, as far as the app-server reads them. */

/** Token counts of one response. */
export interface Usage {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
  readonly reasoning: number;
}

/** One thing that the model says or does in a response. */
export type Output =
  | {
      readonly type: "text";
      readonly text: string;
      readonly chunk?: number;
      readonly delayMs?: number;
      readonly commentary?: boolean;
    }
  | { readonly type: "reasoning"; readonly summary: string }
  | {
      readonly type: "command";
      readonly command: string;
      readonly workdir?: string;
      readonly yieldMs?: number;
      readonly escalate?: string;
    }
  | { readonly type: "patch"; readonly patch: string }
  | {
      readonly type: "plan";
      readonly explanation: string;
      readonly steps: readonly (readonly [string, "pending" | "in_progress" | "completed"])[];
    }
  | {
      readonly type: "call";
      readonly name: string;
      readonly namespace?: string;
      readonly arguments: unknown;
    };

/** How a response ends when it does not end well. */
export type Failure =
  | {
      readonly type: "status";
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly type: "drop" }
  | { readonly type: "hang" }
  | { readonly type: "failed"; readonly code: string; readonly message: string };

type SseEvent = { readonly type: string; readonly [field: string]: unknown };

/** The events of one response, each with the milliseconds to wait before it. */
export function* responseEvents(
  id: string,
  outputs: readonly Output[],
  usage: Usage,
): Generator<{ event: SseEvent; delayMs: number }> {
  yield { event: { type: "response.created", response: { id } }, delayMs: 0 };
  for (const [index, output] of outputs.entries()) yield* outputEvents(`${id}_${index}`, output);
  yield {
    event: { type: "response.completed", response: { id, usage: usageJson(usage) } },
    delayMs: 0,
  };
}

function* outputEvents(
  id: string,
  output: Output,
): Generator<{ event: SseEvent; delayMs: number }> {
  const done = (item: unknown) => ({
    event: { type: "response.output_item.done", item },
    delayMs: 0,
  });
  const added = (item: unknown) => ({
    event: { type: "response.output_item.added", item },
    delayMs: 0,
  });
  switch (output.type) {
    case "text": {
      const phase = output.commentary ? "commentary" : "final_answer";
      const item = (text: string) => ({
        type: "message",
        role: "assistant",
        id: `msg_${id}`,
        phase,
        content: text === "" ? [] : [{ type: "output_text", text, annotations: [] }],
      });
      yield added(item(""));
      for (const delta of chunks(output.text, output.chunk ?? 24))
        yield {
          event: { type: "response.output_text.delta", item_id: `msg_${id}`, delta },
          delayMs: output.delayMs ?? 0,
        };
      yield done(item(output.text));
      return;
    }
    case "reasoning": {
      const item = (text: string) => ({
        type: "reasoning",
        id: `rs_${id}`,
        summary: text === "" ? [] : [{ type: "summary_text", text }],
        encrypted_content: null,
      });
      yield added(item(""));
      yield {
        event: {
          type: "response.reasoning_summary_part.added",
          item_id: `rs_${id}`,
          summary_index: 0,
        },
        delayMs: 0,
      };
      for (const delta of chunks(output.summary, 32))
        yield {
          event: {
            type: "response.reasoning_summary_text.delta",
            item_id: `rs_${id}`,
            summary_index: 0,
            delta,
          },
          delayMs: 5,
        };
      yield done(item(output.summary));
      return;
    }
    case "command":
      yield done(
        call(id, "exec_command", {
          cmd: output.command,
          ...(output.workdir ? { workdir: output.workdir } : {}),
          ...(output.yieldMs ? { yield_time_ms: output.yieldMs } : {}),
          ...(output.escalate
            ? { sandbox_permissions: "require_escalated", justification: output.escalate }
            : {}),
        }),
      );
      return;
    case "patch":
      yield done({
        type: "custom_tool_call",
        id: `ctc_${id}`,
        call_id: `call_${id}`,
        name: "apply_patch",
        input: output.patch,
      });
      return;
    case "plan":
      yield done(
        call(id, "update_plan", {
          explanation: output.explanation,
          plan: output.steps.map(([step, status]) => ({ step, status })),
        }),
      );
      return;
    case "call":
      yield done({
        ...call(id, output.name, output.arguments),
        ...(output.namespace ? { namespace: output.namespace } : {}),
      });
      return;
  }
}

const call = (id: string, name: string, args: unknown) => ({
  type: "function_call",
  id: `fc_${id}`,
  call_id: `call_${id}`,
  name,
  arguments: JSON.stringify(args),
});

const usageJson = ({ input, cached, output, reasoning }: Usage) => ({
  input_tokens: input,
  input_tokens_details: { cached_tokens: cached },
  output_tokens: output,
  output_tokens_details: { reasoning_tokens: reasoning },
  total_tokens: input + output,
});

function* chunks(text: string, size: number): Generator<string> {
  const points = Array.from(text);
  for (let at = 0; at < points.length; at += size) yield points.slice(at, at + size).join("");
}
