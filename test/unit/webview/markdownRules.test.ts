import { equal } from "node:assert/strict";
import type { Token } from "marked";
import { createMarkdown, type Block } from "../../../webview/markdown/blocks.ts";

/** A token as its kind and what is in it: `p(a strong(b))`. Plain text stands for itself. */
function outline(token: Token): string {
  const names: Readonly<Record<string, string>> = { paragraph: "p", codespan: "code" };
  const inner = (tokens: readonly Token[] | undefined) => (tokens ?? []).map(outline).join("");
  const name = names[token.type] ?? token.type;
  switch (token.type) {
    case "text":
    case "escape":
      return "tokens" in token && token.tokens ? inner(token.tokens) : token["text"];
    case "formula":
      return `${token["isDisplay"] ? "display" : "formula"}<${token["tex"].trim()}>`;
    case "link":
    case "image":
      return `${name}<${token["href"]}>(${inner(token.tokens)})`;
    case "reference":
      return `ref<${token["tag"]}>(${inner(token.tokens)})${token["rest"]}`;
    case "def":
      return `def<${token["tag"]} ${token["href"]}>`;
    case "list":
      return `list${token["ordered"] ? `<${token["start"]}>` : ""}(${token["items"].map((item: { tokens: Token[] }) => `[${inner(item.tokens)}]`).join("")})`;
    case "table":
      return `table(${[token["header"], ...token["rows"]].map(row => row.map((cell: { tokens: Token[] }) => inner(cell.tokens)).join(" ¦ ")).join(" // ")})`;
    case "space":
      return "";
    case "html":
    case "checkbox":
      return token.raw;
    case "code":
    case "codespan":
    case "plain":
      return `${name}<${token["text"]}>`;
    case "br":
      return "br";
    default:
      return `${name}(${"tokens" in token ? inner(token.tokens) : ""})`;
  }
}

const drawn = (blocks: readonly Block[]): string =>
  blocks
    .map(block =>
      block.kind === "code" ? `code<${block.text}>` : block.tokens.map(outline).join(" "),
    )
    .join(" ");

/** The same however the text streams in. */
function read(text: string): string {
  const whole = createMarkdown();
  whole.update(text);
  const wanted = drawn(whole.blocks(false));
  for (const step of [1, 7]) {
    const stream = createMarkdown();
    for (let end = step; end < text.length + step; end += step) {
      stream.update(text.slice(0, end));
      stream.blocks(true);
    }
    equal(drawn(stream.blocks(false)), wanted, `in pieces of ${step}: ${text}`);
  }
  return wanted;
}

function reads(title: string, cases: readonly (readonly [string, string])[]): void {
  describe(title, () => {
    for (const [text, wanted] of cases) it(JSON.stringify(text), () => equal(read(text), wanted));
  });
}

reads("emphasis among letters without spaces", [
  ["含**「重点」**内容", "p(含strong(「重点」)内容)"],
  ["**注意：**正文", "p(strong(注意：)正文)"],
  ["**この文は太字。**次の文", "p(strong(この文は太字。)次の文)"],
  ["これは*「斜体」*です", "p(これはem(「斜体」)です)"],
  ["这是~~（删除）~~的", "p(这是del(（删除）)的)"],
  ["含**(重点)**内容", "p(含strong((重点))内容)"],
  ["**注意:**正文", "p(strong(注意:)正文)"],
  ["**“引用”**后面", "p(strong(“引用”)后面)"],
  ["한국어**(괄호)**는", "p(한국어strong((괄호))는)"],
  ["**`code`**内容", "p(strong(code<code>)内容)"],
  ["他说**好。**，然后**走！**了", "p(他说strong(好。)，然后strong(走！)了)"],
  ["a**「b」**c", "p(astrong(「b」)c)"],
  ["**𠮷。**字", "p(strong(𠮷。)字)"],
  ["5 ** 重 ** 6", "p(5 ** 重 ** 6)"],
  ["a * 「b」 * c", "p(a * 「b」 * c)"],
  ["plain **bold**, *it* and a**(b)**c", "p(plain strong(bold), em(it) and a**(b)**c)"],
]);

