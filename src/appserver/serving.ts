import { connect, type ConnectionEvents, type ServerConnection } from "./connection.ts";
import { endBy, type End, type EndCause } from "./end.ts";
import { isRequestError } from "./errors.ts";
import type { ServerProcess } from "./launch.ts";
import { saysWhy } from "./refusals.ts";

/** A server process that was started, and the conversation with it. */
export interface Serving {
  readonly process: ServerProcess;
  readonly connection: ServerConnection;
  /** Why it ended; resolves after everything that it said was delivered. */
  readonly lost: Promise<EndCause>;
}

export interface ServingOptions extends Pick<ConnectionEvents, "log" | "notification" | "request"> {
  readonly process: ServerProcess;
  /** Milliseconds on a monotonic clock. */
  now(): number;
}

/** Speaks with a process, and ends it when its streams break. */
export function serve({ process, now, ...events }: ServingOptions): Serving {
  let failure: EndCause | undefined;
  const connection = connect(
    process,
    {
      ...events,
      closed(cause) {
        // A process that closed its side ends by itself, and its exit says more.
        if (cause.kind !== "closed") failure ??= cause;
        void process.stop();
      },
    },
    now,
  );
  const lost = process.exited.then(async exit => {
    await connection.ended;
    return failure ?? exit;
  });
  return { process, connection, lost };
}

export interface GreetOptions {
  readonly clientVersion: string;
  readonly timeoutMs: number;
}

/** Why a server could not be used. */
export interface Ungreeted {
  readonly end: End;
  /** It runs and does not answer. */
  readonly hangs: boolean;
}

/** Shakes hands. A server that does not answer or refuses is ended before this resolves; null when all is well. */
export async function greet(
  { process, connection, lost }: Serving,
  { clientVersion, timeoutMs }: GreetOptions,
): Promise<Ungreeted | null> {
  try {
    await connection.request("initialize", initializeParams(clientVersion), { timeoutMs });
    return null;
  } catch (error) {
    const hangs = isRequestError(error) && error.reason === "timeout";
    // A process that hangs does not end by itself, and two must never run at a time.
    await (hangs ? process.kill() : process.stop());
    if (hangs) return { end: endBy({ kind: "silent", seconds: timeoutMs / 1000 }), hangs };
    const cause = await lost;
    const words = process.lastWords();
    return { end: { cause, words, hasOwnWords: saysWhy(words), logFile: null }, hangs };
  }
}

/** Voice and raw model traffic: nothing of Folio shows them. */
const mutedNotifications = [
  ...[
    "started",
    "itemAdded",
    "item/started",
    "item/transcript/delta",
    "item/completed",
    "transcript/delta",
  ].map(realtime),
  ...["transcript/done", "outputAudio/delta", "sdp", "error", "closed"].map(realtime),
  "rawResponseItem/completed",
  "rawResponse/completed",
  "remoteControl/status/changed",
  "item/fileChange/outputDelta",
  "thread/compacted",
];

function realtime(name: string): string {
  return `thread/realtime/${name}`;
}

const initializeParams = (version: string) => ({
  // oxlint-disable-next-line folio/wordless -- The server keeps it.
  clientInfo: { name: "folio_vscode", title: "Folio for Codex", version },
  capabilities: {
    experimentalApi: true,
    requestAttestation: false,
    optOutNotificationMethods: mutedNotifications,
  },
});
