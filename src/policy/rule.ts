/** A rule that the user wrote. `allow` counts in user settings only; a workspace may tighten (ask, deny). */
export type Rule = { readonly decision: "allow" | "ask" | "deny" } & RuleSubject;

export type RuleSubject =
  /** Commands that only read, by the closed grammar. */
  | { readonly kind: "readOnly" }
  /** Commands that begin with these words. */
  | { readonly kind: "command"; readonly prefix: readonly string[] }
  /** The command of exactly these words. */
  | { readonly kind: "exactCommand"; readonly words: readonly string[] }
  /** File changes to paths that match; relative to the workspace folder, `*` within a name, `**` over folders. */
  | { readonly kind: "path"; readonly glob: string }
  /** Network access to a host, or to all below it (`*.example.com`). */
  | { readonly kind: "host"; readonly host: string }
  /**
   * A tool of an MCP server; `*` for all of its tools. An allowing rule holds the fingerprint of the server's
   * configuration: another program under the same name asks again (SAFETY S2).
   */
  | {
      readonly kind: "mcpTool";
      readonly server: string;
      readonly tool: string;
      readonly config: string | null;
    };

export interface RuleProblem {
  readonly rule: string;
  readonly message: string;
}

/** Programs whose name says nothing of what they do: a prefix needs a second word, and that must be no option. */
const runners = words(
  "python python2 python3 ruby node deno bun php lua npx bunx pnpx uvx docker podman kubectl git make npm pnpm yarn cargo go",
);
/** Wrappers, interpreters and programs whose options run others: no prefix makes what may follow harmless. */
const alwaysRun = words(
  "bash sh zsh dash fish ksh csh tcsh pwsh powershell cmd env sudo doas su exec eval command builtin source time nice nohup " +
    "setsid timeout stdbuf xargs parallel script watch busybox find fd fdfind awk gawk sed perl ssh dd tee curl wget rg sort tar man vim vi",
);
const maxText = 300;
const maxRules = 500;

/**
 * Rules of a setting's value. What is no rule is left out and told: it must not widen anything, and must not vanish
 * unseen (SAFETY S21).
 */
export function parseRules(
  value: unknown,
  origin: "user" | "workspace",
): { readonly rules: readonly Rule[]; readonly problems: readonly RuleProblem[] } {
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  const list: readonly unknown[] = Array.isArray(value) ? value.slice(0, maxRules) : [];
  for (const entry of list) {
    const found = parseRule(entry);
    const message =
      typeof found === "string"
        ? found
        : origin === "workspace" && found.decision === "allow"
          ? "a workspace cannot allow anything; write it into your user settings"
          : null;
    if (message === null && typeof found !== "string") rules.push(found);
    else
      problems.push({
        rule: shorten(JSON.stringify(entry) ?? String(entry)),
        message: message ?? "",
      });
  }
  return { rules, problems };
}

function parseRule(entry: unknown): Rule | string {
  if (typeof entry !== "object" || entry === null)
    return "a rule is an object with `kind` and `decision`";
  const field = (name: string): unknown =>
    Object.hasOwn(entry, name) ? (entry as Record<string, unknown>)[name] : undefined;
  const text = (name: string): string | null => {
    const value = field(name);
    return typeof value === "string" && value !== "" && value.length <= maxText ? value : null;
  };
  const decision = field("decision");
  if (decision !== "allow" && decision !== "ask" && decision !== "deny")
    return "`decision` is allow, ask or deny";
  switch (field("kind")) {
    case "readOnly":
      return { kind: "readOnly", decision };
    case "command": {
      const prefix = wordsOf(field("prefix"));
      if (!prefix) return "`prefix` is a list of words";
      const problem = decision === "allow" ? prefixProblem(prefix) : null;
      return problem ?? { kind: "command", decision, prefix };
    }
    case "exactCommand": {
      const exact = wordsOf(field("words"));
      return exact
        ? { kind: "exactCommand", decision, words: exact }
        : "`words` is a list of words";
    }
    case "path": {
      const glob = text("glob");
      return glob === null || /(^|\/)\.\.(\/|$)|^\/|\\/.test(glob)
        ? "`glob` is a path relative to the folder, with / between its parts"
        : { kind: "path", decision, glob };
    }
    case "host": {
      const host = text("host");
      return host === null || !/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(host)
        ? "`host` is a host name such as registry.npmjs.org or *.example.com"
        : { kind: "host", decision, host: host.toLowerCase() };
    }
    case "mcpTool": {
      const [server, tool] = [text("server"), text("tool")];
      return server === null || tool === null
        ? "`server` and `tool` are names; `*` stands for every tool"
        : decision === "allow" && text("config") === null
          ? "a rule that allows is made by “Always Allow”: it holds the fingerprint of the server's configuration"
          : { kind: "mcpTool", decision, server, tool, config: text("config") };
    }
    default:
      return "`kind` is readOnly, command, exactCommand, path, host or mcpTool";
  }
}

