import { reason } from "../model/text/reason.ts";
import { checkKind, first, type Kind, type Situation } from "./form.ts";
import { isSecret, join, placeProblem } from "./paths.ts";
import { about, it, type Problem, type Refused } from "./problem.ts";

/**
 * The parameters of one cmdlet, in lower case: null for a switch. `positional` are the kinds of values without a name.
 */
interface Cmdlet {
  readonly parameters: Readonly<Record<string, Kind | "wide" | null>>;
  readonly positional?: readonly (Kind | "wide")[];
  /** One of these must be given, by name or position; else the shell prompts for it and hangs. */
  readonly needs?: readonly string[];
  /** The cmdlets that may feed it; absent where it may only start a pipeline. */
  readonly after?: "anything" | "text";
  /** It gives text, not files, to the next command. */
  readonly givesText?: boolean;
}

const names = /^[A-Za-z]\w*(,[A-Za-z]\w*)*$/;
const pathParameters = { path: "path", literalpath: "path" } as const;

const cmdlets: Readonly<Record<string, Cmdlet>> = {
  "get-childitem": {
    parameters: {
      ...pathParameters,
      filter: "wide",
      include: "wide",
      exclude: "wide",
      recurse: null,
      force: null,
      file: null,
      directory: null,
      name: null,
      depth: "number",
    },
    positional: ["path"],
  },
  "get-content": {
    parameters: {
      ...pathParameters,
      totalcount: "number",
      head: "number",
      first: "number",
      tail: "number",
      last: "number",
      raw: null,
    },
    positional: ["path"],
    needs: ["path", "literalpath"],
    givesText: true,
  },
  "get-item": { parameters: pathParameters, positional: ["path"], needs: ["path", "literalpath"] },
  "test-path": { parameters: pathParameters, positional: ["path"], needs: ["path", "literalpath"] },
  "resolve-path": {
    parameters: pathParameters,
    positional: ["path"],
    needs: ["path", "literalpath"],
  },
  "split-path": {
    parameters: { path: "path", leaf: null, parent: null },
    positional: ["path"],
    needs: ["path"],
  },
  "get-location": { parameters: {} },
  "get-date": { parameters: {} },
  "select-string": {
    parameters: {
      pattern: "text",
      path: "path",
      literalpath: "path",
      simplematch: null,
      casesensitive: null,
      context: "number",
    },
    positional: ["text", "path"],
    needs: ["pattern"],
    after: "text",
    givesText: true,
  },
  "write-output": { parameters: {}, positional: ["text", "text", "text", "text"], givesText: true },
  "select-object": {
    parameters: {
      first: "number",
      last: "number",
      skip: "number",
      unique: null,
      property: names,
      expandproperty: names,
    },
    positional: [names],
    after: "anything",
  },
  "sort-object": {
    parameters: { property: names, descending: null, unique: null },
    positional: [names],
    after: "anything",
  },
  "measure-object": {
    parameters: { line: null, word: null, character: null, property: names },
    positional: [names],
    after: "anything",
  },
};

/** Aliases that every PowerShell for Windows has from the start. */
const aliases: Readonly<Record<string, string>> = {
  ls: "get-childitem",
  dir: "get-childitem",
  gci: "get-childitem",
  cat: "get-content",
  type: "get-content",
  gc: "get-content",
  gi: "get-item",
  pwd: "get-location",
  gl: "get-location",
  echo: "write-output",
  write: "write-output",
  sls: "select-string",
  select: "select-object",
  sort: "sort-object",
  measure: "measure-object",
};

