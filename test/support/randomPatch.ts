import type { FileUpdateChange } from "../../src/protocol/types.gen.ts";
import type { Random } from "./random.ts";

/** Neighbouring lines of one kind: `kept`, or what is put in place of what. */
export interface LineRun {
  readonly isChange: boolean;
  readonly kept: string;
  readonly removed: string;
  readonly added: string;
}

/** One operation of a patch as its author means it. */
export interface Wanted {
  readonly kind: "add" | "delete" | "update";
  readonly name: string;
  /** Where it moves to. */
  readonly target: string | null;
  readonly runs: readonly LineRun[];
}

export interface RandomPatch {
  readonly files: Readonly<Record<string, string>>;
  /** As the server tells them: sorted by path, and an update as a unified diff. */
  readonly changes: readonly FileUpdateChange[];
  /** In the order in which the author wrote them. */
  readonly meant: readonly Wanted[];
  /** Nobody could say how it ends. */
  readonly refused: boolean;
}

interface Line {
  readonly kind: " " | "-" | "+";
  readonly text: string;
}

/** How lines may end in the files; a file has one of these ways. */
export type Ends = readonly (readonly string[])[];
const allEnds: Ends = [["\n"], ["\n"], ["\r\n"], ["\n", "\r\n"], ["\n", "\r\n", "\r"]];

/** A patch of up to six operations over up to six files of about `lines` lines. */
export function randomPatch(random: Random, lines: number, ends: Ends = allEnds): RandomPatch {
  const names = ["a", "b", "c", "d", "e", "f"];
  const files: Record<string, string> = {};
  for (const name of names.slice(0, lines > 1000 ? 2 : 2 + random.below(4)))
    files[name] = randomText(random, lines, ends);
  const existing = Object.keys(files);
  const free = new Set(names.filter(name => !existing.includes(name)));
  /** Places that operations so far have cleared, and that nothing took since. */
  const cleared = new Set<string>();
  const written = new Set<string>();
  const meant: Wanted[] = [];
  const changes: FileUpdateChange[] = [];
  let refused = false;
  for (const name of [...existing].filter(() => random.below(4) > 0)) {
    if (written.has(name)) continue;
    const text = files[name] ?? "";
    const action = random.below(10);
    if (action < 2) {
      meant.push({ kind: "delete", name, target: null, runs: [] });
      changes.push({ path: name, kind: { type: "delete" }, diff: text });
      cleared.add(name);
      continue;
    }
    if (action < 3) {
      const added = randomText(random, lines, ends);
      const runs = [{ isChange: true, kept: "", removed: text, added }];
      meant.push({ kind: "add", name, target: null, runs });
      changes.push({ path: name, kind: { type: "add" }, diff: added });
      written.add(name);
      continue;
    }
    const script = randomScript(random, text);
    if (script.every(({ kind }) => kind === " ")) continue;
    const target =
      action < 7 ? null : pickTarget(random, { name, free, cleared, existing, written });
    if (target === name) refused = true;
    meant.push({ kind: "update", name, target, runs: runsOf(script) });
    const trailer = target === null ? "" : `\n\nMoved to: ${target}`;
    changes.push({
      path: name,
      kind: { type: "update", move_path: target },
      diff: unified(script, 1) + trailer,
    });
    written.add(target ?? name);
    if (target !== null) {
      free.delete(target);
      cleared.delete(target);
      if (target !== name) cleared.add(name);
    }
  }
  const added = [...free][0];
  if (added !== undefined && random.below(3) === 0) {
    const text = randomText(random, lines, ends);
    meant.push({
      kind: "add",
      name: added,
      target: null,
      runs: [{ isChange: true, kept: "", removed: "", added: text }],
    });
    changes.push({ path: added, kind: { type: "add" }, diff: text });
  }
  return {
    files,
    changes: changes.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
    meant,
    refused,
  };
}

interface Choices {
  readonly name: string;
  readonly free: ReadonlySet<string>;
  readonly cleared: ReadonlySet<string>;
  readonly existing: readonly string[];
  readonly written: ReadonlySet<string>;
}

/** A new name, a place that was cleared, a file that is overwritten by it and that nothing else is about, or itself. */
function pickTarget(random: Random, choices: Choices): string | null {
  const { name, free, cleared, existing, written } = choices;
  const untouched = existing.filter(
    other => other > name && !written.has(other) && !cleared.has(other),
  );
  const ways = [
    [...free][0] ?? null,
    [...cleared][0] ?? null,
    [...cleared][0] ?? null,
    untouched.at(-1) ?? null,
    random.below(3) === 0 ? name : null,
  ];
  return ways[random.below(ways.length)] ?? null;
}

const words = [
  "a",
  "b",
  "",
  "c c",
  "}",
  "ü",
  "Moved to: a",
  "@@ -1 +1 @@",
  "-x",
  "+y",
  "\\ No",
  "😀",
];

