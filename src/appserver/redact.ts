/* oxlint-disable folio/wordless -- A log reads this. */
/** Log text without terminal escapes and without anything that looks like a secret. */
export function redact(text: string): string {
  return secrets.reduce(
    (result, [pattern, replacement]) => result.replace(pattern, replacement),
    text.replace(ansi, ""),
  );
}

// CSI, OSC (ended by BEL or ST) and two-byte escapes.
const ansi = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\^_])/g;

// Each takes time in proportion to the text: no try begins again inside of what an earlier try has read.
const secrets: readonly (readonly [RegExp, string])[] = [
  [
    /\b(sk|pk|rk|sess|ghp|gho|ghu|ghs|github_pat|glpat|xox[abprs])[-_][A-Za-z0-9_-]{8,}/g,
    "$1-[redacted]",
  ],
  [/\beyJ[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*){0,4}/g, "[redacted token]"],
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, "$1 [redacted]"],
  [/\b(AKIA|ASIA)[A-Z0-9]{12,}/g, "[redacted key]"],
  [/:\/\/[^\s/@:]*:[^\s/@]+@/g, "://[redacted]@"],
  [
    /((?:api[-_]?key|access[-_]?token|refresh[-_]?token|id[-_]?token|secret|password|authorization)["']?\s*[:=]\s*["']?)[^\s"',;&]{6,}/gi,
    "$1[redacted]",
  ],
];
