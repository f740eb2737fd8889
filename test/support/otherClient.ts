import { launch } from "../../src/appserver/launch.ts";
import { connect, type ServerConnection } from "../../src/appserver/connection.ts";
import { serverBinary } from "../../src/build/paths.mjs";

/**
 * Another client of the same Codex, such as the terminal's: its server lives for as long as `act` takes. `turnEnded`
 * resolves when its first turn is over.
 */
export async function byOtherClient<T>(
  codexHome: string,
  act: (server: ServerConnection, turnEnded: Promise<void>) => Promise<T>,
): Promise<T> {
  const process = launch({
    binary: serverBinary(),
    args: [],
    env: { ...globalThis.process.env, CODEX_HOME: codexHome },
    onLog: () => {},
  });
  let endTurn = () => {};
  const turnEnded = new Promise<void>(resolve => (endTurn = resolve));
  const server = connect(
    process,
    {
      notification: method => method === "turn/completed" && endTurn(),
      request: () => Promise.reject(new Error("Nothing is answered here.")),
      closed: () => {},
      log: () => {},
    },
    () => performance.now(),
  );
  await server.request("initialize", {
    clientInfo: { name: "another", title: null, version: "1" },
    capabilities: { experimentalApi: true, requestAttestation: false },
  });
  const result = await act(server, turnEnded);
  await process.stop();
  return result;
}

/** Leaves messages in the queue of a thread, in order. */
export async function queueMessages(
  server: ServerConnection,
  threadId: string,
  texts: readonly string[],
): Promise<void> {
  for (const text of texts)
    await server.request("thread/queue/add", {
      threadId,
      input: [{ type: "text", text, text_elements: [] }],
      clientUserMessageId: text,
    });
}
