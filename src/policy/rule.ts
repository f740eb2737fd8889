/** A rule that the user wrote. `allow` counts in user settings only; a workspace may tighten (ask, deny). */
export type Rule = { readonly decision: "allow" | "ask" | "deny" } & RuleSubject;

export type RuleSubject =
  /** Commands that only read, by the closed grammar. */
  | { readonly kind: "readOnly" }
  /** Commands that begin with these words. One that allows holds in `cwd` alone: by default a workspace folder. */
  | { readonly kind: "command"; readonly prefix: readonly string[]; readonly cwd?: string }
  /** The command of exactly these words, in `cwd` as above. */
  | { readonly kind: "exactCommand"; readonly words: readonly string[]; readonly cwd?: string }
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

/** Whether words begin with a prefix, each the same. */
export const hasPrefix = (words: readonly string[], prefix: readonly string[]): boolean =>
  words.length >= prefix.length && prefix.every((word, at) => words[at] === word);

/** A rule as a person reads it. */
export function ruleText(rule: Rule): string {
  switch (rule.kind) {
    case "readOnly":
      return `${rule.decision} commands that only read`;
    case "command":
      return `${rule.decision} commands that begin with “${rule.prefix.join(" ")}”${placeText(rule)}`;
    case "exactCommand":
      return `${rule.decision} exactly “${rule.words.join(" ")}”${placeText(rule)}`;
    case "path":
      return `${rule.decision} changes to ${rule.glob}`;
    case "host":
      return `${rule.decision} the host ${rule.host}`;
    case "mcpTool":
      return `${rule.decision} the tool ${rule.tool} of ${rule.server}`;
  }
}

const placeText = ({ cwd }: { readonly cwd?: string }): string =>
  cwd === undefined ? "" : ` in ${cwd}`;
