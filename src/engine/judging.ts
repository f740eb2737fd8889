import { reason, type Reason } from "../model/text/reason.ts";
import { join } from "node:path";
import type { ServerConnection } from "../appserver/connection.ts";
import type { Ask } from "../model/state.ts";
import type { JsonValue } from "../protocol/types.gen.ts";
import type { Policies } from "./api.ts";
import { createAsks, type Answering, type AsksOptions } from "./asks/asks.ts";
import { createAudit, type Audit } from "./asks/audit.ts";
import { conflictOf } from "./judge/conflicts.ts";
import { lateJudge } from "./late.ts";
import type { EngineOptions } from "./options.ts";
import type { Scope } from "./scope.ts";
import type { Store } from "./store.ts";

export interface JudgingOptions
  extends Omit<EngineOptions, "server">, Pick<AsksOptions, "chooseForChange" | "mayBeWritten"> {
  readonly server: Pick<EngineOptions["server"], "environment">;
  readonly store: Store;
  readonly scope: Scope;
  /** The server, started where it does not run. */
  connect(): Promise<ServerConnection>;
  /** Tells the person in a sentence. */
  warn(what: Reason): void;
}

/** What becomes of what the server asks: the policy, the answers, and the log of both. */
export interface Judging {
  readonly audit: Audit;
  readonly policy: Policies;
  readonly answering: Answering;
  /** How an ask's change to a path would get in somebody's way, to be said after the path; null when it would not. */
  conflict(ask: Ask, path: string): Reason | null;
}

export function createJudging(options: JudgingOptions): Judging {
  const { settings, workspace, store, scope, log, warn, connect } = options;
  const { isUnsaved } = workspace;
  const folder = join(options.folders.sharedStorage, "audit");
  const audit = createAudit(folder, undefined, { log, tell: warn });
  const conflict = (ask: Ask, path: string) =>
    conflictOf({ state: store.state, ask, path, isUnsaved });
  const policy = lateJudge({
    ...workspace,
    state: () => store.state,
    policy: settings.policy,
    environment: options.server.environment,
    conflict,
    mcpConfig: server =>
      connect()
        .then(connection => mcpConfigOf(connection, server, settings.defaults().cwd))
        .catch(() => null),
    log,
  });
  const answering = createAsks({
    store,
    scope,
    audit,
    log,
    judge: policy.judge,
    mayBeWritten: options.mayBeWritten,
    chooseForChange: options.chooseForChange,
    timeoutMs: settings.askTimeoutMs,
    onAuditLost: () => warn(reason("notice.auditLost")),
  });
  return {
    audit,
    policy: {
      test: policy.test,
      suggest: policy.suggest,
      rules: policy.rules,
      judgeAgain: answering.judgeAgain,
    },
    answering,
    conflict,
  };
}

/** How an MCP server is configured for a folder; null when it is not. */
async function mcpConfigOf(
  connection: ServerConnection,
  server: string,
  cwd: string | null,
): Promise<JsonValue | null> {
  const { config } = await connection.request("config/read", { includeLayers: false, cwd });
  const servers = Object.hasOwn(config, "mcp_servers") ? config["mcp_servers"] : null;
  if (typeof servers !== "object" || servers === null || Array.isArray(servers)) return null;
  return Object.hasOwn(servers, server) ? (servers[server] ?? null) : null;
}
