/**
 * Text as models write it, the same at every run: several languages and scripts, lists in lists, quotes, tables, links,
 * and code in eight languages. No two sections are alike.
 */
const prose = [
  "The total is computed in whole cents, so that sums are exact; only the **discount** needs rounding, and that is where the two modules disagree. ",
  "Die Summe wird in ganzen Cent gerechnet, also ist sie genau. Gerundet wird nur der *Rabatt*, und zwar kaufmännisch – so, wie es die Kasse tut. ",
  "Итог считается в целых копейках, поэтому суммы точны. Округляется только скидка, и именно здесь модули расходятся. ",
  "合計は整数のセントで計算されるため正確です。丸めるのは**割引**だけで、二つのモジュールの違いはそこにあります。",
  "总额以整数分计算，所以求和是精确的；只有折扣需要四舍五入，两个模块的差别就在这里。",
  "يُحسب المجموع بالسنت الكامل، لذلك تكون النتيجة دقيقة، ولا يُقرَّب إلا الخصم في `total`. ",
  "कुल योग पूरे सेंट में गिना जाता है, इसलिए वह सटीक है; केवल छूट को गोल किया जाता है। ",
  "Le total est calculé en centimes entiers : la somme est donc exacte. Seule la remise est arrondie, d’où l’écart 🧾. ",
];

const code: readonly (readonly [language: string, text: (at: number) => string])[] = [
  [
    "ts",
    at =>
      `export interface Line${at} {\n  readonly name: string;\n  readonly price: number; // in cents\n}\n\nexport const total${at} = (lines: readonly Line${at}[]): number =>\n  lines.reduce((sum, { price }) => sum + price, ${at});`,
  ],
  [
    "python",
    at =>
      `@dataclass(frozen=True)\nclass Basket${at}:\n    """Prices are whole cents."""\n    lines: list[tuple[str, int]]\n\n    def total(self) -> int:\n        return sum(price for _, price in self.lines) + ${at}`,
  ],
  [
    "rust",
    at =>
      `impl Basket {\n    /// Rounds half a cent up.\n    pub fn total_${at}(&self, discount: f64) -> u64 {\n        let sum: u64 = self.lines.iter().map(|line| line.price).sum();\n        (sum as f64 * (1.0 - discount / 100.0)).round() as u64\n    }\n}`,
  ],
  [
    "json",
    at =>
      `{\n  "name": "part-${at}",\n  "private": true,\n  "scripts": { "test": "node --test", "build": "tsc -p ." },\n  "items": [1, 2.5, null, "x", { "deep": [${at}] }]\n}`,
  ],
  [
    "bash",
    at =>
      `set -euo pipefail\nfor file in src/*.js; do\n  echo "checking $file (${at})"\n  node --check "$file" || exit 1\ndone`,
  ],
  [
    "sql",
    at =>
      `SELECT name, SUM(price * count) AS total\nFROM basket_${at}\nWHERE count > 0 AND name LIKE 'B%'\nGROUP BY name\nORDER BY total DESC;`,
  ],
  [
    "css",
    at =>
      `.receipt-${at} > li:not(:last-child) {\n  display: grid;\n  grid-template-columns: 1fr auto;\n  border-bottom: 1px solid var(--line, #ccc);\n}`,
  ],
  [
    "diff",
    at =>
      `@@ -${at},3 +${at},3 @@\n const sum = add(items);\n-return Math.floor(sum);\n+return Math.round(sum);\n }`,
  ],
];

const pick = <T>(all: readonly T[], at: number): T => {
  const found = all[at % all.length];
  if (found === undefined) throw new Error("There is nothing to pick from.");
  return found;
};

const list = (at: number): string =>
  `1. **\`src/basket.js\`** adds up, see [line ${at}](src/basket.js#L${at})\n   - it is \`pure\`\n   - it throws nothing\n     - not even for an empty basket\n2. \`src/receipt.js\` prints\n3. [the guide](https://example.com/guide/${at}) says why\n`;
const table = (at: number): string =>
  `| part | before | after |\n|:--|--:|:-:|\n| \`total(${at})\` | ${at * 7} | **${at * 7 + 1}** |\n| 割引 | ${at} % | ~~${at} %~~ |\n`;
const quote = (at: number): string =>
  `> ${pick(prose, at + 3)}\n>\n> - [ ] not done yet\n> - [x] done in step ${at}\n`;

/** One section of about a kilobyte. */
function section(at: number): string {
  const [language, text] = pick(code, at);
  const parts = [
    `${"#".repeat((at % 3) + 2)} Part ${at}`,
    pick(prose, at) + pick(prose, at + 1) + pick(prose, at * 3 + 2),
    pick([list, table, quote], at)(at),
    `\`\`\`${language}\n${text(at)}\n\`\`\``,
    pick(prose, at * 5 + 4),
  ];
  return `${parts.join("\n\n")}\n\n`;
}

/** A message of one or two lines, for threads of very many. */
export const line = (at: number): string =>
  `Message **${at}** about [\`part${at}\`](src/basket.js#L${at}): ${pick(prose, at).slice(0, 80)}`;

/** The last words of every answer, by which its end is seen. */
export const lastWords = "That is all of it.";

/** An answer of about so many kilobytes (UTF-16 units by 1,000). It ends with code, so that its colours come last. */
export function answer(kilobytes: number): string {
  const text: string[] = [];
  let length = 0;
  for (let at = 0; length < kilobytes * 1000; at++) {
    const next = section(at);
    text.push(next);
    length += next.length;
  }
  return `${text.join("")}\`\`\`ts\nexport const end = "of ${kilobytes} KB"; // the last colours\n\`\`\`\n\n${lastWords}`;
}
