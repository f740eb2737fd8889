import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { settle } from "../../src/engine/judge/judge.ts";
import { createKnown, type Known } from "../../src/engine/judge/known.ts";
import type { Verdict } from "../../src/model/state.ts";
import { decide } from "../../src/policy/decide.ts";
import { isWithin } from "../../src/policy/paths.ts";
import type { GitQuery } from "../../src/policy/gitUse.ts";
import type { CommandQuestion, Facts, Policy } from "../../src/policy/question.ts";
import { createFolder } from "./folders.ts";
import { reason } from "../../src/model/text/reason.ts";
import { said } from "../../src/model/text/say.ts";

/** One judged command of a corpus, a JSON object a line. */
export interface Case {
  readonly shell: string;
  readonly command: string;
  readonly verdict: "allow" | "ask";
  readonly why: string;
  readonly class: string;
  /** What kind of folder it is about; `createFolder` makes it. */
  readonly profile?: string;
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

/** The folder that a case is about, and what is known of it. A corpus calls it `/ws`. */
interface Workspace {
  readonly root: string;
  readonly known: Known;
}

function createWorkspace(profile: string): Workspace {
  const root = createFolder(profile);
  const known = createKnown(root, root, {
    isTrusted: () => true,
    environment: () => process.env,
    mcpConfig: () => Promise.resolve(null),
  });
  return { root, known };
}

/** The policy's decision on a case. */
function judgeCase(item: Case, { root, known }: Workspace): Promise<Verdict> {
  const ctx = item.ctx ?? {};
  const placed = (text: string) => text.replaceAll(/\/ws(?=[/\s'"]|$)/g, root);
  const question: CommandQuestion = {
    kind: "command",
    line: ctx.shellUnknown ? null : { shell: item.shell, line: placed(item.command) },
    cwd: placed(ctx.cwd ?? "/ws"),
    requestKind: ctx.kind ?? "command",
    reason: ctx.reason ?? null,
    environmentId: ctx.environmentId ?? null,
    host: ctx.networkApprovalContext ? hostOf(ctx.networkApprovalContext) : null,
    hasAdditionalPermissions: Boolean(ctx.additionalPermissions),
    offersAccept: ctx.availableDecisions?.includes("accept") ?? true,
  };
  const secrets = ctx.secretsUnder ?? [];
  const secretsIn = (folder: string) =>
    secrets
      .filter(path => isWithin(join(root, path), folder))
      .map(path => ({ path, isFolder: false }));
  const links = Object.entries(ctx.realpath ?? {}).map(
    ([link, target]) => [join(root, placed(link).replace(root, "")), placed(target)] as const,
  );
  return settle(known, question, () => {
    const found = known.facts({
      approvalPolicy: ctx.approvalPolicy ?? "untrusted",
      conflict: () => null,
    });
    const facts: Facts = {
      ...found,
      isTrusted: ctx.trusted ?? true,
      gitProblem: () => (ctx.gitHardened ? null : reason("repository.unread")),
      printedByGit: query => printedByGit(query, ctx.secretsUnder),
      isShared: () => false,
      exists: () => true,
      kind: path =>
        secrets.includes(path.slice(root.length + 1))
          ? "file"
          : secretsIn(path).length > 0
            ? "folder"
            : found.kind(path),
      survey(folder) {
        const { findings, ...rest } = found.survey(folder) ?? nothing;
        return { ...rest, findings: [...findings, ...secretsIn(folder)] };
      },
      realPath(path) {
        const link = links.find(([name]) => isWithin(path, name));
        return link ? link[1] + path.slice(link[0].length) : found.realPath(path);
      },
    };
    return decide(question, corpusPolicy, facts);
  });
}

const nothing = { findings: [], links: [], lifts: [] };
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

export interface Score {
  readonly wrong: readonly string[];
  readonly unsafeAllowed: number;
  readonly unsafe: number;
  readonly safeAllowed: number;
  readonly safe: number;
}

/** Judges all cases in throw-away folders; `wrong` holds a line for each that the policy sees otherwise. */
export async function scoreCorpus(cases: readonly Case[]): Promise<Score> {
  const workspaces = new Map<string, Workspace>();
  const wrong: string[] = [];
  let [unsafeAllowed, safeAllowed] = [0, 0];
  for (const item of cases) {
    const profile = item.profile ?? "default";
    const workspace = workspaces.get(profile) ?? createWorkspace(profile);
    workspaces.set(profile, workspace);
    const { decision, reason: why } = await judgeCase(item, workspace);
    const isAllowed = decision === "allow";
    if (isAllowed && item.verdict === "allow") safeAllowed++;
    if (isAllowed && item.verdict === "ask") unsafeAllowed++;
    if (isAllowed !== (item.verdict === "allow"))
      wrong.push(
        `${isAllowed ? "UNSAFE" : "strict"} ${item.shell} ${JSON.stringify(item.command)}: ${decision} (${said(why)}) but ${item.verdict} (${item.why})`,
      );
  }
  for (const { root } of workspaces.values())
    rmSync(dirname(root), { recursive: true, force: true });
  const safe = cases.filter(({ verdict }) => verdict === "allow").length;
  return { wrong, unsafeAllowed, unsafe: cases.length - safe, safeAllowed, safe };
}
