import { deepEqual, equal, ok } from "node:assert/strict";
import { parseAnsi } from "../../../../src/model/text/ansi.ts";
import { headAndTail } from "../../../../src/model/text/lines.ts";
import { appendOutput } from "../../../../src/model/text/output.ts";
import { createTerminalLines } from "../../../../src/model/text/outputLines.ts";
import {
  createPlainLines,
  needsTerminal,
  plainText,
} from "../../../../src/model/text/plainLines.ts";
import { createTerminal } from "../../../../src/model/text/terminal.ts";
import { createRandom } from "../../../support/random.ts";

const E = "\u001b";
const spinner = ["⠋", "⠙", "⠹"];

/** Output by what it does, and the lines that a terminal shows then. */
const cases: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  "a carriage return writes over, and takes nothing away": [
    ["--------------------\rHello", ["Hello---------------"]],
    [`--------------------\rHello${E}[K`, ["Hello"]],
    ["10%\r20%\r\ndone", ["20%", "done"]],
    ["one\r\r\ntwo\r\n", ["one", "two", ""]],
    ["[#   ] 1%\r[##  ] 50%\r[####] 100%\ndone", ["[####] 100%", "done"]],
  ],
  "spinners end as their last picture": [
    [`${E}[2K${E}[1G- working${E}[2K${E}[1G\\ working${E}[2K${E}[1G✔ done\n`, ["✔ done", ""]],
    [`${spinner.map(sign => `${E}[1G${E}[0K${sign} resolving`).join("")}${E}[1G${E}[0Kok`, ["ok"]],
    [`a 1${E}[Ga 2${E}[Ga 3\n`, ["a 3", ""]],
    ["|\b/\b-\b\\\b done", [" done"]],
    [`${E}[?25l${E}7| one${E}8/ two${E}8${E}[K- three${E}[?25h`, ["- three"]],
    [`${E}[s|${E}[u/${E}[u-`, ["-"]],
  ],
  "progress of several lines is rewritten": [
    [
      `layer 1 10%\nlayer 2 10%\n${E}[2A${E}[2Klayer 1 done\n${E}[2Klayer 2 done\n`,
      ["layer 1 done", "layer 2 done", ""],
    ],
    [`a\nb\nc${E}[2F1${E}[1E2${E}[E3`, ["1", "2", "3"]],
    [`a\nb\nc\n${E}[3A${E}[Jnew\n`, ["new", ""]],
    [`a\nb\n${E}M${E}[2K${E}Mx`, ["x", "", ""]],
    [`${"x\n".repeat(30)}${E}[30Afirst`, ["first", ...Array<string>(29).fill("x"), ""]],
    [`a\nb${E}[9Ax`, ["ax", "b"]],
  ],
  "columns and rows are counted from 1": [
    [`x${E}[10Gy`, ["x        y"]],
    [`x${E}[3Cy${E}[2Dz`, ["x  zy"]],
    [`a\nb\n${E}[Hx`, ["x", "b", ""]],
    [`${E}[2;3Hx${E}[1;1fy`, ["y", "  x"]],
    [`${E}[3dz`, ["", "", "z"]],
    [`x${E}[999C${E}[3D[ok]`, [`x${" ".repeat(75)}[ok]`]],
    [`${E}[999;999H${E}[6n${E}[1;1Hx`, ["x"]],
  ],
  "erasing takes what it names": [
    [`secret\r${E}[2Kclean`, ["clean"]],
    [`abcdef${E}[3D${E}[1Kx`, ["   xef"]],
    [`abcdef${E}[3D${E}[K`, ["abc"]],
    [`abcdef\r${E}[2X`, ["  cdef"]],
    [`abcdef\r${E}[2P`, ["cdef"]],
    [`abc\r${E}[2@x`, ["x abc"]],
    [`a\nb\nc${E}[2A\r${E}[Lnew`, ["new", "a", "b", "c"]],
    [`a\nb\nc${E}[2A${E}[M`, ["b", "c"]],
  ],
  "what is cleared at once stays above": [
    [`a\n${E}[2J${E}[Hb`, ["a", "b"]],
    [`a\n${E}[H${E}[2J${E}[3Jb`, ["a", "b"]],
    [`a\nb${E}[H${E}[Jc`, ["a", "b", "c"]],
    [`a${E}cb`, ["a", "b"]],
    [`${E}[2J${E}[H1\n2\n${E}[H3\n`, ["3", "2", ""]],
  ],
  "the other screen is gone with its program": [
    [`a\n${E}[?1049h${E}[Hvim${E}[?1049lb`, ["a", "b"]],
    [`a\n${E}[?1049hstill there`, ["a", "", "still there"]],
  ],
  "titles, links, the clipboard and modes leave no trace": [
    [`${E}]8;;https://example.invalid${E}\\text${E}]8;;${E}\\`, ["text"]],
    [`${E}]9;4;1;50\u0007x${E}]0;title\u0007${E}]52;c;eA==\u0007`, ["x"]],
    [`${E}P1$r0m${E}\\a${E}_x${E}\\b${E}^y${E}\\c${E}Xz${E}\\`, ["abc"]],
    [`${E}]0;never closed\nnext`, ["", "next"]],
    [`${E}[?2004h${E}[>1u${E}[!p${E}=${E}#8x`, ["x"]],
    [`\u009b31mred\u009d0;title\u009c`, ["red"]],
    [`${E}[12${E}[31mx${E}[3\u0001y`, ["xy"]],
  ],
  "wide characters take two columns, marks none": [
    ["日本\r本x", ["本x "]],
    ["日本\rx", ["x 本"]],
    [`日本${E}[2Gx`, [" x本"]],
    ["e\u0301x\b\by", ["yx"]],
    ["👩‍💻x\b\b\b12", ["12x"]],
    ["🇩🇪x\r", ["🇩🇪x"]],
    ["👍🏽\rok", ["ok"]],
    ["🎉\b\bx", ["x "]],
    [`한글${E}[5Gx`, ["한글x"]],
  ],
  "a tab leads to its stop, and back": [
    ["a\tb\rc", ["c\tb"]],
    ["abc\r\tx", ["abc     x"]],
    ["a\tb\r\tc", ["a\tc"]],
    [`a\tb${E}[3Gx`, ["a x     b"]],
    [`a\t\tb${E}[Zc`, ["a\t\tc"]],
  ],
  "frames are drawn with lines": [
    [`${E}(0lqk${E}(Bq`, ["┌─┐q"]],
    [`${E})0\u000ex\u000fx`, ["│x"]],
    [`-${E}[4b|`, ["-----|"]],
  ],
};

const shown = (text: string) => plainText(parseAnsi(text)).split("\n");

describe("a terminal", () => {
  for (const [what, inputs] of Object.entries(cases))
    it(`${what}, in one piece and in any two`, () => {
      for (const [text, lines] of inputs) {
        deepEqual(shown(text), lines, JSON.stringify(text));
        for (let at = 1; at < text.length; at++) {
          const terminal = createTerminal();
          terminal.write(text.slice(0, at));
          terminal.write(text.slice(at));
          equal(plainText(terminal.lines()), lines.join("\n"), JSON.stringify([text, at]));
        }
      }
    });

  it("hides no text that was concealed, and keeps the colours of what is left", () => {
    deepEqual(shown(`-----\r${E}[8mab${E}[28m`), ["ab---"]);
    deepEqual(parseAnsi(`${E}[31mred${E}[32m\rg`)[0], [
      { text: "g", style: { foreground: 2 } },
      { text: "ed", style: { foreground: 1 } },
    ]);
  });

  it("shows the same whatever the pieces are, and no control character", () => {
    const random = createRandom(9);
    const pieces = [E, "[", "]", "0;", "31", "m", "K", "\r", "\b", "x", "日", "\u0007", "\\", "A"];
    const more = ["2J", "H", "\n", "\t", "\u009b", "P", "?1049h", "?1049l", "3C", "(0", "q", "L"];
    for (let round = 0; round < 300; round++) {
      const parts = Array.from({ length: 40 }, () => random.pick([...pieces, ...more]));
      const terminal = createTerminal();
      for (const part of parts) terminal.write(part);
      equal(plainText(terminal.lines()), plainText(parseAnsi(parts.join(""))));
      ok(!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(plainText(terminal.lines())));
    }
  });

  it("does not grow beyond what was printed, whatever is asked of it", () => {
    for (const piece of ["[499Gx\n", "[200;1Hx", "[9999b", "[500@", "[500Lx", "[199d\n", "[500I"]) {
      const text = `a${E}${piece}`.repeat(10_000);
      const lines = parseAnsi(text);
      const size = lines.reduce((sum, line) => sum + 1 + plainText([line]).length, 0);
      ok(size < 4 * text.length + 100_000, `${piece}: ${size} of ${text.length}`);
    }
  });
});

describe("the lines of output that grows", () => {
  it("are read piece by piece, and stay the same objects where nothing changed", () => {
    const read = createTerminalLines();
    const first = read("one\ntwo 10%");
    const second = read("one\ntwo 10%\rtwo 20%\nthree\n");
    deepEqual(plainText(second).split("\n"), ["one", "two 20%", "three"]);
    equal(second[0], first[0]);
    deepEqual(plainText(read("another")).split("\n"), ["another"]);
  });

  it("tell what was left out, which output behind it cannot write over", () => {
    const read = createTerminalLines();
    let output = "first\n";
    for (let at = 0; at < 80; at++) {
      output = appendOutput(output, `${"y".repeat(9_990)}\n`);
      read(output);
    }
    output = appendOutput(output, `${E}[99999A${E}[Jlast`);
    const lines = plainText(read(output)).split("\n");
    equal(lines[0], "first");
    equal(lines.filter(line => /^… \d+ characters left out …$/.test(line)).length, 1);
    equal(lines.at(-1), "last");
    equal(lines.join("\n"), plainText(createTerminalLines()(output)));
  });

  it("begin behind a gap with a whole line, and count what that leaves out", () => {
    let output = "";
    let fed = 0;
    for (let at = 0; at < 60; at++) {
      const delta = `${E}[3${at % 8}m${"z".repeat(90)}${E}[0m\n`.repeat(100);
      fed += delta.length;
      output = appendOutput(output, delta);
    }
    const [mark = "", count] = /\n… (\d+) characters left out …\n/.exec(output) ?? [];
    equal(Number(count), fed - (output.length - mark.length));
    const behind = output.slice(output.indexOf(mark) + mark.length);
    ok(behind.startsWith(E), JSON.stringify(behind.slice(0, 20)));
  });
});

describe("output without commands", () => {
  it("is read as text, whatever pieces it comes in", () => {
    for (const text of ["", "a", "a\n", "a\r\nb\r\n", "\na\tb\n\n", "日本\nx", "a\nb\nc"]) {
      equal(needsTerminal(text), false, JSON.stringify(text));
      const whole = plainText(createTerminalLines()(text));
      for (let at = 0; at <= text.length; at++) {
        const read = createPlainLines();
        read(text.slice(0, at));
        equal(plainText(read(text)), whole, JSON.stringify([text, at]));
      }
    }
  });
  it("is told from output that commands the terminal", () => {
    for (const text of ["a\rb", "a\b", `${E}[2K`, "\u009b1m", "\u0007", "a\r"])
      equal(needsTerminal(text), true, JSON.stringify(text));
  });
  it("keeps the lines that did not change", () => {
    const read = createPlainLines();
    const [first] = read("one\ntw");
    const lines = read("one\ntwo\n");
    equal(lines[0], first);
    equal(plainText(lines), "one\ntwo");
  });
});

describe("headAndTail", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `l${at}`);
  it("cuts the middle and counts it", () =>
    deepEqual(headAndTail(lines(12), 2, 3), {
      head: ["l0", "l1"],
      tail: ["l9", "l10", "l11"],
      hidden: 7,
    }));
  it("hides nothing for the sake of a few lines", () => {
    for (const count of [0, 5, 6, 10])
      deepEqual(headAndTail(lines(count), 2, 3), { head: lines(count), tail: [], hidden: 0 });
    equal(headAndTail(lines(11), 2, 3).hidden, 6);
  });
});
