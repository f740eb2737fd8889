import { ok } from "node:assert/strict";
import "../../webview/highlight/chunk.ts";
import { redact } from "../../src/appserver/redact.ts";
import { redactedTo } from "../../src/engine/asks/auditSubject.ts";
import { parseAnsi } from "../../src/model/text/ansi.ts";
import { shellWords, unwrapShell } from "../../src/model/text/command.ts";
import { fileReadings, splitFileNames } from "../../src/model/text/fileLink.ts";
import { createTerminalLines } from "../../src/model/text/outputLines.ts";
import { appendOutput } from "../../src/model/text/output.ts";
import { errorText } from "../../src/model/text/turnError.ts";
import { hidesCharacters, visible } from "../../src/model/text/visible.ts";
import { lex } from "../../src/policy/lex.ts";
import { matchesGlob } from "../../src/policy/glob.ts";
import { unitsOf } from "../../webview/highlight/units.ts";
import { createMarkdown } from "../../webview/markdown/blocks.ts";
import { decodeEntities } from "../../webview/markdown/entities.ts";
import { createRandom, type Random } from "../support/random.ts";

/** What made a reader of text slow once, or may: each is repeated, nested and mixed. */
const pieces: readonly string[] = [
  ..."*_~`[]()<>#|-+=!:;.,/\\\"'&$%@^{}?0a".split(""),
  "**",
  "__",
  "a*",
  "*a **a ",
  "__a__b",
  "![",
  "](",
  "[a](b ",
  "[a]: b\n",
  "> ",
  "- ",
  "1. ",
  "<a ",
  "<div>\n",
  "<!--",
  "</",
  "&amp;",
  "&#x41;",
  "http://a.",
  "www.a",
  "a@a.",
  "://a:b",
  "|a",
  "\\*",
  "a.",
  "eyJ-",
  "sk-",
  "Bearer ",
  "password=",
  "\b",
  "x\b",
  "\r",
  "\u001b[31m",
  "\u001b[",
  "\u001b[38;",
  "\u001b]0;",
  "38;",
  "\u001b[K",
  "\u009b1",
  "\u{1f600}",
  "\u202e",
  "\u200d",
  "é",
  "\n",
  "a\n",
  "\t",
  " ",
  "  \n",
  "\n\n",
  "```\n",
  "$(",
  "${",
  "<<a",
  "/*",
  "//",
  "'\\''",
  "a\n=\n",
];

/** What a terminal does more work for than it is long. */
const commands: readonly string[] = [
  "\u001b[K",
  "\u001b[1K",
  "\u001b[A",
  "\u001b[J",
  "\u001b[1J",
  "\u001b[2J",
  "\u001b[500G",
  "\u001b[200;1H",
  "\u001b[9@",
  "\u001b[P",
  "\u001b[L",
  "\u001b[M",
  "\u001b[999b",
  "\u001b7",
  "\u001b8",
  "\u001b[?1049h",
  "\u001b[?1049l",
  "\u001b(0",
  "日",
];

/** A text of about `length` characters of one family. */
function hostile(random: Random, length: number, kinds = pieces): string {
  const piece = random.pick(kinds);
  const fill = (part: string, size: number) =>
    part.repeat(Math.ceil(size / part.length)).slice(0, size);
  switch (random.below(5)) {
    case 0:
      return fill(piece, length);
    case 1:
      return fill(piece, length / 2) + fill(random.pick(pieces), length / 2);
    case 2:
      return fill(piece + random.pick(pieces) + random.pick(pieces), length);
    case 3:
      return `${fill(piece, random.below(60))}x\n${fill(`${random.pick(pieces)}\n`, length)}`;
    default:
      return fill(`${fill(piece, 60)}\n`, length);
  }
}

/** Inputs that were slow once: 10 to 50 s. */
const known: readonly ((length: number) => string)[] = [
  length => "a.".repeat(length / 2),
  length => "x".repeat(length / 2) + "\b".repeat(length / 2),
  length => "x".repeat(length / 2) + "y\b".repeat(length / 4),
  length => `\u001b[${"38;".repeat(length / 3)}m`,
  length => `${"- ".repeat(19)}\n${"a\n".repeat(length / 2)}`,
  length => `${"- ".repeat(39)}\n${"a\n".repeat(length / 2)}`,
  length => "*a **a ".repeat(length / 7),
  length => "__a__b".repeat(length / 6),
  length => "![".repeat(length / 2),
  length => "[".repeat(length),
  length => "1. ".repeat(length / 3),
  length => "> ".repeat(length / 2),
  length => "[a](".repeat(length / 4),
  length => "eyJ-".repeat(length / 4),
  length => "___".repeat(length / 3),
  length => "000".repeat(length / 3),
  length => "${".repeat(length / 2),
];

