/** Why the policy allows, denies or asks: the clause after “because”. `{why}` is one of the continuations in `policyCommands.ts`. */
export const policyWords = {
  "policy.untrusted": "the workspace is not trusted",
  "policy.off": "automatic approval is switched off",
  "policy.failed": "the policy failed (see the log)",
  "policy.notLoaded": "the policy could not be loaded (see the log)",
  "policy.notFound": "what it reaches could not be found out",
  "policy.personal.permission": "a permission is yours to give",
  "policy.personal.question": "a question is yours to answer",

  "policy.rule": "your rule says so: {rule}",
  "policy.onlyReads": "it only reads: {rule}",
  "policy.everyPart": "every part of it is allowed: {rule}",
  "policy.everyFile": "every file of it is allowed: {rule}",
  "policy.noRule.reading": "no rule allows commands that only read",
  "policy.noRule.path": "no rule allows changes to {path}",
  "policy.noRule.host": "no rule speaks of the host {host}",
  "policy.noRule.tool": "no rule speaks of the tool {tool} of {server}",
  "policy.otherConfiguration":
    "the configuration of {server} is not the one that the rule was made for",

  "policy.auditLost":
    "the audit log cannot be written, and nothing is approved automatically until it can",
  "policy.notAsRead": "a file of this change is not as it was when Codex asked",
  "policy.rulesChanged": "the rules changed while it was judged",
  "policy.notOffered": "Codex does not offer to approve it once",

  "policy.request.input": "it types into a program that is already running",
  "policy.request.reason": "Codex gave a reason for it, so it may run outside the sandbox",
  "policy.request.subAgent":
    "it comes from a sub-agent, and Folio cannot tell whether it leaves the sandbox",
  "policy.request.leaves": "under this approval policy Codex asks only to leave the sandbox",
  "policy.request.permissions": "it wants more permissions",
  "policy.request.environment": "it runs in another environment ({environment})",
  "policy.request.notOffered": "the server does not offer to approve it once",
  "policy.request.outside": "it runs outside the workspace",
  "policy.request.moreThanHost": "it asks for more than a host",
  "policy.request.noShell": "the shell that it is written for is not known",
  "policy.request.unknownShell": "no shell is known by that name",
  "policy.request.folder": "it runs in “{folder}”, which {why}",

  "policy.it": "it {why}",
  "policy.command": "“{command}” {why}",

  "policy.change.many": "it changes {count} files, too many to be judged by your rules",
  "policy.change.unknown": "it is not known what it changes",
  "policy.change.outside": "{path} is outside the workspace",
  "policy.change.odd": "the name {name} {why}",
  "policy.change.code": "{path} can run code: some tool obeys it as soon as it is there",
  "policy.change.secret": "{path} may hold a secret",
  "policy.change.deletes": "it deletes {path}",
  "policy.change.overwrites": "it overwrites {path}",
  "policy.change.shared": "{path} is a link, or has another name elsewhere",
  "policy.change.leadsOut": "{path} leads out of the workspace",
  "policy.change.leadsToCode": "{path} leads to what can run code or may hold a secret",
  "policy.change.conflict": "{path} {why}",
  "policy.conflict.unsaved": "has unsaved changes in an editor",
  "policy.conflict.thread": "is being changed by another thread, “{thread}”",

  "warning.conflict": "{path} {why}.",
  "warning.code": "{path} can run code: some tool obeys it as soon as it is there.",
  "warning.leadsTo": "{path} leads out of the workspace, to {place}.",
  "warning.leadsNowhere": "{path} leads out of the workspace, and Folio cannot tell where.",
} as const;
