import { deepEqual, equal, ok } from "node:assert/strict";
import { parseAnsi } from "../../../src/model/text/ansi.ts";
import { unwrapShell } from "../../../src/model/text/command.ts";
import { duration } from "../../../src/model/text/duration.ts";
import { lineCounts, relativePath } from "../../../src/model/text/format.ts";
import { appendOutput } from "../../../src/model/text/output.ts";
import { adviseOn, errorText } from "../../../src/model/text/turnError.ts";

const plain = (text: string) => parseAnsi(text).map(line => line.map(span => span.text).join(""));

describe("unwrapShell", () => {
  it("takes the script out of the server's wrapper, whatever its quoting", () => {
    equal(unwrapShell(`/bin/bash -lc 'touch a && echo "b c"'`), 'touch a && echo "b c"');
    equal(unwrapShell(`/bin/bash -c "echo 'x' \\"y\\""`), `echo 'x' "y"`);
    equal(unwrapShell("/bin/zsh -lc ls"), "ls");
  });
  it("leaves any other shape as it is", () => {
    equal(unwrapShell("/bin/bash -lc 'a' b"), "/bin/bash -lc 'a' b");
    equal(unwrapShell("/bin/bash -lc 'open"), "/bin/bash -lc 'open");
    equal(unwrapShell("git status"), "git status");
  });
});

describe("parseAnsi", () => {
  it("keeps colours: of the theme, of the cube, of either true-colour form", () => {
    deepEqual(parseAnsi("\u001b[31mred\u001b[0m")[0]?.[0], {
      text: "red",
      style: { foreground: 1 },
    });
    deepEqual(parseAnsi("\u001b[38;5;196mx")[0]?.[0]?.style, { foreground: "#ff0000" });
    deepEqual(parseAnsi("\u001b[38;2;1;2;3mx")[0]?.[0]?.style, { foreground: "#010203" });
    deepEqual(parseAnsi("\u001b[48:2::1:2:3mx")[0]?.[0]?.style, { background: "#010203" });
  });
  it("drops titles, links, clipboard and cursor sequences", () =>
    deepEqual(
      plain(
        "\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b\u001b]52;c;eA==\u0007c\u001b[2J\u001b(Bd",
      ),
      ["abcd"],
    ));
  it("writes over a line after a carriage return or a backspace", () =>
    deepEqual(plain("10%\r20%\r\nab\bc\na\u001b[1mb\b\bc\n\u{1f600}\b!\n\b\bx"), [
      "20%",
      "ac",
      "cb",
      " !",
      "x",
    ]));
  it("leaves no control character in its text, whatever comes in", () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
    const pieces = [
      "\u001b",
      "[",
      "]",
      "0;",
      "31",
      "m",
      "K",
      "\r",
      "\b",
      "x",
      "\u0007",
      "\\",
      "38;5;",
      "\u009b",
      "P",
      "?25l",
    ];
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: 40 }, () => pieces[random(pieces.length)]).join("");
      ok(
        !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(plain(text).join("")),
        JSON.stringify(text),
      );
    }
  });
});

describe("appendOutput", () => {
  it("keeps head and tail of a flood within bounds, and says what is left out", () => {
    let output = "first\n";
    for (let at = 0; at < 200; at++) output = appendOutput(output, `${"x".repeat(9_990)}\n`);
    output = appendOutput(output, "last");
    ok(output.length < 700_000);
    ok(
      output.startsWith("first") &&
        output.endsWith("last") &&
        output.includes("characters left out"),
    );
  });
});

describe("appendOutput's count", () => {
  it("is of all that came, however often something is left out", () => {
    for (const size of [9_990, 70_000, 600_000]) {
      let output = "";
      let fed = 0;
      for (let at = 0; at < 200; at++) {
        const delta = `${"x".repeat(size - at)}\n`;
        fed += delta.length;
        output = appendOutput(output, delta);
      }
      const [marker, count] = /\n… (\d+) characters left out …\n/.exec(output) ?? [];
      equal(Number(count), fed - (output.length - (marker?.length ?? 0)));
    }
  });
  it("is not what a command prints in its place", () => {
    const liar = "\n… 999999999 characters left out …\n";
    let output = "x".repeat(64 * 1024);
    output = appendOutput(output, liar);
    for (let at = 0; at < 3; at++) output = appendOutput(output, "y".repeat(400_000));
    ok(!output.includes("… 999999999"));
    equal(
      Number(/… (\d+) characters left out/.exec(output)?.[1]),
      liar.length + 1_200_000 - 192 * 1024,
    );
  });
  it("leaves no half of a character", () => {
    let output = "x";
    for (let at = 0; at < 3; at++) output = appendOutput(output, "\u{1f600}".repeat(200_000));
    ok(output.isWellFormed());
  });
});

describe("formats", () => {
  it("durations", () =>
    deepEqual([850, 4200, 45_000, 200_000].map(duration), [
      "850 ms",
      "4.2 s",
      "45 s",
      "3 min 20 s",
    ]));
  it("line counts of whole contents and of hunks", () => {
    deepEqual(lineCounts("add", "a\nb\n"), { added: 2, removed: 0 });
    deepEqual(lineCounts("delete", "a\nb"), { added: 0, removed: 2 });
    deepEqual(lineCounts("update", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n"), { added: 1, removed: 1 });
  });
  it("paths below a folder only", () => {
    equal(relativePath("/ws/src/a.ts", "/ws"), "src/a.ts");
    equal(relativePath("/wsx/a.ts", "/ws"), "/wsx/a.ts");
  });
});

describe("turn errors", () => {
  const error = (codexErrorInfo: unknown, message = "m") =>
    ({ message, codexErrorInfo, additionalDetails: null, misalignment: null }) as Parameters<
      typeof adviseOn
    >[0];
  it("name what to do, for kinds of today and of tomorrow", () => {
    equal(adviseOn(error("contextWindowExceeded")).ways[0], "newThread");
    equal(adviseOn(error({ httpConnectionFailed: { httpStatusCode: 401 } })).ways[0], "signIn");
    equal(adviseOn(error({ fromTheFuture: { depth: 1 } })).ways[0], "retry");
    equal(adviseOn(error("fromTheFuture")).title, "The turn failed");
  });
  it("put what helps before trying again, where trying again alone cannot help", () => {
    deepEqual(adviseOn(error("usageLimitExceeded")).ways, ["usage", "retry"]);
    deepEqual(adviseOn(error("unauthorized")).ways, ["signIn", "retry"]);
    deepEqual(adviseOn(error("modelNotFound")).ways, []);
  });
  it("read the message out of a raw body", () =>
    equal(
      errorText(error(null, 'unexpected status 400: {"error":{"message":"bad thing"}}')),
      "bad thing",
    ));
});
