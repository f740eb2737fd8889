import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "unbash";
import { root } from "../../../src/build/paths.mjs";
import { lex } from "../../../src/policy/lex.ts";
import { parseCorpus } from "../../support/corpus.ts";
import {
  createPlaces,
  prove,
  removePlaces,
  shellsHere,
  type Candidate,
  type Place,
} from "../../support/proof/prove.ts";
import { missingTool } from "../../support/proof/trace.ts";
import { createRandom, type Random } from "../../support/random.ts";

/** Mutants judged, and at most how many of the allowed ones are run. `FUZZ=400000 npm test -- policy/fuzz` for a release. */
const mutants = Number(process.env["FUZZ"] ?? 30_000);
const runs = Math.max(600, Math.floor(mutants / 16));
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

describe(`the policy under fuzzing (seed ${seed})`, () => {
  let places: Place[] = [];
  let accepted: Candidate[] = [];

  before(async function () {
    this.timeout(180_000);
    if (!shellsHere().includes("zsh")) console.log("      zsh is missing here: only bash is tried");
    places = createPlaces();
    accepted = await acceptedMutants(places);
  });
  after(() => removePlaces(places));

  it("reads what it allows as a whole shell parser does", () => {
    ok(
      accepted.length > 500,
      `only ${accepted.length} mutants were allowed: the fuzzer lost its teeth`,
    );
    for (const { command } of accepted.filter(({ shell }) => shell === "bash")) {
      const script = parse(command);
      deepEqual(script.errors ?? [], [], command);
      const lexed = lex(command, "bash");
      ok(lexed.ok);
      deepEqual(
        simpleCommands(script),
        lexed.commands.map(({ words }) => words.map(({ value }) => value)),
        command,
      );
    }
  });

  it("allows nothing that does more than its verdict says", async function () {
    const missing = missingTool();
    if (missing !== null) {
      console.log(`      skipped: ${missing}`);
      return this.skip();
    }
    this.timeout(Math.max(180_000, runs * 100));
    equal((await prove(accepted.slice(0, runs))).join("\n"), "");
  });
});

/** The words of every command that a whole parser sees, however deep; anything but plain words shows as its kind. */
function simpleCommands(node: unknown): string[][] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(simpleCommands);
  if ("type" in node && node.type === "Command" && "name" in node && "args" in node) {
    const words = [node.name, ...(node.args as unknown[])].map(wordValue);
    return [words, ...simpleCommands(node.args)];
  }
  return Object.values(node).flatMap(simpleCommands);
}

function wordValue(word: unknown): string {
  if (typeof word !== "object" || word === null || !("type" in word)) return "nothing";
  const { type, value, parts } = word as {
    type: string;
    value?: string;
    parts?: readonly { type: string }[];
  };
  const odd = parts?.find(
    part => !["Literal", "SingleQuoted", "DoubleQuoted", "Glob"].includes(part.type),
  );
  return type === "Word" && !odd ? (value ?? "") : (odd?.type ?? type);
}

/** Distinct commands that the policy still allows after they were mutated. */
async function acceptedMutants(places: readonly Place[]): Promise<Candidate[]> {
  const cases = parseCorpus(readFileSync(join(root, "test/unit/policy/corpus.jsonl"), "utf8"));
  const posix = cases.filter(({ shell }) => shell === "bash");
  const safe = posix.filter(({ verdict }) => verdict === "allow").map(({ command }) => command);
  const unsafe = posix.filter(({ verdict }) => verdict === "ask").map(({ command }) => command);
  const random = createRandom(seed);
  const shells = shellsHere();
  const accepted = new Map<string, Candidate>();
  for (let count = 0; count < mutants; count++) {
    let command = random.pick(safe);
    for (let times = random.below(3); times >= 0; times--)
      command = random.pick(mutators)(command, random, { safe, unsafe });
    const [place, shell] = [random.pick(places), random.pick(shells)];
    const judged = await place.oracle.judge({ shell, command });
    if (judged.verdict.decision === "allow")
      accepted.set(command, { shell, command, place, judged, cwd: place.root });
  }
  return [...accepted.values()];
}

