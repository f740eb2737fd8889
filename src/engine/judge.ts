import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { choiceOf } from "../model/decision.ts";
import { changesOf, isAsk, isCommandAsk, isFileAsk } from "../model/select/thread.ts";
import { toolApprovalOf } from "../model/select/toolApproval.ts";
import type { Ask, State, Verdict } from "../model/state.ts";
import { decide } from "../policy/decide.ts";
import type { Rule } from "../policy/rule.ts";
import { suggestRules } from "../policy/suggest.ts";
import { isWithin } from "../policy/paths.ts";
import { gitProblems, usesOf, type GitProblems } from "../policy/gitConfig.ts";
import type { Facts, GitQuery, Policy, Question } from "../policy/question.ts";
import { unwrap } from "../policy/unwrap.ts";
import type { JsonValue } from "../protocol/types.gen.ts";
import { isShared, realPathOf, secretsBelow } from "./facts.ts";
import { gitProblemsOf } from "./gitFacts.ts";
import { secretsPrinted } from "./gitPrinted.ts";
import type { Log } from "./log.ts";

/** What judging needs to know of the world; read anew for every verdict. */
export interface JudgeOptions {
  state(): State;
  policy(): Policy;
  isTrusted(): boolean;
  /** Absolute paths of the workspace folders. */
  roots(): readonly string[];
  /** With what the server was started. */
  environment(): NodeJS.ProcessEnv;
  /** Why changing a path now would get in somebody's way; null when it would not. */
  conflict(ask: Ask, path: string): string | null;
  /** The configuration of an MCP server; null when it cannot be had. */
  mcpConfig(server: string): Promise<JsonValue | null>;
  readonly log: Log;
}

const maxRounds = 4;

/** One question with what depends on who asks it. */
interface Case {
  readonly question: Question;
  /** What the server applies to the thread. */
  readonly approvalPolicy: string;
  conflict(path: string): string | null;
}

/** Judges from what is true now. A verdict never rejects: what fails asks (FAULTS F38). */
export function createJudge(options: JudgeOptions) {
  const safely = async (read: () => Case): Promise<Verdict> => {
    try {
      return await judge(read(), options);
    } catch (error) {
      options.log("error", `The policy failed on an ask: ${String(error)}`);
      return { decision: "ask", reason: "The policy failed; see the log.", rule: null };
    }
  };
  return {
    judge: (ask: Ask) =>
      safely(() => ({
        question: questionOf(ask, options.state()),
        approvalPolicy: policyOf(ask, options.state()),
        conflict: path => options.conflict(ask, path),
      })),
    /** The verdict on a bash command in the first workspace folder, as if the server asked for it now. */
    test(line: string): Promise<Verdict> {
      const [cwd = "/"] = options.roots();
      return safely(() => ({
        question: { ...plainCommand, line: { shell: "bash", line }, cwd },
        approvalPolicy: "untrusted",
        conflict: () => null,
      }));
    },
    /** Rules that would allow an ask, narrowest first. */
    async suggest(ask: Ask): Promise<readonly Rule[]> {
      const question = questionOf(ask, options.state());
      const mcpConfig =
        question.kind === "mcpTool"
          ? fingerprintOf(await options.mcpConfig(question.server))
          : null;
      return suggestRules(question, { root: rootOf(question, options.roots()), mcpConfig });
    },
  };
}

const plainCommand = {
  kind: "command",
  requestKind: "command",
  reason: null,
  environmentId: null,
  host: null,
  hasAdditionalPermissions: false,
  offersAccept: true,
} as const;

/**
 * Decides with what is known, and looks up whatever that decision wanted to know; until it wants nothing more. So the
 * policy stays pure, and nothing is looked up for an ask that a person answers anyway.
 */
async function judge(subject: Case, options: JudgeOptions): Promise<Verdict> {
  const { question } = subject;
  const root = rootOf(question, options.roots());
  const known = createKnown(root, root === null ? null : await realPathOf(root), options);
  for (let round = 0; round < maxRounds; round++) {
    const verdict = decide(question, options.policy(), known.facts(subject));
    if (!known.wants()) return verdict;
    await known.lookUp(question);
  }
  return { decision: "ask", reason: "What it reaches could not be found out.", rule: null };
}

/**
 * Facts that are looked up when a decision asks for them. The first time it is told what lets it go on, so that all that
 * it wants is known at once; a verdict counts only when nothing in it was such a guess.
 */
