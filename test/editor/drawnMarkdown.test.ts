/// <reference lib="dom" />
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { openMarkdownPage, type MarkdownPage } from "../support/drawMarkdown.ts";
import { until } from "../support/processes.ts";

describe("markdown as models write it, drawn", () => {
  let drawn: MarkdownPage;
  const find = (selector: string) => drawn.page.locator(`#text ${selector}`);
  const text = () => drawn.page.locator("#text").innerText();
  const names = (selector: string) => find(selector).allInnerTexts();
  before(async () => {
    drawn = await openMarkdownPage([
      "src/app.js:4",
      "src/app.js",
      "lib/",
      "README",
      "plain/b.ts:5",
    ]);
  });
  beforeEach(() => drawn.page.evaluate(() => window.calls.splice(0)));
  after(() => drawn.page.close());

  it("sets formulas as MathML, and none of their styles is refused", async () => {
    const refused: string[] = [];
    drawn.page.on("console", message => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    await drawn.draw(
      "So \\(x_1 * y_1\\), \\[E = mc^2\\] and $\\color{red}{x^2}$ cost $5 and $10.\n\n$$\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n$$\n\nEnd",
    );
    await until("all are set", async () => (await find("math").count()) === 4);
    equal(await find("math[display=block]").count(), 2);
    equal(await find("math mtr").count(), 2);
    equal(
      await find("math mi")
        .last()
        .evaluate(node => node.namespaceURI),
      "http://www.w3.org/1998/Math/MathML",
    );
    equal(
      await find("math [style*=color]")
        .first()
        .evaluate(node => getComputedStyle(node).color),
      "rgb(255, 0, 0)",
    );
    match(await text(), /cost \$5 and \$10\./);
    ok(!(await text()).includes("\\"));
    deepEqual(refused, []);
  });

  it("shows what is no formula as it was written", async () => {
    const written = "\\(\\unknown_1\\) and $\\frac{a$ and \\[\\href{javascript:alert(1)}{x^2}\\]";
    await drawn.draw(`${written}\n\n$$\n\\left( x\n$$`);
    await drawn.page.evaluate(
      () => new Promise(resolve => void requestIdleCallback(() => requestIdleCallback(resolve))),
    );
    equal(await find("math").count(), 0);
    const shown = (await text()).replaceAll(/\s+/g, " ");
    equal(shown, `${written} $$ \\left( x $$`);
  });

  it("makes links of references when their definition comes, and loses no address", async () => {
    await drawn.draw("See [the **docs**][1], [API] and [none][2].\n\nMore.\n\n");
    deepEqual(await names("a"), []);
    match(await text(), /See \[the docs\]\[1\], \[API\] and \[none\]\[2\]\./);
    await drawn.draw(
      "See [the **docs**][1], [API] and [none][2].\n\nMore.\n\n[1]: https://a.invalid/docs?a=1&amp;b=%23\n[api]: <https://a.invalid/api>\n[unused]: https://a.invalid/only-here",
    );
    deepEqual(await names("a"), ["the docs", "API", "https://a.invalid/only-here"]);
    match(
      await text(),
      /and \[none\]\[2\]\.[^]*More\.\s+\[unused\]: https:\/\/a\.invalid\/only-here$/,
    );
    for (const name of ["the docs", "API"])
      await find("a").filter({ hasText: name }).first().click();
    deepEqual(await drawn.opened(), ["https://a.invalid/docs?a=1&b=%23", "https://a.invalid/api"]);
  });

  it("makes links of the names of files that are there, in code and in plain text", async () => {
    await drawn.draw(
      "`src/app.js:4` `gone/a.js:1` `lib/` `README` `npm run lib/` `other` and plain/b.ts:5, plain/gone.ts:1, [`src/app.js`](src/app.js#L2).",
    );
    await until("the host has answered", async () => (await names("a")).length === 5);
    deepEqual(await names("a"), ["src/app.js:4", "lib/", "README", "plain/b.ts:5", "src/app.js"]);
    await find("a").filter({ hasText: "plain/b.ts:5" }).click();
    await find("a").last().click();
    deepEqual(await drawn.opened(), ["plain/b.ts:5", "src/app.js#L2"]);
  });

  it("draws line breaks and every character reference, and tags as text", async () => {
    await drawn.draw(
      "a<br>b &check; &Aacute; &lt;b&gt; &#x41; &nosuchname; &amp;lt; <kbd>K</kbd>\n\n| a |\n|--|\n| x<br/>y |\n\n<div>\n**in a tag**\n</div>",
    );
    equal(await find("p").first().innerText(), "a\nb ✓ Á <b> A &nosuchname; &lt; <kbd>K</kbd>");
    equal(await find("td").innerText(), "x\ny");
    equal(await find("p.plain").innerText(), "<div>\n**in a tag**\n</div>");
    equal(await find("kbd, .markdown-group > div:not(.table-scroll)").count(), 0);
  });

  it("gives each block the direction of its text, and code none but its own", async () => {
    await drawn.draw(
      "שלום עולם, `npm test` עובר.\n\nHello.\n\n- `a` שלום\n\n  עוד\n\n- עולם\n\n> מרחבא\n\n1. مرحبا\n\n| שם | b |\n|--|--|\n| 1 | 2 |\n\n```sh\necho שלום\n```\n\n- one\n- שתיים",
    );
    const directions = (selector: string) =>
      find(selector).evaluateAll(nodes => nodes.map(node => getComputedStyle(node).direction));
    deepEqual(await directions(".markdown-group > p"), ["rtl", "ltr"]);
    deepEqual(await directions("ul"), ["rtl", "ltr"]);
    deepEqual(await directions("li > p"), ["rtl", "rtl", "rtl"]);
    deepEqual(await directions("blockquote"), ["rtl"]);
    deepEqual(await directions("ol"), ["rtl"]);
    deepEqual(await directions("table"), ["rtl"]);
    deepEqual(await directions("code"), ["ltr", "ltr", "ltr"]);
  });
});
