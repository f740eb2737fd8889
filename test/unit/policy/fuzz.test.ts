import { deepEqual, equal, ok } from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "unbash";
import { root } from "../../../src/build/paths.mjs";
import { decide } from "../../../src/policy/decide.ts";
import type { CommandQuestion, Facts } from "../../../src/policy/question.ts";
import { lex } from "../../../src/policy/lex.ts";
import { isSecret } from "../../../src/policy/paths.ts";
import { corpusPolicy, parseCorpus } from "../../support/corpus.ts";
import { createRandom, type Random } from "../../support/random.ts";

/** Mutants judged, and at most how many of the allowed ones are run. `FUZZ=400000 npm test -- policy/fuzz` for a release. */
const mutants = Number(process.env["FUZZ"] ?? 60_000);
const runs = Math.max(600, Math.floor(mutants / 16));
const seed = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
const secret = "SECRET-THAT-NOBODY-MAY-SEE";

describe(`the policy under fuzzing (seed ${seed})`, () => {
  let fixture = "";
  let accepted: string[] = [];

  before(function () {
    this.timeout(60_000);
    fixture = createFixture();
    const facts = factsOf(fixture);
    accepted = [...acceptedMutants(facts)];
  });
  after(() => rmSync(dirname(fixture), { recursive: true, force: true }));

  it("reads what it allows as a whole shell parser does", () => {
    ok(
      accepted.length > 500,
      `only ${accepted.length} mutants were allowed: the fuzzer lost its teeth`,
    );
    for (const command of accepted) {
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

  it("allows nothing that writes or prints a secret", async function () {
    this.timeout(Math.max(60_000, runs * 40));
    const before = fingerprint(fixture);
    const chosen = accepted.slice(0, runs);
    for (let at = 0; at < chosen.length; at += 40) {
      const batch = chosen.slice(at, at + 40);
      const outputs = await Promise.all(batch.map(command => execute(command, fixture)));
      for (const [index, output] of outputs.entries()) {
        ok(!output.text.includes(secret), `printed a secret: ${batch[index]}`);
        ok(!output.isHung, `hung: ${batch[index]}`);
      }
      equal(fingerprint(fixture), before, `one of these wrote:\n${batch.join("\n")}`);
    }
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

/** A folder like those that the corpus speaks of: secrets, links out of it, programs with the names of commands, bait. */
function createFixture(): string {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), "folio-fuzz-"))), "ws");
  const files: Record<string, string> = {
    "README.md": "# Title\nfoo bar\nbaz foo\n",
    "data.txt": "b 2\na 1\nc 3\na 1\n",
    "a.txt": "one\ntwo\n",
    "b.txt": "one\n2\n",
    list: "README.md\0.env\0",
    "package.json": '{"name":"x","scripts":{"a":"b"}}\n',
    "hex.txt": "00000000: 41\n",
    "src/a.ts": "export const foo = 1;\n",
    "src/b.ts": "export const bar = 2;\n",
    "src/deep/c.ts": "foo\n",
    ".env": `KEY=${secret}\n`,
    ".env.local": secret,
    ".npmrc": secret,
    ".git-credentials": secret,
    "config/secrets.yaml": `a: ${secret}\n`,
    "config/plain.yaml": "a: 1\n",
    "server.pem": secret,
    id_rsa: secret,
    "src/.env": secret,
    ".vscode/mcp.json": secret,
    "evil.awk": 'BEGIN{print "x" > "PWNED"}\n',
    "evil.sed": "w PWNED\n",
    rgrc: "--pre=./evil\n",
    "../outside/secret.txt": secret,
    "../outside/plain.txt": secret,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const name of ["evil", "ls", "cat", "-delete", "--pre=evil"])
    writeFileSync(join(folder, name), "#!/bin/sh\ntouch PWNED\n", { mode: 0o755 });
  symlinkSync(".env", join(folder, "link-to-env"));
  symlinkSync("../outside", join(folder, "linkdir"));
  const git = (...args: string[]) =>
    spawnSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.com", ...args], {
      cwd: folder,
    });
  git("init", "-q");
  git("add", "README.md", "src/a.ts", "src/b.ts", "data.txt");
  git("commit", "-qm", "first");
  return folder;
}

function factsOf(folder: string): Facts {
  const secrets = listFiles(folder).filter(isSecret);
  return {
    isTrusted: true,
    approvalPolicy: "untrusted",
    root: folder,
    gitProblem: () => null,
    printedByGit: () => null,
    mcpConfig: () => null,
    realPath(path) {
      try {
        return realpathSync(path);
      } catch {
        return path.startsWith(folder) ? path : null;
      }
    },
    secrets: () => secrets,
    conflict: () => null,
    exists: () => true,
    isShared: () => false,
  };
}

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    name => !name.startsWith(".git/"),
  );

/** What stands in the folder, contents and all; git's own files too. */
function fingerprint(folder: string): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(folder, name);
    const entry = lstatSync(path);
    hash.update(`${name}\0${entry.mode}\0`);
    if (entry.isSymbolicLink()) hash.update(readlinkSync(path));
    else if (entry.isFile()) hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

/** Distinct commands that the policy still allows after they were mutated. */
function acceptedMutants(facts: Facts): Set<string> {
  const cases = parseCorpus(readFileSync(join(root, "test/unit/policy/corpus.jsonl"), "utf8"));
  const posix = cases.filter(({ shell }) => shell === "bash");
  const safe = posix.filter(({ verdict }) => verdict === "allow").map(({ command }) => command);
  const unsafe = posix.filter(({ verdict }) => verdict === "ask").map(({ command }) => command);
  const random = createRandom(seed);
  const accepted = new Set<string>();
  for (let count = 0; count < mutants; count++) {
    let command = random.pick(safe);
    for (let times = random.below(3); times >= 0; times--)
      command = random.pick(mutators)(command, random, { safe, unsafe });
    if (allows(command, facts)) accepted.add(command);
  }
  return accepted;
}

function allows(line: string, facts: Facts): boolean {
  const question: CommandQuestion = {
    kind: "command",
    line: { shell: "bash", line },
    cwd: facts.root,
    requestKind: "command",
    reason: null,
    environmentId: null,
    host: null,
    hasAdditionalPermissions: false,
    offersAccept: true,
  };
  return decide(question, corpusPolicy, facts).decision === "allow";
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
  ".env ../outside/plain.txt config config/secrets.yaml link-to-env linkdir linkdir/plain.txt src/.env . ./ .. / ~ * .* src/* *.pem id_rsa server.pem .git/config /etc/passwd /dev/stdin - -- list evil.awk evil.sed PWNED $HOME `touch>PWNED` $(touch\tPWNED) README.md src data.txt".split(
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

const environment = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GIT_PAGER: "cat",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  TOKEN: secret,
};

function execute(command: string, cwd: string): Promise<{ text: string; isHung: boolean }> {
  return new Promise(resolve => {
    const child = spawn("bash", ["-c", command], {
      cwd,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    const hear = (data: Buffer) => {
      if (text.length < 1_000_000) text += data.toString();
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
    child.on("close", (_code, signal) => {
      clearTimeout(timer);
      resolve({ text, isHung: signal === "SIGKILL" });
    });
  });
}