reads("an address among letters without spaces", [
  ["见 https://a.invalid/b。然后", "p(见 link<https://a.invalid/b>(https://a.invalid/b)。然后)"],
  ["（https://a.invalid/b）好", "p(（link<https://a.invalid/b>(https://a.invalid/b)）好)"],
  ["「https://a.invalid/b」", "p(「link<https://a.invalid/b>(https://a.invalid/b)」)"],
  [
    "https://a.invalid/b，https://c.invalid/d；",
    "p(link<https://a.invalid/b>(https://a.invalid/b)，link<https://c.invalid/d>(https://c.invalid/d)；)",
  ],
  ["见https://a.invalid/路径。", "p(见link<https://a.invalid/路径>(https://a.invalid/路径)。)"],
  ["(见https://a.invalid/b)后面", "p((见link<https://a.invalid/b>(https://a.invalid/b))后面)"],
  ["访问https://example.com然后", "p(访问link<https://example.com>(https://example.com)然后)"],
  ["https://a.invalid/A_(b)的", "p(link<https://a.invalid/A_(b)的>(https://a.invalid/A_(b)的))"],
  ["**https://a.invalid/b**后", "p(strong(link<https://a.invalid/b>(https://a.invalid/b))后)"],
  [
    "see https://a.invalid/b?c=d&e=f).",
    "p(see link<https://a.invalid/b?c=d&e=f>(https://a.invalid/b?c=d&e=f)).)",
  ],
  [
    "www.a.invalid、a@b.invalid",
    "p(link<http://www.a.invalid>(www.a.invalid)、link<mailto:a@b.invalid>(a@b.invalid))",
  ],
]);

reads("a link by reference", [
  [
    "See [the docs][1].\n\n[1]: https://a.invalid/b",
    "p(See ref<1>(the docs)[1].) def<1 https://a.invalid/b>",
  ],
  [
    "[API] and [Api][]\n\n[api]: <https://a.invalid/b c> 'T'",
    "p(ref<api>(API) and ref<api>(Api)[]) def<api https://a.invalid/b c>",
  ],
  ["[**b** `c`][x]", "p(ref<x>(strong(b) code<c>)[x])"],
  ["a[0] and [x]", "p(aref<0>(0) and ref<x>(x))"],
  ["- a [x]\n\n  [x]: https://a.invalid", "list([p(a ref<x>(x))def<x https://a.invalid>])"],
  ["*see [a*] b", "p(em(see [a)] b)"],
  ["[a](https://a.invalid) [b][c]", "p(link<https://a.invalid>(a) ref<c>(b)[c])"],
]);

reads("a footnote, shown as it is written", [
  ["Text[^1].\n\n[^1]: Note", "p(Text[^1].) p([^1]: Note)"],
  [
    "A[^note] B\n\n[^note]: https://a.invalid",
    "p(A[^note] B) p([^note]: link<https://a.invalid>(https://a.invalid))",
  ],
]);

reads("a link to a file", [
  ["[a](docs/my notes (draft).md) b", "p(link<docs/my notes (draft).md>(a) b)"],
  ["[`a b`](docs/a b.md:4)", "p(link<docs/a b.md:4>(code<a b>))"],
  ["[a](<docs/my notes (draft).md>)", "p(link<docs/my notes (draft).md>(a))"],
  ["[a](src/app.js(7))", "p(link<src/app.js(7)>(a))"],
  ["[a](C:\\repo\\.github\\x.yml:3)", "p(link<C:\\repo\\.github\\x.yml:3>(a))"],
  ["[a](src\\_b\\c.ts)", "p(link<src\\_b\\c.ts>(a))"],
  ["[a](file:///ws/a b.md#L2)", "p(link<file:///ws/a b.md#L2>(a))"],
  ["[a](my folder/)", "p(link<my folder/>(a))"],
  ["[note](see this and/or that)", "p(ref<note>(note)(see this and/or that))"],
  ["[a](b 'title')", "p(link<b>(a))"],
]);

reads("fences within a fence of Markdown", [
  [
    "```markdown\n# Plan\n\n```text\nDONE\n```\n\n## Notes\n```\n\nEnd.",
    "code<# Plan\n\n```text\nDONE\n```\n\n## Notes> p(End.)",
  ],
  [
    "```md\na\n```js\nb\n```\nc\n```ts {1,2}\nd\n```\n```\nEnd",
    "code<a\n```js\nb\n```\nc\n```ts {1,2}\nd\n```> p(End)",
  ],
  ["~~~markdown\n~~~sh\nx\n~~~\n~~~\nEnd", "code<~~~sh\nx\n~~~> p(End)"],
  ["````markdown\n```sh\nx\n```\n````\nEnd", "code<```sh\nx\n```> p(End)"],
  ["```sh\n```text\nx\n```\nEnd", "code<```text\nx> p(End)"],
  [
    "- a\n  ```markdown\n  ```sh\n  x\n  ```\n  y\n  ```\n- b",
    "list([acode<```sh\nx\n```\ny>][b])",
  ],
  ["```markdown\na\n```\nEnd", "code<a> p(End)"],
]);

reads("a table", [
  ["| a | b |\n|--|--|\n| `x|y` | z |\n| 1 | 2 |", "table(a ¦ b // code<x|y> ¦ z // 1 ¦ 2)"],
  ["| `a|b` | c |\n|--|--|\n| 1 | 2 |\n\nEnd", "table(code<a|b> ¦ c // 1 ¦ 2) p(End)"],
  ["a | b\n--|--\n`x \\| y` | `p||q`", "table(a ¦ b // code<x | y> ¦ code<p||q>)"],
  ["| a | b |\n|--|--|\n| x<br>y | **z** |", "table(a ¦ b // x<br>y ¦ strong(z))"],
]);

