import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { choiceOf } from "../../model/ask/decision.ts";
import { changesOf, isAsk, isCommandAsk, isFileAsk } from "../../model/select/thread.ts";
import { toolApprovalOf } from "../../model/select/toolApproval.ts";
import type { Ask, State, Verdict } from "../../model/state.ts";
import { decide } from "../../policy/decide.ts";
import type { Rule } from "../../policy/rule.ts";
import { suggestRules } from "../../policy/suggest.ts";
import type { Survey } from "../../policy/folder.ts";
import { isWithin, type FileKind } from "../../policy/paths.ts";
import { gitProblems, usesOf, type GitProblems } from "../../policy/gitConfig.ts";
import type { Facts, GitQuery, Policy, Question } from "../../policy/question.ts";
import { unwrap } from "../../policy/unwrap.ts";
import type { JsonValue } from "../../protocol/types.gen.ts";
import { isShared, kindOf, namesIn, realPathOf } from "./world.ts";
import { gitProblemsOf } from "./gitFacts.ts";
import { secretsPrinted } from "./gitPrinted.ts";
import type { Log } from "../log.ts";
import { surveyOf } from "./survey.ts";

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

/** A pattern of names takes a round for each folder of it, and what it finds two more. */
const maxRounds = 12;

/** One question with what depends on who asks it. */
interface Case {
  readonly question: Question;
  /** What the server applies to the thread. */
  readonly approvalPolicy: string;
  conflict(path: string): string | null;
}

export interface Judge {
  /** The verdict from what is true now. Never rejects: what fails asks (FAULTS F38). */
  judge(ask: Ask): Promise<Verdict>;
  /** The verdict on a bash command in the first workspace folder, as if the server asked for it now. */
  test(line: string): Promise<Verdict>;
  /** Rules that would allow an ask, narrowest first. */
  suggest(ask: Ask): Promise<readonly Rule[]>;
}

export function createJudge(options: JudgeOptions): Judge {
  const safely = async (read: () => Case): Promise<Verdict> => {
    try {
      return await judge(read(), options);
    } catch (error) {
      options.log("error", `The policy failed on an ask: ${String(error)}`);
      return { decision: "ask", reason: "The policy failed; see the log.", rule: null };
    }
  };
  return {
    judge: ask =>
      safely(() => ({
        question: questionOf(ask, options.state()),
        approvalPolicy: policyOf(ask, options.state()),
        conflict: path => options.conflict(ask, path),
      })),
    test(line) {
      const [cwd = "/"] = options.roots();
      return safely(() => ({
        question: { ...plainCommand, line: { shell: "bash", line }, cwd },
        approvalPolicy: "untrusted",
        conflict: () => null,
      }));
    },
    async suggest(ask) {
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

async function judge(subject: Case, options: JudgeOptions): Promise<Verdict> {
  const { question } = subject;
  const root = rootOf(question, options.roots());
  const known = createKnown(root, root === null ? null : await realPathOf(root), options);
  return settle(known, question, () => decide(question, options.policy(), known.facts(subject)));
}

/**
 * Decides with what is known, and looks up whatever that decision wanted to know; until it wants nothing more. So the
 * policy stays pure, and nothing is looked up for an ask that a person answers anyway.
 */
export async function settle(
  known: Known,
  question: Question,
  decideNow: () => Verdict,
): Promise<Verdict> {
  for (let round = 0; round < maxRounds; round++) {
    const verdict = decideNow();
    if (!known.wants()) return verdict;
    await known.lookUp(question);
  }
  return { decision: "ask", reason: "What it reaches could not be found out.", rule: null };
}

/** Facts about one workspace folder, and whether a decision wanted some that are not looked up yet. */
export interface Known {
  facts(subject: Pick<Case, "approvalPolicy" | "conflict">): Facts;
  wants(): boolean;
  /** Looks up what was wanted. Never rejects for a path that cannot be read. */
  lookUp(question: Question): Promise<void>;
}

/**
 * Facts that are looked up when a decision asks for them. The first time it is told what lets it go on, so that all that
 * it wants is known at once; a verdict counts only when nothing in it was such a guess.
 */
export function createKnown(
  root: string | null,
  realRoot: string | null,
  options: Pick<JudgeOptions, "isTrusted" | "environment" | "mcpConfig">,
): Known {
  /** A real path in the folder's own terms, where the folder itself is reached by a link. */
  const inRoot = (path: string | null): string | null =>
    path !== null && root !== null && realRoot !== null && isWithin(path, realRoot)
      ? root + path.slice(realRoot.length)
      : path;
  const real = new Map<string, string | null>();
  const there = new Map<string, boolean>();
  const kinds = new Map<string, FileKind>();
  const listed = new Map<string, readonly string[] | null>();
  const surveyed = new Map<string, Survey | null>();
  const shared = new Map<string, boolean>();
  const wanted = {
    shared: new Set<string>(),
    real: new Set<string>(),
    there: new Set<string>(),
    kinds: new Set<string>(),
    listed: new Set<string>(),
    surveyed: new Set<string>(),
    git: false,
    printed: new Map<string, GitQuery>(),
    mcp: false,
  };
  let git: GitProblems | undefined;
  const printed = new Map<string, readonly string[] | null>();
  let config: string | null | undefined;

  const facts: Known["facts"] = ({ approvalPolicy, conflict }) => ({
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
    kind(path) {
      if (!kinds.has(path)) wanted.kinds.add(path);
      return kinds.get(path) ?? "folder";
    },
    names(folder) {
      if (!listed.has(folder)) wanted.listed.add(folder);
      return listed.has(folder) ? (listed.get(folder) ?? null) : [];
    },
    survey(folder) {
      if (!surveyed.has(folder)) wanted.surveyed.add(folder);
      const found = surveyed.get(folder);
      return found === undefined ? { findings: [], links: [], lifts: [] } : found;
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
      Object.values(wanted).some(want => (typeof want === "boolean" ? want : want.size > 0)),
    async lookUp(question: Question): Promise<void> {
      const [paths, places] = [[...wanted.real], [...wanted.there]];
      await Promise.all([
        ...paths.map(async path => real.set(path, inRoot(await realPathOf(path)))),
        ...places.map(async path =>
          there.set(path, await stat(path).then(() => true, isNotMissing)),
        ),
        ...[...wanted.kinds].map(async path => kinds.set(path, await kindOf(path))),
        ...[...wanted.listed].map(async folder => listed.set(folder, await namesIn(folder))),
        ...[...wanted.surveyed].map(async folder =>
          surveyed.set(folder, root === null ? null : await surveyOf(folder, root)),
        ),
        ...[...wanted.shared].map(async path => shared.set(path, await isShared(path))),
        wanted.git && root !== null
          ? gitProblemsOf(root, options.environment()).then(found => (git = found))
          : undefined,
        wanted.mcp && question.kind === "mcpTool"
          ? options.mcpConfig(question.server).then(found => (config = fingerprintOf(found)))
          : undefined,
      ]);
      // What could not be looked up is known to be unknown.
      if (wanted.git) git ??= gitProblems("it is not known which repository it is about");
      // Only a repository that was found harmless is asked more.
      for (const [key, query] of wanted.printed)
        printed.set(
          key,
          root !== null && git && usesOf(query).every(use => git?.[use] === null)
            ? await secretsPrinted(root, options.environment(), query)
            : null,
        );
      if (wanted.mcp) config ??= null;
      for (const want of Object.values(wanted)) if (typeof want !== "boolean") want.clear();
      Object.assign(wanted, { git: false, mcp: false });
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
