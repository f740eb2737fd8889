import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { launch, type ServerProcess } from "../../src/appserver/launch.ts";
import { serverBinary } from "../../src/build/paths.mjs";
import type { Engine, EngineOptions } from "../../src/engine/api.ts";
import { assemble, type Inside } from "../../src/engine/engine.ts";
import { gitEnvironment } from "../../src/engine/judge/gitFacts.ts";
import { choices } from "../../src/model/ask/decision.ts";
import type { Ask, State } from "../../src/model/state.ts";
import type { WrittenPolicy } from "../../src/engine/judge/rules.ts";
import type { Policy } from "../../src/policy/question.ts";
import { demo } from "../model/demo.ts";
import { startModel, type Prompt, type Reply, type ScriptedModel } from "../model/server.ts";
import { createHome, type Home } from "./home.ts";
import { copyWorkspace, scratch } from "./vscodeServer.ts";

export interface TestEngine {
  readonly engine: Engine;
  /** What no face may reach. */
  readonly inside: Inside;
  readonly model: ScriptedModel;
  readonly workspace: string;
  readonly home: Home;
  /** What all windows share: the audit log is in it. */
  readonly shared: string;
  /** What this window alone has: running turns, checkpoints. */
  readonly storage: string;
  /** What was sent to the server, and when in milliseconds on a monotonic clock. */
  readonly sent: { readonly message: SentMessage; readonly at: number }[];
  readonly log: string[];
  /** The server processes that were started, oldest first. */
  readonly processes: ServerProcess[];
  /** Says something and resolves with the state when its turn is over; `decide` answers what is asked meanwhile. */
  turn(threadId: string, text: string, decide?: (ask: Ask) => string): Promise<State>;
  dispose(): Promise<void>;
}

/** A request or a notification by its method, or an answer without one. */
export interface SentMessage {
  readonly method?: string;
  readonly id?: string | number;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export interface TestEngineOptions {
  /** Another program than the real server. */
  readonly binary?: string;
  readonly config?: string;
  /** What the model says, in place of the demo. */
  readonly script?: (prompt: Prompt) => Reply;
  readonly approvalPolicy?: "untrusted" | "on-request";
  readonly env?: Readonly<Record<string, string>>;
  policy?(): Policy;
  isTrusted?(): boolean;
  readonly askTimeoutMs?: number;
  /** Another window of the same person: its home, model and workspace, and a server process of its own. */
  readonly besides?: TestEngine;
  isUnsaved?(path: string): boolean;
  readonly files?: EngineOptions["workspace"]["files"];
  excluded?(): readonly string[];
  patience?(looking: Promise<void>): Promise<void>;
  /** Another folder for what all windows share. */
  readonly shared?: string;
}

/** The engine against the real app-server and the scripted model. */
export async function startEngine(options: TestEngineOptions = {}): Promise<TestEngine> {
  const { besides } = options;
  const model = besides?.model ?? (await startModel(options.script ?? demo));
  const home = besides?.home ?? createHome(model.url, options.config);
  const folder = scratch();
  mkdirSync(folder, { recursive: true });
  const workspace = besides?.workspace ?? copyWorkspace(folder);
  const storage = join(folder, "storage");
  const shared = options.shared ?? besides?.shared ?? join(folder, "shared");
  const log: string[] = [];
  const sent: TestEngine["sent"] = [];
  const processes: ServerProcess[] = [];
  const path = options.binary ?? serverBinary();
  const environment = () => ({
    ...globalThis.process.env,
    ...gitEnvironment,
    CODEX_HOME: home.path,
    // Not the person's own, whose shell profile may print, and wait for another shell.
    HOME: home.path,
    ...options.env,
  });
  const { engine, inside } = assemble({
    server: {
      locate: () => Promise.resolve({ ok: true, path, version: "0.169.0", from: "setting" }),
      launch(binary) {
        const process = launch({
          binary,
          args: [],
          env: environment(),
          onLog: line => log.push(line),
        });
        processes.push(process);
        const write = process.stdin.write.bind(process.stdin) as (...args: unknown[]) => boolean;
        process.stdin.write = (...args: unknown[]) => {
          const message = JSON.parse(String(args[0])) as SentMessage;
          sent.push({ message, at: performance.now() });
          return write(...args);
        };
        return process;
      },
      environment,
      clientVersion: "0.0.0-test",
      logFile: join(folder, "Folio.log"),
    },
    settings: {
      defaults: () => ({
        cwd: workspace,
        approvalPolicy: options.approvalPolicy ?? "untrusted",
        sandbox: "workspace-write",
        model: "",
      }),
      policy: () => written(options.policy?.() ?? { isAutomatic: false, rules: [] }),
      askTimeoutMs: () => options.askTimeoutMs ?? null,
      excluded: () => options.excluded?.() ?? [],
    },
    workspace: {
      roots: () => [workspace],
      isTrusted: () => options.isTrusted?.() ?? true,
      isUnsaved: path => options.isUnsaved?.(path) ?? false,
      ...(options.files && { files: options.files }),
      patience: looking => options.patience?.(looking) ?? looking,
    },
    folders: { storage, sharedStorage: shared },
    log: (level, text) => log.push(`${level} ${text}`),
  });
  return {
    engine,
    inside,
    model,
    workspace,
    home,
    shared,
    storage,
    sent,
    log,
    processes,
    turn(threadId, text, decide = () => "accept") {
      const over = nextTurn(engine, threadId, decide);
      return Promise.all([
        over,
        engine.threads.say(threadId, [{ type: "text", text, text_elements: [] }]),
      ]).then(([state]) => state);
    },
    async dispose() {
      await engine.dispose();
      if (besides) return;
      await model.close();
      home.dispose();
    },
  };
}

function nextTurn(engine: Engine, threadId: string, decide: (ask: Ask) => string): Promise<State> {
  return new Promise(resolve => {
    const subscription = engine.store.onChange(({ event, state }) => {
      const ask = event.type === "ask/judged" && state.asks.find(({ key }) => key === event.key);
      if (ask && choices(ask).length > 0) void engine.asks.choose(ask.key, decide(ask));
      const isOver =
        event.type === "notification" &&
        event.notification.method === "turn/completed" &&
        event.notification.params.threadId === threadId;
      if (!isOver) return;
      subscription.dispose();
      resolve(state);
    });
  });
}

/** Rules as a person would have written them. */
const written = ({ isAutomatic, rules }: Policy): WrittenPolicy => ({
  isAutomatic,
  written: [{ origin: "user", value: rules }],
});