function randomText(random: Random, lines: number, allowed: Ends): string {
  const ends = random.pick(allowed);
  const text = Array.from({ length: lines > 1000 ? lines : random.below(lines + 1) }, (_, at) => {
    const word = lines > 1000 && random.below(3) > 0 ? `line ${at}` : random.pick(words);
    // A line end of "\r" before an empty line of "\n" would be one line end.
    return `${word === "" && ends.length > 1 ? "-" : word}${random.pick(ends)}`;
  }).join("");
  const cut = random.below(4) === 0 ? text.replace(/(\r\n|\n|\r)$/, "") : text;
  return random.below(6) === 0 ? `\ufeff${cut}` : cut;
}

/** Some lines go, some come; as the server does, the result ends with a line end. */
function randomScript(random: Random, text: string): readonly Line[] {
  const lines = text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+/g) ?? [];
  const rate = lines.length > 1000 ? 10 : 3;
  const script = lines.flatMap((line, at): readonly Line[] => {
    const isLast = at === lines.length - 1 && !/[\r\n]$/.test(line);
    if (isLast)
      return [
        { kind: "-", text: line },
        { kind: "+", text: `${line}\n` },
      ];
    // The first line keeps its byte order mark.
    if (at === 0 || random.below(rate) > 0) return [{ kind: " ", text: line }];
    const added: Line = { kind: "+", text: `new ${random.pick(words)}\n` };
    return random.pick<readonly Line[]>([
      [{ kind: "-", text: line }],
      [{ kind: "-", text: line }, added],
      [{ kind: "-", text: line }, added, added],
      [added, { kind: " ", text: line }],
    ]);
  });
  return lines.length === 0 ? [{ kind: "+", text: "first\n" }] : script;
}

function runsOf(script: readonly Line[]): readonly LineRun[] {
  const runs: { isChange: boolean; kept: string; removed: string; added: string }[] = [];
  for (const { kind, text } of script) {
    const isChange = kind !== " ";
    let run = runs.at(-1);
    if (run?.isChange !== isChange) {
      run = { isChange, kept: "", removed: "", added: "" };
      runs.push(run);
    }
    if (kind === " ") run.kept += text;
    else if (kind === "-") run.removed += text;
    else run.added += text;
  }
  return runs;
}

/** A unified diff without file headers and with so many lines of context, as the server writes it. */
function unified(script: readonly Line[], context: number): string {
  const isNear = script.map(() => false);
  for (const [at, { kind }] of script.entries())
    if (kind !== " ")
      for (let near = at - context; near <= at + context; near++)
        if (near >= 0 && near < script.length) isNear[near] = true;
  const parts: string[] = [];
  let [oldLine, newLine, at] = [1, 1, 0];
  while (at < script.length) {
    if (!isNear[at]) {
      oldLine++;
      newLine++;
      at++;
      continue;
    }
    const begin = at;
    while (at < script.length && isNear[at]) at++;
    const lines = script.slice(begin, at);
    const oldCount = lines.filter(({ kind }) => kind !== "+").length;
    const newCount = lines.filter(({ kind }) => kind !== "-").length;
    parts.push(
      `@@ -${range(oldLine, oldCount)} +${range(newLine, newCount)} @@\n`,
      ...lines.map(({ kind, text }) =>
        /[\r\n]$/.test(text) ? `${kind}${text}` : `${kind}${text}\n\\ No newline at end of file\n`,
      ),
    );
    oldLine += oldCount;
    newLine += newCount;
  }
  return parts.join("");
}

const range = (line: number, count: number): string =>
  count === 1 ? String(line) : `${count === 0 ? line - 1 : line},${count}`;

/** The same in the language of the model's patches; for files whose lines end with `\n`. */
export const patchText = (meant: readonly Wanted[], folder: string): string =>
  meant.map(wanted => operationText(wanted, folder)).join("");

function operationText({ kind, name, target, runs }: Wanted, folder: string): string {
  const prefixed = (sign: string, text: string) =>
    (text.match(/[^\n]*\n|[^\n]+/g) ?? []).map(line => `${sign}${line.replace(/\n$/, "")}\n`);
  if (kind === "delete") return `*** Delete File: ${folder}/${name}\n`;
  if (kind === "add")
    return [
      `*** Add File: ${folder}/${name}\n`,
      ...runs.flatMap(({ added }) => prefixed("+", added)),
    ].join("");
  return [
    `*** Update File: ${folder}/${name}\n`,
    target === null ? "" : `*** Move to: ${folder}/${target}\n`,
    "@@\n",
    ...runs.flatMap(({ kept, removed, added }) => [
      ...prefixed(" ", kept),
      ...prefixed("-", removed),
      ...prefixed("+", added),
    ]),
  ].join("");
}