/** Why a prefix is too wide to be allowed; null when it is not. */
export function prefixProblem(prefix: readonly string[]): string | null {
  const [name = "", ...rest] = prefix;
  if (!/^[A-Za-z0-9][\w.+-]*$/.test(name)) return "the first word is the plain name of a program";
  const program = name.toLowerCase();
  if (alwaysRun.has(program))
    return `“${name}” can run whatever follows: allow the exact command instead`;
  if (runners.has(program) && (rest[0] === undefined || rest[0].startsWith("-")))
    return `“${name}” runs whatever it is told: name what it runs`;
  return null;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

const maxWords = 50;

function wordsOf(value: unknown): readonly string[] | null {
  const isWord = (word: unknown): word is string =>
    typeof word === "string" && word.length <= maxText;
  return Array.isArray(value) && value.length > 0 && value.length <= maxWords && value.every(isWord)
    ? value
    : null;
}

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** A rule as a person reads it. */
export function ruleText(rule: Rule): string {
  switch (rule.kind) {
    case "readOnly":
      return `${rule.decision} commands that only read`;
    case "command":
      return `${rule.decision} commands that begin with “${rule.prefix.join(" ")}”`;
    case "exactCommand":
      return `${rule.decision} exactly “${rule.words.join(" ")}”`;
    case "path":
      return `${rule.decision} changes to ${rule.glob}`;
    case "host":
      return `${rule.decision} the host ${rule.host}`;
    case "mcpTool":
      return `${rule.decision} the tool ${rule.tool} of ${rule.server}`;
  }
}

/** Whether words begin with a prefix, each the same. */
export const hasPrefix = (words: readonly string[], prefix: readonly string[]): boolean =>
  words.length >= prefix.length && prefix.every((word, at) => words[at] === word);

/** Whether a relative path matches a glob. The time it takes is bounded by the product of their lengths. */
export const matchesGlob = (path: string, glob: string): boolean =>
  matches(path.split("/"), glob.split("/"), {
    any: "**",
    one: (name, pattern) =>
      matches(name, pattern, { any: "*", one: (letter, sign) => sign === "?" || sign === letter }),
  });

interface Matching {
  /** What stands for any number of elements. */
  readonly any: string;
  one(element: string, pattern: string): boolean;
}

/** Two pointers, and the one place to return to: behind the last `any`. */
function matches(
  elements: ArrayLike<string>,
  patterns: ArrayLike<string>,
  { any, one }: Matching,
): boolean {
  let [at, of, star, mark] = [0, 0, -1, 0];
  while (at < elements.length) {
    const pattern = patterns[of];
    if (pattern === any) {
      star = of++;
      mark = at;
    } else if (pattern !== undefined && one(elements[at] ?? "", pattern)) {
      at++;
      of++;
    } else if (star >= 0) {
      of = star + 1;
      at = ++mark;
    } else return false;
  }
  while (patterns[of] === any) of++;
  return of === patterns.length;
}