reads("line breaks, tags and lists", [
  ["a<br>b<br/>c<br />d", "p(a<br>b<br/>c<br />d)"],
  ["<br>\n**b**", "p(<br>\nstrong(b))"],
  [
    "1. a\n\n```sh\nx\n```\n\n2. b\n\n```sh\ny\n```\n\n3. c",
    "list<1>([a]) code<x> list<2>([b]) code<y> list<3>([c])",
  ],
  ["1. a\n   ```sh\n   x\n   ```\n2. b", "list<1>([acode<x>][b])"],
  ["- [x] a\n- [ ] b", "list([[x] a][[ ] b])"],
]);

reads("a formula", [
  [
    "The sum \\(x_1 * y_1 + x_2 * y_2\\) is \\[E = mc^2\\]",
    "p(The sum formula<x_1 * y_1 + x_2 * y_2> is display<E = mc^2>)",
  ],
  [
    "$$\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}$$",
    "display<\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}>",
  ],
  ["$$\na\n- b\n= c\n$$\n\nEnd", "display<a\n- b\n= c> p(End)"],
  ["\\[\na\n\\]\nEnd", "display<a> p(End)"],
  ["It is\n$$\nx\n=\ny\n$$\nso.", "p(It is) display<x\n=\ny> p(so.)"],
  ["- a\n  $$\n  x_1\n  $$\n- b", "list([adisplay<x_1>][b])"],
  [
    "Let $x$, $n+1$, $5$, $\\alpha$ and $f(x) = x^2$.",
    "p(Let formula<x>, formula<n+1>, formula<5>, formula<\\alpha> and formula<f(x) = x^2>.)",
  ],
  [
    "$\\color{red}{x^2}$ $\\operatorname{rank}(A)$",
    "p(formula<\\color{red}{x^2}> formula<\\operatorname{rank}(A)>)",
  ],
  ["*see $a*b$ it*", "p(em(see formula<a*b> it))"],
  ["**$a_1$**和", "p(strong(formula<a_1>)和)"],
  ["`$x$` and `\\(x\\)`", "p(code<$x$> and code<\\(x\\)>)"],
  ["in $$x^2$$ line", "p(in display<x^2> line)"],
  ["| $a$ | \\(b\\) |\n|--|--|\n| $c$ | d |", "table(formula<a> ¦ formula<b> // formula<c> ¦ d)"],
  ["# On \\(O(n)\\)", "heading(On formula<O(n)>)"],
]);

reads("what is no formula", [
  ["costs $5 and $10", "p(costs $5 and $10)"],
  ["from $5-$10, $1,000 (or $2,000)", "p(from $5-$10, $1,000 (or $2,000))"],
  ["US$5 to US$10", "p(US$5 to US$10)"],
  ["$HOME and $PATH, $HOME/bin:$PATH, ${a}/${b}", "p($HOME and $PATH, $HOME/bin:$PATH, ${a}/${b})"],
  ["$HOME$", "p($HOME$)"],
  ["kill $$ and echo $$", "p(kill $$ and echo $$)"],
  ["$('a').b($x) $a=$b $x = $y", "p($('a').b($x) $a=$b $x = $y)"],
  ["5$ and 6$", "p(5$ and 6$)"],
  ["array\\[0\\] and \\[link\\](b)", "p(array[0] and [link](b))"],
  ["find . \\( -name a -o -name b \\)", "p(find . ( -name a -o -name b ))"],
  ["\\(see below\\)", "p((see below))"],
  ["\\[x] a", "p([x] a)"],
  ["\\[x] a\n\nb", "p([x] a) p(b)"],
]);

describe("formulas that stream in", () => {
  it("show their source until they end, and nothing of them is finished before", () => {
    const stream = createMarkdown();
    stream.update("Text\n\n$$\na_1 * b\n- c\n");
    equal(drawn(stream.blocks(true)), "p(Text) plain<$$\na_1 * b\n- c>");
    stream.update("Text\n\n$$\na_1 * b\n- c\n$$\n\nEnd");
    equal(drawn(stream.blocks(true)), "p(Text) display<a_1 * b\n- c> p(End)");
  });

  it("do not hold up a text that never ends them", () => {
    const stream = createMarkdown();
    stream.update(`$$ is the process\n\n${"word ".repeat(2000)}\n\nEnd`);
    const [first, ...others] = stream.blocks(false);
    equal(others.length, 2);
    equal(first && drawn([first]), "p($$ is the process)");
  });
});