interface Token {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** Why a PowerShell command line may do more than read; null when it only reads. */
export function powershellProblem(
  command: string,
  situation: Situation,
  gitProblem: (words: readonly string[]) => Problem,
): Problem {
  if (/[^\u0020-\u007e]/.test(command)) return it(reason("line.powershell"));
  const pipelines = tokenize(command);
  if ("problem" in pipelines) return it(pipelines.problem);
  return first(pipelines, pipeline => {
    let isText = false;
    return first(pipeline, (tokens, at) => {
      const { text = "", isQuoted = true } = tokens[0] ?? {};
      if (text === "git" && !isQuoted && pipeline.length === 1)
        return about(text, gitProblem(tokens.slice(1).map(token => token.text)));
      const name = text.toLowerCase();
      const full = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
      const cmdlet = !isQuoted && Object.hasOwn(cmdlets, full) ? cmdlets[full] : undefined;
      if (!cmdlet) return about(text, reason("command.notListed"));
      if (at > 0 && (cmdlet.after === undefined || (cmdlet.after === "text" && !isText)))
        return about(text, reason("command.fed"));
      isText = cmdlet.givesText === true || (isText && cmdlet.after === "anything");
      return about(text, checkCmdlet(cmdlet, full, tokens.slice(1), { situation, isFed: at > 0 }));
    });
  });
}

function checkCmdlet(
  cmdlet: Cmdlet,
  name: string,
  args: readonly Token[],
  { situation, isFed }: { situation: Situation; isFed: boolean },
): Problem {
  const given = new Map<string, string>();
  const positional = [...(cmdlet.positional ?? [])];
  for (let at = 0; at < args.length; at++) {
    const { text = "", isQuoted = false } = args[at] ?? {};
    if (!text.startsWith("-") || isQuoted) {
      const kind = positional.shift();
      if (kind === undefined) return reason("operand.unknown", { operand: text });
      given.set(kind === "path" ? "path" : kind === "text" ? "pattern" : "property", text);
      const problem = checkValue(kind, text, situation);
      if (problem !== null) return problem;
      continue;
    }
    const parameter = text.slice(1).toLowerCase();
    const kind = Object.hasOwn(cmdlet.parameters, parameter)
      ? cmdlet.parameters[parameter]
      : undefined;
    if (kind === undefined) return reason("option.parameter", { option: text });
    const value = kind === null ? undefined : args[++at]?.text;
    if (kind !== null && value === undefined) return reason("option.noValue", { option: text });
    const problem = kind === null ? null : checkValue(kind, value ?? "", situation);
    if (problem !== null) return problem;
    given.set(parameter, value ?? "");
    // A parameter that is given by name leaves its position to the next one.
    if (parameter === "pattern") positional.shift();
  }
  if (cmdlet.needs && !cmdlet.needs.some(need => given.has(need))) return reason("command.prompts");
  if (name === "select-string" && !isFed && !given.has("path") && !given.has("literalpath"))
    return reason("command.prompts");
  return null;
}

function checkValue(kind: Kind | "wide", value: string, situation: Situation): Problem {
  if (kind === "wide")
    return /^[\w*.-]{1,60}$/.test(value) && !value.startsWith("-")
      ? null
      : reason("pattern.any", { pattern: value });
  return kind === "path" ? windowsPathProblem(value, situation) : checkKind(kind, value, situation);
}

const devices = /^(con|nul|aux|prn|conin\$|conout\$|clock\$|com\d|lpt\d)(\..*)?$/i;

/** Why a path of PowerShell or cmd may not be read; null when it may. */
export function windowsPathProblem(path: string, situation: Situation): Problem {
  if (
    !/^[\w. \\/-]+$/.test(path) ||
    /^[\\/ -]|[\\/]{2}|[. ]([\\/]|$)/.test(path.replace(/^\.(?=$|[\\/])/, "x"))
  )
    return reason("path.had", { path, why: reason("path.notPlainOne") });
  const parts = path
    .split(/[\\/]/)
    .filter((part, at) => part !== "" && !(part === "." && at === 0));
  const odd = parts.find(part => part.startsWith(".") || devices.test(part));
  if (odd !== undefined) return reason("path.part", { part: odd });
  if (isSecret(path)) return reason("path.readsSecret", { path });
  const why = placeProblem(join(situation.folder, parts.join("/")), situation);
  return why && reason("path.had", { path, why });
}

/**
 * The pipelines of a line, each a list of commands of tokens; refused where the line is outside the closed grammar.
 */
function tokenize(command: string): readonly Token[][][] | Refused {
  const pipelines: Token[][][] = [[[]]];
  let rest = command.trim();
  while (rest !== "") {
    const quoted = /^(?:'([^'"]*)'|"([^'"$`]*)")(?=[ ;|]|$)/.exec(rest);
    const plain = /^[\w./\\*,-]+(?=[ ;|]|$)/.exec(rest);
    const tokens = pipelines.at(-1)?.at(-1);
    if (quoted) tokens?.push({ text: quoted[1] ?? quoted[2] ?? "", isQuoted: true });
    else if (plain) tokens?.push({ text: plain[0], isQuoted: false });
    else if (rest.startsWith(";")) pipelines.push([[]]);
    else if (rest.startsWith("|")) pipelines.at(-1)?.push([]);
    else return { problem: reason("line.powershellCharacter", { character: rest[0] ?? "" }) };
    rest = rest.slice((quoted ?? plain)?.[0].length ?? 1).trimStart();
  }
  return pipelines.flat().some(tokens => tokens.length === 0)
    ? { problem: reason("line.empty") }
    : pipelines;
}