function createKnown(root: string | null, realRoot: string | null, options: JudgeOptions) {
  /** A real path in the folder's own terms, where the folder itself is reached by a link. */
  const inRoot = (path: string | null): string | null =>
    path !== null && root !== null && realRoot !== null && isWithin(path, realRoot)
      ? root + path.slice(realRoot.length)
      : path;
  const real = new Map<string, string | null>();
  const there = new Map<string, boolean>();
  const shared = new Map<string, boolean>();
  const wanted = {
    real: new Set<string>(),
    there: new Set<string>(),
    shared: new Set<string>(),
    secrets: false,
    git: false,
    printed: new Map<string, GitQuery>(),
    mcp: false,
  };
  let secrets: readonly string[] | null | undefined;
  let git: GitProblems | undefined;
  const printed = new Map<string, readonly string[] | null>();
  let config: string | null | undefined;

  const facts = ({ approvalPolicy, conflict }: Case): Facts => ({
    isTrusted: options.isTrusted(),
    approvalPolicy,
    conflict,
    root,
    gitProblem(use) {
      if (git === undefined) wanted.git = true;
      return git === undefined ? null : git[use];
    },
    printedByGit(query) {
      const key = JSON.stringify(query);
      const found = printed.get(key);
      if (found === undefined) wanted.printed.set(key, query);
      return found === undefined ? [] : found;
    },
    mcpConfig() {
      if (config === undefined) wanted.mcp = true;
      return config ?? null;
    },
    realPath(path) {
      if (!real.has(path)) wanted.real.add(path);
      return real.has(path) ? (real.get(path) ?? null) : path;
    },
    secrets() {
      if (secrets === undefined) wanted.secrets = true;
      return secrets === undefined ? [] : secrets;
    },
    exists(path) {
      if (!there.has(path)) wanted.there.add(path);
      return there.get(path) ?? false;
    },
    isShared(path) {
      if (!shared.has(path)) wanted.shared.add(path);
      return shared.get(path) ?? false;
    },
  });

  return {
    facts,
    wants: () =>
      wanted.real.size > 0 ||
      wanted.there.size > 0 ||
      wanted.shared.size > 0 ||
      wanted.printed.size > 0 ||
      wanted.secrets ||
      wanted.git ||
      wanted.mcp,
    async lookUp(question: Question): Promise<void> {
      const [paths, places] = [[...wanted.real], [...wanted.there]];
      await Promise.all([
        ...paths.map(async path => real.set(path, inRoot(await realPathOf(path)))),
        ...places.map(async path =>
          there.set(path, await stat(path).then(() => true, isNotMissing)),
        ),
        ...[...wanted.shared].map(async path => shared.set(path, await isShared(path))),
        wanted.secrets && root !== null
          ? secretsBelow(root).then(found => (secrets = found))
          : undefined,
        wanted.git && root !== null
          ? gitProblemsOf(root, options.environment()).then(found => (git = found))
          : undefined,
        wanted.mcp && question.kind === "mcpTool"
          ? options.mcpConfig(question.server).then(found => (config = fingerprintOf(found)))
          : undefined,
      ]);
      // What could not be looked up is known to be unknown.
      if (wanted.secrets) secrets ??= null;
      if (wanted.git) git ??= gitProblems("it is not known which repository it is about");
      // Only a repository that was found harmless is asked more.
      for (const [key, query] of wanted.printed)
        printed.set(
          key,
          root !== null && git && usesOf(query).every(use => git?.[use] === null)
            ? await secretsPrinted(root, options.environment(), query)
            : null,
        );
      wanted.printed.clear();
      if (wanted.mcp) config ??= null;
      wanted.real.clear();
      wanted.there.clear();
      wanted.shared.clear();
      Object.assign(wanted, { secrets: false, git: false, mcp: false });
    },
  };
}

const isNotMissing = (error: unknown): boolean =>
  !(error instanceof Error && "code" in error && error.code === "ENOENT");

/** What names a configuration of an MCP server in a rule: another program under the same name has another. */
const fingerprintOf = (config: JsonValue | null): string | null =>
  config === null
    ? null
    : createHash("sha256").update(JSON.stringify(config)).digest("hex").slice(0, 16);

function policyOf({ threadId }: Ask, { threads }: State): string {
  const policy = threadId === null ? undefined : threads[threadId]?.effective?.approvalPolicy;
  return typeof policy === "string" ? policy : "unknown";
}

/** The workspace folder that a question is about: the one that holds all that it names. */
function rootOf(question: Question, roots: readonly string[]): string | null {
  const places =
    question.kind === "command"
      ? [question.cwd]
      : question.kind === "fileChange"
        ? question.changes.flatMap(({ path, movesTo }) => [path, movesTo ?? path])
        : [];
  const [first] = places;
  return (first && roots.find(root => isWithin(first, root))) ?? null;
}

/** What an ask asks, in the policy's terms. */
function questionOf(ask: Ask, state: State): Question {
  if (isCommandAsk(ask)) {
    const { params } = ask.request;
    return {
      kind: "command",
      line: unwrap(params.command ?? ""),
      cwd: params.cwd ?? null,
      requestKind: params.kind,
      reason: params.reason ?? null,
      environmentId: params.environmentId,
      host: params.networkApprovalContext?.host ?? null,
      hasAdditionalPermissions: params.additionalPermissions != null,
      offersAccept: choiceOf(ask, "accept") !== undefined,
    };
  }
  if (isFileAsk(ask))
    return {
      kind: "fileChange",
      changes: (changesOf(state, ask) ?? []).map(({ path, kind }) => ({
        path,
        kind: kind.type,
        movesTo: (kind.type === "update" ? kind.move_path : null) ?? null,
      })),
    };
  const tool = toolApprovalOf(ask);
  if (tool) return { kind: "mcpTool", server: tool.server, tool: tool.tool };
  return {
    kind: "personal",
    what: isAsk(ask, "item/permissions/requestApproval") ? "A permission" : "A question",
  };
}
