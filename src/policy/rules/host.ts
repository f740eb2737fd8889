import { reason } from "../../model/text/reason.ts";
import type { RuleRow } from "./row.ts";

/** Network access to a host, or to all below it (`*.example.com`). In lower case. */
export interface HostRule {
  readonly host: string;
}

/** A host, or all below one; not all of a top level. */
const isHost = (host: string): boolean =>
  /^(?:\*\.(?=[^.]+\.))?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i.test(
    host,
  );

const isAbout = ({ host }: HostRule, name: string): boolean =>
  host === name || (host.startsWith("*.") && name.endsWith(host.slice(1)));

export const host: RuleRow<HostRule, "host"> = {
  about: "host",
  schema: { host: { type: "string" } },
  usage: "`host`",
  parse({ text }) {
    const name = text("host");
    return name === null || !isHost(name)
      ? { problem: reason("ruleProblem.host") }
      : { fields: { host: name.toLowerCase() } };
  },
  text: ({ host }) => reason("rule.host", { host }),
  concerns: isAbout,
  allows: (rule, name) => (isAbout(rule, name) ? null : undefined),
  suggest: name => [{ host: name }],
};
