/** The server's pipe without Folio around it: what the server itself takes, the floor of what Folio adds. */
import { connect, type ServerConnection } from "../../src/appserver/connection.ts";
import { launch } from "../../src/appserver/launch.ts";
import { serverBinary } from "../../src/build/paths.mjs";
import type { Home } from "../support/home.ts";

export interface RawServer {
  readonly request: ServerConnection["request"];
  /** Resolves with the params of the next notification, or request, of that method. */
  next(method: string): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the server of a CODEX_HOME; resolves when it is initialized. */
export async function startRaw(home: Home): Promise<RawServer> {
  const env = { ...process.env, CODEX_HOME: home.path };
  const child = launch({ binary: serverBinary(), args: [], env, onLog: () => {} });
  const waiting = new Map<string, (params: unknown) => void>();
  const tell = (method: string, params: unknown) => {
    const resolve = waiting.get(method);
    waiting.delete(method);
    resolve?.(params);
  };
  const connection = connect(
    child,
    {
      notification: tell,
      request(method, params) {
        tell(method, params);
        return Promise.resolve({ decision: "decline" });
      },
      closed: () => {},
      log: () => {},
    },
    () => performance.now(),
  );
  await connection.request("initialize", {
    clientInfo: { name: "bench", title: null, version: "0" },
    capabilities: { experimentalApi: true, requestAttestation: false },
  });
  return {
    request: connection.request,
    next: method => new Promise(resolve => waiting.set(method, resolve)),
    async stop() {
      connection.dispose();
      await child.stop();
    },
  };
}

/** Calls with a server that is stopped afterwards. */
export async function withRaw<T>(home: Home, work: (server: RawServer) => Promise<T>): Promise<T> {
  const server = await startRaw(home);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

export const say = (threadId: string, text: string) => ({
  threadId,
  input: [{ type: "text" as const, text, text_elements: [] }],
});
