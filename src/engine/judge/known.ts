import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { reason } from "../../model/text/reason.ts";
import type { Survey } from "../../policy/folder.ts";
import { gitProblems, usesOf, type GitProblems } from "../../policy/gitConfig.ts";
import { isWithin, type FileKind } from "../../policy/paths.ts";
import type { GitQuery } from "../../policy/gitUse.ts";
import type { Facts, Question } from "../../policy/question.ts";
import type { JsonValue } from "../../protocol/types.gen.ts";
import { gitProblemsOf } from "./gitFacts.ts";
import { secretsPrinted } from "./gitPrinted.ts";
import { createLookup } from "./lookup.ts";
import { surveyOf } from "./survey.ts";
import { isShared, kindOf, namesIn, realPathOf } from "./world.ts";

/** Facts about one workspace folder, and whether a decision wanted some that are not looked up yet. */
export interface Known {
  /** The facts for `decide`, as far as they are known. */
  facts(subject: Pick<Facts, "approvalPolicy" | "conflict">): Facts;
  /** Whether a fact was asked for that is not known yet. */
  wants(): boolean;
  /** Looks up what was wanted. Never rejects for a path that cannot be read. */
  lookUp(question: Question): Promise<void>;
}

export interface KnownOptions {
  isTrusted(): boolean;
  /** With what the server was started. */
  environment(): NodeJS.ProcessEnv;
  /** The configuration of an MCP server; null when it cannot be had. */
  mcpConfig(server: string): Promise<JsonValue | null>;
}

/** `realRoot` is where the folder is reached, when a link leads to it. */
export function createKnown(
  root: string | null,
  realRoot: string | null,
  options: KnownOptions,
): Known {
  const paths = pathLookups(root, realRoot);
  const git = gitLookups(root, options);
  let question: Question | undefined;
  const mcp = createLookup<string | null>(
    () => null,
    async () =>
      question?.kind === "mcpTool" ? fingerprintOf(await options.mcpConfig(question.server)) : null,
  );
  const lookups = [...Object.values(paths), git.problems, git.printed, mcp];

  return {
    facts: ({ approvalPolicy, conflict }) => ({
      isTrusted: options.isTrusted(),
      approvalPolicy,
      conflict,
      root,
      gitProblem: use => git.problems.get("")?.[use] ?? null,
      printedByGit: git.ask,
      mcpConfig: () => mcp.get(""),
      realPath: paths.real.get,
      kind: paths.kinds.get,
      names: paths.names.get,
      survey: paths.surveys.get,
      exists: paths.exist.get,
      isShared: paths.shared.get,
    }),
    wants: () => lookups.some(lookup => lookup.wants()),
    async lookUp(asked) {
      question = asked;
      await Promise.all(
        lookups.filter(lookup => lookup !== git.printed).map(lookup => lookup.fetch()),
      );
      // What git prints depends on what was found out about its repository.
      await git.printed.fetch();
    },
  };
}

function pathLookups(root: string | null, realRoot: string | null) {
  /** A real path in the folder's own terms, where the folder itself is reached by a link. */
  const inRoot = (path: string | null): string | null =>
    path !== null && root !== null && realRoot !== null && isWithin(path, realRoot)
      ? root + path.slice(realRoot.length)
      : path;
  return {
    real: createLookup<string | null>(
      path => path,
      async path => inRoot(await realPathOf(path)),
    ),
    exist: createLookup<boolean>(
      () => false,
      path => stat(path).then(() => true, isNotMissing),
    ),
    kinds: createLookup<FileKind>(() => "folder", kindOf),
    names: createLookup<readonly string[] | null>(() => [], namesIn),
    surveys: createLookup<Survey | null>(
      () => ({ findings: [], links: [], lifts: [] }),
      folder => (root === null ? null : surveyOf(folder, root)),
    ),
    shared: createLookup<boolean>(() => false, isShared),
  };
}

function gitLookups(root: string | null, { environment }: Pick<KnownOptions, "environment">) {
  const problems = createLookup<GitProblems | null>(
    () => null,
    () =>
      root === null
        ? gitProblems(reason("repository.unknown"))
        : gitProblemsOf(root, environment()),
  );
  const queries = new Map<string, GitQuery>();
  const printed = createLookup<readonly string[] | null>(
    () => [],
    key => {
      const query = queries.get(key);
      const found = problems.peek("");
      // Only a repository that was found harmless is asked more.
      const isHarmless = query && found && usesOf(query).every(use => found[use] === null);
      return isHarmless && root !== null ? secretsPrinted(root, environment(), query) : null;
    },
  );
  return {
    problems,
    printed,
    /** Secret names among those whose content a command prints. */
    ask(query: GitQuery): readonly string[] | null {
      const key = JSON.stringify(query);
      queries.set(key, query);
      return printed.get(key);
    },
  };
}

const isNotMissing = (error: unknown): boolean =>
  !(error instanceof Error && "code" in error && error.code === "ENOENT");

/** Tells the configurations of an MCP server apart: another program under the same name has another fingerprint. */
export const fingerprintOf = (config: JsonValue | null): string | null =>
  config === null
    ? null
    : createHash("sha256").update(JSON.stringify(config)).digest("hex").slice(0, 16);
