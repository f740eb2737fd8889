/** The least that a chat can be: the server's pipe, deltas put together for 16 ms, and one post for all of them. */
const { spawn } = require("node:child_process");
const { createInterface } = require("node:readline");

const batchMs = 16;

exports.createChat = ({ read, cwd, post }) => {
  let server;
  let threadId;
  let said = "";
  const batch = createBatch(text => {
    said += text;
    post(text);
  });

  const start = async () => {
    server = connect(read, params => batch.add(params.delta));
    await server.request("initialize", {
      clientInfo: { name: "bare", title: null, version: "0" },
      capabilities: { experimentalApi: true },
    });
    const { thread } = await server.request("thread/start", { cwd: cwd(), sandbox: "read-only" });
    threadId = thread.id;
  };
  let starting;
  return {
    get said() {
      return said;
    },
    async send(text) {
      await (starting ??= start());
      said = "";
      await server.request("turn/start", {
        threadId,
        input: [{ type: "text", text, text_elements: [] }],
      });
    },
    dispose: () => server?.end(),
  };
};

/** Gives on at once what comes after a pause, and then at most one batch every 16 ms. */
function createBatch(give) {
  let text = "";
  let timer;
  const flush = () => {
    timer = undefined;
    if (text === "") return;
    const all = text;
    text = "";
    give(all);
    timer = setTimeout(flush, batchMs);
  };
  return {
    add(more) {
      text += more;
      if (!timer) flush();
    },
  };
}

function connect(read, onDelta) {
  const child = spawn(read("server.path"), ["app-server"], {
    env: { ...process.env, ...read("server.env") },
    stdio: ["pipe", "pipe", "ignore"],
  });
  const waiting = new Map();
  let lastId = 0;
  createInterface({ input: child.stdout }).on("line", line => {
    const { id, method, params, result, error } = JSON.parse(line);
    if (method === "item/agentMessage/delta") return onDelta(params);
    if (method !== undefined || !waiting.has(id)) return;
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  });
  return {
    request: (method, params) =>
      new Promise((resolve, reject) => {
        waiting.set(++lastId, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ id: lastId, method, params })}\n`);
      }),
    end: () => child.stdin.end(),
  };
}