interface Pool {
  readonly safe: readonly string[];
  readonly unsafe: readonly string[];
}
type Mutator = (command: string, random: Random, pool: Pool) => string;

const insert = (text: string, part: string, random: Random): string => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + part + text.slice(at);
};
const wordsOf = (command: string): string[] => command.split(" ");
const bait =
  ".env ../outside/o.txt config config/secrets.yaml link-to-env linkdir out.txt conf.txt code.txt zero.txt environ.md inner inner/a.ts gitlink gitlink/config 5 3 10 1 never auto short x -n -b -l many logs logs/*.txt docs/*.md *.txt *.md many/* src/*.ts linkdir/o.txt linkdir/* src/.env.local . ./ .. / ~ * .* src/* *.pem id_rsa server.pem .git/config /etc/passwd /dev/stdin - -- list evil.awk evil.sed PWNED $HOME `touch>PWNED` $(touch\tPWNED) README.md src data.txt".split(
    " ",
  );
const options =
  "-o -i -w -f -r -R -L -O -T -x -X -exec -delete -ok -fprintf -fls -z -P -p -e -d --pre --pre=./evil --output=PWNED --output PWNED --hidden --no-ignore -uuu -. --follow --files0-from=list --compress-program=./evil --in-place -execdir --ext-diff --textconv -c --file=.env -I ./evil -s -t -n -C -S -M -0 -g -g=* -D -m -b -N".split(
    " ",
  );
const operators = [
  "&&",
  "||",
  ";",
  "|",
  "&",
  "|&",
  ">",
  ">>",
  "<",
  "<<<",
  "\n",
  "\r",
  "2>",
  ">&",
  "&>",
];

/** Ways to make a harmless command dangerous, or to hide that it is. */
const mutators: readonly Mutator[] = [
  (command, random) => insert(command, ` ${random.pick(bait)} `, random),
  (command, random) => `${command} ${random.pick(bait)}`,
  (command, random) => `${command} ${random.pick(options)}`,
  (command, random) => insert(command, ` ${random.pick(options)} `, random),
  (command, random) => `${command} ${random.pick(options)} ${random.pick(bait)}`,
  (command, random, { safe }) => `${command} ${random.pick(operators)} ${random.pick(safe)}`,
  (command, random, { unsafe }) => `${command} ${random.pick(operators)} ${random.pick(unsafe)}`,
  (command, random, { unsafe }) => {
    const [first = ""] = wordsOf(command);
    return [first, ...wordsOf(random.pick(unsafe)).slice(1)].join(" ");
  },
  (command, random) => [...wordsOf(command).slice(0, -1), random.pick(bait)].join(" "),
  (command, random) => {
    const words = wordsOf(command);
    return words.toSpliced(random.below(words.length), 1).join(" ");
  },
  (command, random) => {
    const words = wordsOf(command);
    const [from, to] = [random.below(words.length), random.below(words.length)];
    return words
      .with(from, words[to] ?? "")
      .with(to, words[from] ?? "")
      .join(" ");
  },
  (command, random) =>
    insert(
      command,
      random.pick([
        "'",
        '"',
        "\\",
        "$",
        "`",
        "{",
        "}",
        "!",
        "*",
        "?",
        "~",
        "=",
        "#",
        "(",
        ")",
        "\u00a0",
        "\u200b",
      ]),
      random,
    ),
  (command, random) => {
    const at = random.below(command.length);
    return command.slice(0, at) + command.slice(at + 1);
  },
  (command, random) => {
    const words = wordsOf(command);
    const at = random.below(words.length);
    return words.with(at, `"${words[at]}"`).join(" ");
  },
  (command, random, { safe }) => {
    const other = wordsOf(random.pick(safe));
    return [...wordsOf(command).slice(0, 2), ...other.slice(1)].join(" ");
  },
];
