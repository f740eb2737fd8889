import { decide } from "../../src/policy/decide.ts";
import type { CommandQuestion, Facts, GitQuery, Policy } from "../../src/policy/question.ts";

/** One judged command of a corpus, a JSON object a line. */
export interface Case {
  readonly shell: string;
  readonly command: string;
  readonly verdict: "allow" | "ask";
  readonly why: string;
  readonly class: string;
  readonly ctx?: {
    readonly gitHardened?: boolean;
    readonly secretsUnder?: readonly string[];
    /** Where relative paths really lead. */
    readonly realpath?: Readonly<Record<string, string>>;
    readonly trusted?: boolean;
    readonly cwd?: string;
    readonly kind?: string;
    readonly reason?: string | null;
    readonly approvalPolicy?: string;
    readonly networkApprovalContext?: unknown;
    readonly additionalPermissions?: unknown;
    readonly environmentId?: string | null;
    readonly availableDecisions?: readonly unknown[] | null;
    readonly shellUnknown?: boolean;
  };
}

const root = "/ws";
/** What the corpus asks of: automatic approval on, and commands that only read allowed. */
export const corpusPolicy: Policy = {
  isAutomatic: true,
  rules: [{ kind: "readOnly", decision: "allow" }],
};

/** The corpus's file, a line a case. Throws with the line's number where one is no case. */
export function parseCorpus(text: string): Case[] {
  return text
    .split("\n")
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => line.trim() !== "")
    .map(({ line, at }) => {
      const found = JSON.parse(line) as Partial<Case>;
      if (
        typeof found.shell !== "string" ||
        typeof found.command !== "string" ||
        (found.verdict !== "allow" && found.verdict !== "ask")
      )
        throw new Error(`Line ${at + 1} has no shell, command or verdict.`);
      return found as Case;
    });
}

/** The policy's decision on a case. */
function judgeCase(item: Case): ReturnType<typeof decide> {
  const ctx = item.ctx ?? {};
  const question: CommandQuestion = {
    kind: "command",
    line: ctx.shellUnknown ? null : { shell: item.shell, line: item.command },
    cwd: ctx.cwd ?? root,
    requestKind: ctx.kind ?? "command",
    reason: ctx.reason ?? null,
    environmentId: ctx.environmentId ?? null,
    host: ctx.networkApprovalContext ? hostOf(ctx.networkApprovalContext) : null,
    hasAdditionalPermissions: Boolean(ctx.additionalPermissions),
    offersAccept: ctx.availableDecisions?.includes("accept") ?? true,
  };
  const facts: Facts = {
    isTrusted: ctx.trusted ?? true,
    approvalPolicy: ctx.approvalPolicy ?? "untrusted",
    root,
    gitProblem: () => (ctx.gitHardened ? null : "its configuration is not known"),
    printedByGit: query => printedByGit(query, ctx.secretsUnder),
    mcpConfig: () => null,
    realPath: path => realPath(path, ctx.realpath ?? {}),
    secrets: () => ctx.secretsUnder ?? [],
    conflict: () => null,
    exists: () => true,
    isShared: () => false,
  };
  return decide(question, corpusPolicy, facts);
}

/** What git would say: of the past nothing is known where a case tells only what lies in the folder. */
function printedByGit(
  { command, operands, paths, printsContent }: GitQuery,
  secretsUnder: readonly string[] | undefined,
): readonly string[] | null {
  if (!printsContent) return operands.every(word => /^HEAD\b/.test(word)) ? [] : null;
  if (paths?.length && paths.every(path => /\.\w+$/.test(path))) return [];
  const isOfNow =
    command === "grep" || (command === "diff" && operands.every(word => word === "HEAD"));
  return secretsUnder === undefined || isOfNow ? (secretsUnder ?? []) : null;
}

const hostOf = (context: unknown): string =>
  typeof context === "object" && context !== null && "host" in context
    ? String(context.host)
    : "an unknown host";

/** The longest known prefix of a path decides where it leads. */
function realPath(path: string, known: Readonly<Record<string, string>>): string {
  const links = Object.entries(known).map(
    ([link, target]) => [link.startsWith("/") ? link : `${root}/${link}`, target] as const,
  );
  const found = links.find(([link]) => path === link || path.startsWith(`${link}/`));
  return found ? found[1] + path.slice(found[0].length) : path;
}

export interface Score {
  readonly wrong: readonly string[];
  readonly unsafeAllowed: number;
  readonly unsafe: number;
  readonly safeAllowed: number;
  readonly safe: number;
}

/** Judges all cases; `wrong` holds a line for each that the policy sees otherwise. */
export function scoreCorpus(cases: readonly Case[]): Score {
  const wrong: string[] = [];
  let [unsafeAllowed, safeAllowed] = [0, 0];
  for (const item of cases) {
    const { decision, reason } = judgeCase(item);
    const isAllowed = decision === "allow";
    if (isAllowed && item.verdict === "allow") safeAllowed++;
    if (isAllowed && item.verdict === "ask") unsafeAllowed++;
    if (isAllowed !== (item.verdict === "allow"))
      wrong.push(
        `${isAllowed ? "UNSAFE" : "strict"} ${item.shell} ${JSON.stringify(item.command)}: ${decision} (${reason}) but ${item.verdict} (${item.why})`,
      );
  }
  const safe = cases.filter(({ verdict }) => verdict === "allow").length;
  return { wrong, unsafeAllowed, unsafe: cases.length - safe, safeAllowed, safe };
}
