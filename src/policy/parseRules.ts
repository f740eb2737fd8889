import { prefixProblem } from "./prefix.ts";
import type { Rule } from "./rule.ts";

export interface RuleProblem {
  readonly rule: string;
  readonly message: string;
}

export interface ParsedRules {
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
  /** Whether what was left out may have been meant to ask or to deny: without it nothing may be approved. */
  readonly lacksTightening: boolean;
}

const maxText = 300;
const maxWords = 50;
/** Reading more would take long at every verdict. */
const maxRules = 10_000;

/**
 * Rules of a setting's value. What is no rule is left out and told: it must not widen anything, and must not vanish
 * unseen (SAFETY S21).
 */
export function parseRules(value: unknown, origin: "user" | "workspace"): ParsedRules {
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  let lacksTightening = false;
  if (value !== undefined && !Array.isArray(value)) {
    problems.push({ rule: shorten(value), message: "the rules are a list" });
    lacksTightening = true;
  }
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  for (const entry of list.slice(0, maxRules)) {
    const isTooWide = origin === "workspace" && decisionOf(entry) === "allow";
    const found = isTooWide
      ? "a workspace cannot allow anything; write it into your user settings"
      : parseRule(entry);
    if (typeof found === "string") {
      problems.push({ rule: shorten(entry), message: found });
      if (decisionOf(entry) !== "allow") lacksTightening = true;
    } else rules.push(found);
  }
  if (list.length > maxRules) {
    const message = `only the first ${maxRules} of ${list.length} rules are read`;
    problems.push({ rule: shorten(list[maxRules]), message });
    lacksTightening = true;
  }
  return { rules, problems, lacksTightening };
}

const decisionOf = (entry: unknown): unknown =>
  typeof entry === "object" && entry !== null && Object.hasOwn(entry, "decision")
    ? (entry as { readonly decision: unknown }).decision
    : undefined;

/** What a person would not see in a rule, or would take for something else. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\p{Default_Ignorable_Code_Point}/u;

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
  if (Object.values(entry).some(isUnseen)) return "it holds characters that nobody sees";
  switch (field("kind")) {
    case "readOnly":
      return { kind: "readOnly", decision };
    case "command":
    case "exactCommand":
      return commandRule(field, decision);
    case "path": {
      const problem = globProblem(field("glob"));
      return problem ?? { kind: "path", decision, glob: String(field("glob")) };
    }
    case "host": {
      const host = text("host");
      return host === null || !isHost(host)
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

/** Whether a text of a rule holds what nobody sees. */
const isUnseen = (value: unknown): boolean =>
  typeof value === "string" ? unseen.test(value) : Array.isArray(value) && value.some(isUnseen);

function commandRule(field: (name: string) => unknown, decision: Rule["decision"]): Rule | string {
  const isExact = field("kind") === "exactCommand";
  const words = wordsOf(field(isExact ? "words" : "prefix"));
  if (!words || (!isExact && words.includes("")))
    return isExact
      ? "`words` is a list of words, of which the first is a program"
      : "`prefix` is a list of words, none of them empty";
  const cwd = field("cwd");
  if (cwd !== undefined && (typeof cwd !== "string" || !isFolder(cwd)))
    return "`cwd` is the absolute path of a folder";
  const place = cwd === undefined ? {} : { cwd };
  if (isExact) return { kind: "exactCommand", decision, words, ...place };
  const problem = decision === "allow" ? prefixProblem(words) : null;
  return problem ?? { kind: "command", decision, prefix: words, ...place };
}

const isFolder = (path: string): boolean =>
  path.length <= 4096 &&
  /^(?:\/|[A-Za-z]:[\\/])/.test(path) &&
  !/(^|[\\/])\.\.([\\/]|$)/.test(path);

function globProblem(value: unknown): string | null {
  const known = "`glob` is a path relative to the folder, with / between its parts";
  if (typeof value !== "string" || value === "" || value.length > maxText) return known;
  if (value.startsWith("/") || /\\/.test(value) || /^[A-Za-z]:/.test(value)) return known;
  if (value.startsWith("~")) return "`glob` does not know `~`: it is relative to the folder";
  if (value.startsWith("!")) return "`glob` does not know `!`: write a rule that denies";
  if (/[{}[\]]/.test(value)) return "`glob` knows only `*`, `**` and `?`";
  return value.split("/").some(part => part === ".." || part === "." || part === "")
    ? "`glob` has a part that is empty or leaves its folder"
    : null;
}

/** A host, or all below one; not all of a top level. */
const isHost = (host: string): boolean =>
  /^(?:\*\.(?=[^.]+\.))?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i.test(
    host,
  );

function wordsOf(value: unknown): readonly string[] | null {
  const isWord = (word: unknown): word is string =>
    typeof word === "string" && word.length <= maxText;
  return Array.isArray(value) &&
    value.length > 0 &&
    value.length <= maxWords &&
    value.every(isWord) &&
    value[0] !== ""
    ? value
    : null;
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
