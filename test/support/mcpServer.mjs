/** An MCP server over stdio: one tool asks by a form of every type, one by an address, one needs approval. */
import { createInterface } from "node:readline";

const tools = [
  { name: "ask", description: "Asks with a form", annotations: { readOnlyHint: true } },
  { name: "open", description: "Asks to open a page", annotations: { readOnlyHint: true } },
  {
    name: "destroy",
    description: "Destroys something",
    properties: { target: { type: "string" }, times: { type: "integer" } },
  },
];
const form = {
  type: "object",
  required: ["name", "colour"],
  properties: {
    name: {
      type: "string",
      title: "Name",
      description: "As on the door",
      minLength: 2,
      maxLength: 20,
    },
    email: { type: "string", title: "E-mail", format: "email" },
    age: { type: "integer", title: "Age", minimum: 0, maximum: 150 },
    share: { type: "number", title: "Share", minimum: 0, maximum: 1 },
    agree: { type: "boolean", title: "Agree", default: false },
    colour: {
      type: "string",
      title: "Colour",
      enum: ["red", "green"],
      enumNames: ["Red", "Green"],
    },
    shape: {
      type: "string",
      title: "Shape",
      oneOf: [
        { const: "r", title: "Round" },
        { const: "s", title: "Square" },
      ],
    },
    sizes: {
      type: "array",
      title: "Sizes",
      minItems: 1,
      items: { type: "string", enum: ["S", "M", "L"] },
    },
  },
};

const pending = new Map();
let lastId = 0;
const send = message => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const ask = params =>
  new Promise(resolve => {
    const id = `ask-${++lastId}`;
    pending.set(id, resolve);
    send({ id, method: "elicitation/create", params });
  });

async function call(name, args) {
  if (name === "ask")
    return ask({ mode: "form", message: "Please tell me about you", requestedSchema: form });
  if (name === "open")
    return ask({
      mode: "url",
      message: "Please sign in",
      url: "https://example.com/sign-in",
      elicitationId: "e1",
    });
  return `destroyed ${args.target}`;
}

createInterface({ input: process.stdin }).on("line", async line => {
  const { id, method, params, result } = JSON.parse(line);
  if (method === undefined) {
    pending.get(id)?.(result ?? { action: "error" });
    return;
  }
  if (id === undefined) return;
  if (method === "initialize")
    send({
      id,
      result: {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: "mock", version: "1" },
      },
    });
  else if (method === "tools/list")
    send({
      id,
      result: {
        tools: tools.map(({ properties = {}, ...tool }) => ({
          ...tool,
          inputSchema: { type: "object", properties },
        })),
      },
    });
  else if (method === "tools/call") {
    const said = await call(params.name, params.arguments);
    send({ id, result: { content: [{ type: "text", text: JSON.stringify(said) }] } });
  } else send({ id, error: { code: -32601, message: "unknown" } });
});