const languages = ["bash", "c", "csharp", "ini", "java", "markdown", "rust", "sql", "typescript"];

interface Reader {
  readonly name: string;
  readonly length: number;
  /** What its texts begin with, where that is not what all begin with. */
  readonly kinds?: readonly string[];
  /** Each call of what it gives is a step. */
  steps(text: string, random: Random): Iterable<unknown>;
}

const whole = (name: string, length: number, read: (text: string) => unknown): Reader => ({
  name,
  length,
  *steps(text) {
    yield read(text);
  },
});

const readers: readonly Reader[] = [
  whole("redact", 200_000, redact),
  whole("redactedTo", 200_000, text => redactedTo(text, 2000)),
  whole("parseAnsi", 100_000, parseAnsi),
  whole("visible", 200_000, visible),
  whole("hidesCharacters", 200_000, hidesCharacters),
  whole("shellWords", 100_000, shellWords),
  whole("unwrapShell", 200_000, text => unwrapShell(`/bin/bash -lc '${text}'`)),
  whole("decodeEntities", 200_000, decodeEntities),
  whole("the policy's reader of commands", 100_000, text => lex(text, "bash")),
  whole("the policy's globs", 4000, path => matchesGlob(path, "**/*a*/**/*.ts")),
  whole("splitFileNames", 200_000, splitFileNames),
  whole("fileReadings", 1000, text => fileReadings(text)),
  whole("errorText", 200_000, message =>
    errorText({ message, codexErrorInfo: null, additionalDetails: null, misalignment: null }),
  ),
  {
    name: "appendOutput",
    length: 200_000,
    *steps(text) {
      for (let output = "", at = 0; at < 5; at++) yield (output = appendOutput(output, text));
    },
  },
  { ...whole("the terminal", 100_000, parseAnsi), kinds: commands },
  {
    name: "output that grows",
    length: 100_000,
    kinds: commands,
    *steps(text) {
      const read = createTerminalLines();
      for (let end = 10_000; end <= text.length; end += 10_000) yield read(text.slice(0, end));
    },
  },
  {
    name: "markdown at once",
    length: 20_000,
    *steps(text) {
      const markdown = createMarkdown();
      yield markdown.update(text);
      yield markdown.blocks(false);
    },
  },
  {
    name: "markdown streamed",
    length: 20_000,
    *steps(text) {
      const markdown = createMarkdown();
      for (let end = 1000; end < text.length + 1000; end += 1000) {
        yield markdown.update(text.slice(0, end));
        yield markdown.blocks(true);
      }
      yield markdown.blocks(false);
    },
  },
  {
    name: "highlight",
    length: 6000,
    steps(text, random) {
      const language = random.pick(languages);
      return unitsOf(text, unit => globalThis.folioHighlight?.(unit, language));
    },
  },
];

const limitMs = 100;

/** The processor time of the dearest step, in milliseconds: other programs of the machine do not count. */
function dearest(reader: Reader, seed: number): number {
  const random = createRandom(seed);
  const text = known[seed]?.(reader.length) ?? hostile(random, reader.length, reader.kinds);
  const steps = reader.steps(text, random)[Symbol.iterator]();
  let most = 0;
  for (;;) {
    const before = process.cpuUsage();
    const { done } = steps.next();
    const { user, system } = process.cpuUsage(before);
    most = Math.max(most, (user + system) / 1000);
    if (done) return most;
  }
}

describe("hostile text", () => {
  const perReader = 57;
  for (const reader of readers)
    it(`keeps ${reader.name} below ${limitMs} ms a step, ${perReader} texts of ${reader.length} characters`, () => {
      for (let seed = 0; seed < perReader; seed++) {
        // The first run compiles what it needs, and a collection of garbage may fall into any.
        let most = dearest(reader, seed);
        for (let again = 0; again < 3 && most >= limitMs; again++)
          most = Math.min(most, dearest(reader, seed));
        ok(most < limitMs, `text ${seed}: ${most} ms`);
      }
    });
});
