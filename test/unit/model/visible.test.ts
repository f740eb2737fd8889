import { deepEqual, equal, ok } from "node:assert/strict";
import {
  hidesCharacters,
  oneLine,
  visible,
  visibleParts,
  visibleProse,
} from "../../../src/model/text/visible.ts";

const england = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";

/** As people write them: nothing is written out, and nobody is warned. */
const ordinary = [
  'git commit -m "⚠️ fix 👩‍💻 ✔️"',
  "👍🏽 👩🏽‍🚀 👨‍👩‍👧‍👦 👩‍❤️‍💋‍👨 🏴‍☠️ 🐦‍⬛ 🧑🏿‍🤝‍🧑🏻",
  "🇫🇷 🇯🇵 🏳️‍🌈",
  `${england} wins`,
  "1️⃣ 2️⃣ #️⃣ *️⃣",
  "❤️‍🔥 ☎︎ ©️ ™️ ‼️",
  "echo می‌خواهم نمی‌دانم",
  "echo کتاب‌های",
  "echo ه‍.ق",
  "echo क्‍ष श्री क्‌ष",
  "echo ন্‍ত র‍্যাব ന്‍ ක්‍ෂ",
  "echo สวัสดี\u200bครับ ខ្មែរ\u200bភាសា",
  'git commit -m "修正　完了"',
  "echo '　字下げ'",
  'echo "Êtes-vous sûr\u202f? « oui\u00a0»"',
  "echo 'Prix\u00a0: 10\u202f000\u00a0€'",
  "echo 葛󠄀飾 辻󠄀",
  "Ünïcode 漢字 👍 עברית العربية ไทย 한국어 Ελληνικά",
  "echo ١٢٣ \u0600١",
  "lines\n\tstay",
  "a   b",
];

/** What hides: each with what must stand in its place. */
const hiding: readonly (readonly [string, string])[] = [
  ["echo \u001b[2K", "echo ␛[2K"],
  ["a\rb\u0000c\u007fd\u0085e", "a␍b␀c␡d⟨U+0085⟩e"],
  ["a\u202eb\u202c", "a⟨U+202E⟩b⟨U+202C⟩"],
  ["a\u2066b\u2069\u200f\u061c", "a⟨U+2066⟩b⟨U+2069⟩⟨U+200F⟩⟨U+061C⟩"],
  ['echo "\u202e gpj"', 'echo "⟨U+202E⟩ gpj"'],
  ["zero\u200bwidth", "zero⟨U+200B⟩width"],
  ["r\u200dm l\u200cs", "r⟨U+200D⟩m l⟨U+200C⟩s"],
  ["l\ufe0fs -\ufe0frf", "l⟨U+FE0F⟩s -⟨U+FE0F⟩rf"],
  ["1\ufe0f2", "1⟨U+FE0F⟩2"],
  ["\u200d", "⟨U+200D⟩"],
  ["👩\u200d", "👩⟨U+200D⟩"],
  ["👩\u200dls", "👩⟨U+200D⟩ls"],
  ["a\u200d👩", "a⟨U+200D⟩👩"],
  ["👩\u200d\u200d💻", "👩⟨U+200D⟩⟨U+200D⟩💻"],
  ["⚠\ufe0f\ufe0f", "⚠\ufe0f⟨U+FE0F⟩"],
  ["می\u200c\u200cخ", "می⟨U+200C⟩⟨U+200C⟩خ"],
  ["می\u200cls", "می⟨U+200C⟩ls"],
  ["ก\u200bls", "ก⟨U+200B⟩ls"],
  ["no\u00a0break", "no⟨U+00A0⟩break"],
  ["rm\u3000-rf\u2003x", "rm⟨U+3000⟩-rf⟨U+2003⟩x"],
  ['echo "$(rm\u00a0x)"', 'echo "$(rm⟨U+00A0⟩x)"'],
  ["echo \\'a\u00a0b\\'", "echo \\'a⟨U+00A0⟩b\\'"],
  ["echo 'open\u00a0", "echo 'open⟨U+00A0⟩"],
  [`echo "x${"\u3000".repeat(3)}y"`, `echo "x${"⟨U+3000⟩".repeat(3)}y"`],
  ["tag\u{e0041}", "tag⟨U+E0041⟩"],
  ["\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}", "\u{1f3f4}⟨U+E0067⟩⟨U+E0062⟩⟨U+E007F⟩"],
  ["😀\u{e0072}\u{e006d}", "😀⟨U+E0072⟩⟨U+E006D⟩"],
  ["x\u{e0100}", "x⟨U+E0100⟩"],
  ["漢\u{e0100}\u{e0101}", "漢\u{e0100}⟨U+E0101⟩"],
  ["so\u00adft \u2060 \ufeff \u034f", "so⟨U+00AD⟩ft ⟨U+2060⟩ ⟨U+FEFF⟩ ⟨U+034F⟩"],
  ["\u3164\uffa0\u115f\u2800", "⟨U+3164⟩⟨U+FFA0⟩⟨U+115F⟩⟨U+2800⟩"],
  ["a\u2028b\u2029c", "a⟨U+2028⟩b⟨U+2029⟩c"],
  ["half \ud83d", "half ⟨U+D83D⟩"],
  ["\u2065\ufff0\u{e0fff}", "⟨U+2065⟩⟨U+FFF0⟩⟨U+E0FFF⟩"],
];

describe("visible", () => {
  it("is cut where characters are written out, so that they can be framed", () => {
    deepEqual(visibleParts("ls src\u202e --all\u200b"), [
      { text: "ls src", isOdd: false },
      { text: "⟨U+202E⟩", isOdd: true },
      { text: " --all", isOdd: false },
      { text: "⟨U+200B⟩", isOdd: true },
    ]);
    deepEqual(visibleParts(""), []);
    for (const text of [...ordinary, ...hiding.map(([from]) => from)])
      equal(
        visibleParts(text)
          .map(part => part.text)
          .join(""),
        visible(text),
      );
  });

  for (const text of ordinary)
    it(`shows as it is: ${JSON.stringify(text)}`, () => {
      equal(visible(text), text);
      equal(hidesCharacters(text), false);
    });
  for (const [text, seen] of hiding)
    it(`writes out: ${JSON.stringify(text)}`, () => {
      equal(visible(text), seen);
      ok(hidesCharacters(text));
    });
  it("takes every space of a sentence for a space", () =>
    equal(
      visibleProse("Prix\u00a0: 10\u202f€ 完了　次\u202e"),
      "Prix\u00a0: 10\u202f€ 完了　次⟨U+202E⟩",
    ));
  it("keeps one line one line", () => equal(oneLine("a\n\tb\r\n"), "a⏎␉b␍⏎"));
  it("writes out what it wrote out no second time", () => {
    for (const [, seen] of hiding.slice(0, 5)) equal(visible(seen), seen);
  });
  it("takes time in proportion to its text", () => {
    for (const piece of ["\u00a0", "\u200d", "'", '"', "\\", "👩\u200d", '"$(', "\u3000'"])
      ok(visible(piece.repeat(200_000)).length > 0);
  }).timeout(20_000);
});
