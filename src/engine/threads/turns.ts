import { randomUUID } from "node:crypto";
import type { ServerConnection } from "../../appserver/connection.ts";
import { runningTurn } from "../../model/select/thread.ts";
import type { JsonValue, TurnStartParams, UserInput } from "../../protocol/types.gen.ts";
import { FolioError } from "../errors.ts";
import { becomes } from "../store.ts";
import type { Clamped } from "./clamp.ts";
import { contextEntries } from "./context.ts";
import { steer } from "./steer.ts";
import type { RunOptions, Terms } from "./terms.ts";
import type { Threads, ThreadsOptions } from "./threads.ts";

/**
 * How something is said. How turns run holds, as with the server, for the turn that starts and all later ones of the
 * thread, as long as this process runs; a turn that runs already goes on as it began.
 */
export interface SayOptions extends RunOptions {
  /** Text that goes with the message as something found, not as words of the person; it stays in the conversation. */
  readonly context?: string;
  /** A JSON schema for the last message of the turn that starts; a turn that runs does not hear of it. */
  readonly outputSchema?: JsonValue;
  /** Comes back as the `clientId` of the message, also from the server's store; one is made up where none is given. */
  readonly clientId?: string;
  /**
   * Rejects instead with "nothingRuns" (only steer) or "turnRuns" (only start). A turn that began a moment ago, of which
   * the server has not told yet, takes what should only start one: `mode` tells.
   */
  readonly only?: "start" | "steer";
}

/** What became of something that was said. */
export interface Said {
  readonly turnId: string;
  /** Whether a turn was started for it, or one that ran took it. */
  readonly mode: "started" | "steered";
  /** What was wished wider than the settings allow, and is narrower in the turns that start from now on. */
  readonly clamped: readonly Clamped[];
}

export interface TurnsOptions extends Pick<
  ThreadsOptions,
  "store" | "log" | "scope" | "ensure" | "unattended" | "beforeTurn"
> {
  readonly terms: Terms;
  /** The server with the thread open for writing. */
  ensureLoaded(threadId: string): Promise<ServerConnection>;
  open(threadId: string): Promise<void>;
}

const deafMs = 5000;

/** What is said in threads, and how turns end. */
export function createTurns(options: TurnsOptions): Pick<Threads, "say" | "interrupt" | "revert"> {
  const { store, log, ensureLoaded } = options;
  const running = (threadId: string) => runningTurn(store.state.threads[threadId]);
  const start = createStart(options);

  return {
    async say(threadId, input, { only, context, outputSchema, clientId, ...now } = {}) {
      mustFit(input);
      if (only === "steer" && !running(threadId)) throw nothingRuns();
      const { terms } = options;
      const wish = await terms.wish(threadId, now);
      const server = await ensureLoaded(threadId);
      const message = {
        threadId,
        input: [...input],
        clientUserMessageId: clientId ?? randomUUID(),
        ...(context === undefined ? {} : { additionalContext: contextEntries(context) }),
      };
      const turn = running(threadId);
      if (turn && only === "start") throw new FolioError("turnRuns", "A turn runs in this thread.");
      const steered = turn && (await steer(server, { ...message, expectedTurnId: turn.id }, log));
      if (steered != null) {
        terms.keep(threadId, wish);
        const { clamped } = await terms.grant(threadId, wish);
        return { turnId: steered, mode: "steered", clamped };
      }
      if (only === "steer") throw nothingRuns();
      return start(
        server,
        wish,
        outputSchema === undefined ? message : { ...message, outputSchema },
      );
    },
    async interrupt(threadId) {
      const isPursuing = store.state.threads[threadId]?.goal?.status === "active";
      if (!isPursuing && !running(threadId)) return "nothingRuns";
      const server = await options.ensure();
      if (isPursuing) await options.unattended.pauseGoal(server, threadId);
      const turnId = running(threadId)?.id;
      if (turnId === undefined) return "stopped";
      const isOver = () => running(threadId)?.id !== turnId;
      const asked = server.request("turn/interrupt", { threadId, turnId }, { timeoutMs: deafMs });
      // A server that does not even answer is as deaf as one that answers and goes on.
      asked.catch((error: unknown) => log("warn", `Stopping was refused: ${String(error)}`));
      return (await becomes(store, options.scope, isOver, deafMs)) ? "stopped" : "deaf";
    },
    async revert(threadId, beforeTurnId) {
      const server = await ensureLoaded(threadId);
      await server.request("thread/revert", { threadId, beforeTurnId });
      await options.open(threadId);
    },
  };
}

/** Starts a turn under what the settings grant of a wish. */
function createStart({ store, terms, beforeTurn }: TurnsOptions) {
  const lastStarted = new Map<string, string>();
  return async (
    server: ServerConnection,
    wish: RunOptions,
    message: TurnStartParams,
  ): Promise<Said> => {
    const { threadId } = message;
    await beforeTurn(threadId);
    const { approvalPolicy, sandbox, clamped } = await terms.grant(threadId, wish);
    store.dispatch({ type: "policy/asked", threadId, approvalPolicy });
    const known = new Set(store.state.threads[threadId]?.turns.map(({ id }) => id));
    const { turn } = await server.request("turn/start", {
      ...message,
      approvalPolicy,
      sandboxPolicy: sandbox,
      ...(wish.cwd === undefined ? {} : { cwd: wish.cwd }),
      ...(wish.roots === undefined ? {} : { runtimeWorkspaceRoots: [...wish.roots] }),
      ...(wish.model === undefined ? {} : { model: wish.model }),
      ...(wish.effort === undefined ? {} : { effort: wish.effort }),
    });
    terms.keep(threadId, wish);
    // A turn that began a moment ago takes it: the server steers then, and answers with that turn.
    const isNew = !known.has(turn.id) && lastStarted.get(threadId) !== turn.id;
    lastStarted.set(threadId, turn.id);
    return { turnId: turn.id, mode: isNew ? "started" : "steered", clamped };
  };
}

/** What the server takes of one message, in characters. */
const longestMessage = 1_048_576;

/** Refuses a message that the server would refuse, before anything is sent. */
function mustFit(input: readonly UserInput[]): void {
  const texts = input.flatMap(part => (part.type === "text" ? [part.text] : []));
  const units = texts.reduce((sum, { length }) => sum + length, 0);
  if (units <= longestMessage) return;
  // A character may be two units. What is far too long need not be counted.
  const size =
    units > 4 * longestMessage
      ? units
      : texts.reduce((sum, text) => sum + Array.from(text).length, 0);
  const limit = longestMessage;
  if (size > limit)
    throw new FolioError({ reason: "longMessage", size, limit }, `${size} characters`);
}

const nothingRuns = () => new FolioError("nothingRuns", "No turn runs in this thread.");
