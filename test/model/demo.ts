/** The model of `npm start`: answers as a sensible agent would about the sample workspace. */
import type { Output } from "./events.ts";
import { limitHeaders } from "./limits.ts";
import { scenarios } from "./scenarios.ts";
import type { Prompt, Reply } from "./server.ts";

type Step = (prompt: Prompt) => Reply;

const say = (text: string): Output => ({ type: "text", text, chunk: 6, delayMs: 12 });
const think = (summary: string): Output => ({ type: "reasoning", summary });
const run = (command: string): Output => ({ type: "command", command });

const steps = ["Run the tests", "Find the cause", "Fix it", "Run the tests again"] as const;
const plan = (done: number): Output => ({
  type: "plan",
  explanation: "One test fails; the others guard what works.",
  steps: steps.map(
    (step, at) =>
      [step, at < done ? "completed" : at === done ? "in_progress" : "pending"] as const,
  ),
});

const fixPatch = `*** Begin Patch
*** Update File: src/basket.js
@@
   const sum = items.reduce((cents, item) => cents + item.price * item.count, 0);
-  return Math.floor(sum - (sum * discountPercent) / 100);
+  return Math.round(sum - (sum * discountPercent) / 100);
 }
*** End Patch
`;

const fixTest: readonly Step[] = [
  () => ({
    outputs: [
      think("**Looking at the tests** They tell what is expected."),
      plan(0),
      run("npm test --silent"),
    ],
  }),
  () => ({
    outputs: [
      say(
        "One test fails: *rounds the discount to the nearest cent*. I look at how the total is computed.",
      ),
      plan(1),
      run("cat src/basket.js"),
    ],
  }),
  () => ({
    outputs: [
      think("**Finding the rounding** floor always rounds down, so 493.85 becomes 493."),
      say(
        "`total` uses `Math.floor`, which drops the half cent: 493.85 becomes 493 instead of 494. `Math.round` is what the test asks for.",
      ),
      plan(2),
      { type: "patch", patch: fixPatch },
    ],
  }),
  ({ results }) =>
    /rejected|declined/i.test(results.at(-1) ?? "")
      ? {
          outputs: [
            say(
              "I left `src/basket.js` as it is. Tell me how you would rather have the discount rounded.",
            ),
          ],
        }
      : { outputs: [plan(3), run("npm test --silent")] },
  () => ({ outputs: [plan(4)] }),
  () => ({
    outputs: [
      say(
        "All tests pass now.\n\n| | before | after |\n|:--|--:|--:|\n| `total(basket, 15)` | 493 | **494** |\n\nThe change is one word in `src/basket.js`:\n\n```js\nreturn Math.round(sum - (sum * discountPercent) / 100);\n```\n\n`Math.round` rounds half cents up, which is what a till does.",
      ),
    ],
  }),
];

const addFile: readonly Step[] = [
  () => ({
    outputs: [
      say("I add a small module for prices and use it in the receipt."),
      {
        type: "patch",
        patch: `*** Begin Patch
*** Add File: src/money.js
+/** Cents as a price: 494 is "4.94 EUR". */
+export const euros = cents => \`\${(cents / 100).toFixed(2)} EUR\`;
*** Update File: src/receipt.js
@@
 import { total } from "./basket.js";
-
-const euros = cents => \`\${(cents / 100).toFixed(2)} EUR\`;
+import { euros } from "./money.js";
 
*** End Patch
`,
      },
    ],
  }),
  ({ results }) => ({
    outputs: [
      say(
        /rejected/i.test(results.at(-1) ?? "")
          ? "Nothing was changed."
          : "Done: `src/money.js` is new, and `src/receipt.js` imports from it.",
      ),
    ],
  }),
];

const explain: readonly Step[] = [
  () => ({
    outputs: [
      think("**Reading the program** Two modules and one test file."),
      say(
        '## How the shop works\n\n1. **`src/basket.js`** adds up a basket in cents and takes off the discount.\n2. **`src/receipt.js`** prints each line and the total.\n\n```js\nimport { receipt } from "./src/receipt.js";\n\nconsole.log(receipt([{ name: "Bread", price: 345, count: 1 }], 10));\n```\n\nPrices are whole cents, so sums are exact; only the discount needs rounding. See [basket.js](src/basket.js).',
      ),
    ],
  }),
];

const help: Step = () => ({
  outputs: [
    say(
      "I am a scripted model: I work offline and know this small workspace. Try one of these:\n\n- *Fix the failing test*\n- *Explain how this works*\n- *Move the price format into its own file*\n- *Count slowly*, and stop me with Esc\n\nWith `npm start -- --account` your own Codex answers.",
    ),
  ],
});

const countSlowly: Step = () => ({
  outputs: [
    run("for i in $(seq 1 60); do printf '\\033[32m%s\\033[0m of 60\\n' $i; sleep 0.5; done"),
  ],
});

/** The reply to a prompt: a named scenario of the tests, or what fits the words. */
export function demo(prompt: Prompt): Reply {
  const named = /scenario:([\w-]+)/.exec(prompt.user)?.[1];
  const scenario = named && Object.hasOwn(scenarios, named) ? scenarios[named] : undefined;
  if (scenario) return scenario(prompt);
  const script = scriptFor(prompt.user);
  const reply = (
    script[Math.min(prompt.results.length === 0 ? 0 : stepOf(script, prompt), script.length - 1)] ??
    help
  )(prompt);
  return { headers: limitHeaders(37, 12), ...reply };
}

/** Plans and commands of one step come back as results of their own: a step is over when all of its calls are. */
function stepOf(script: readonly Step[], prompt: Prompt): number {
  let results = prompt.results.length;
  for (const [index, step] of script.entries()) {
    const calls = step({ ...prompt, results: [] }).outputs.filter(
      ({ type }) => type === "command" || type === "patch" || type === "plan" || type === "call",
    );
    if (results < calls.length || calls.length === 0) return index;
    results -= calls.length;
    if (results === 0) return index + 1;
  }
  return script.length - 1;
}

function scriptFor(user: string): readonly Step[] {
  if (/fix|fail|bug/i.test(user)) return fixTest;
  if (/explain|how|what/i.test(user)) return explain;
  if (/move|own file|refactor|extract/i.test(user)) return addFile;
  if (/count|slow/i.test(user)) return [countSlowly, () => ({ outputs: [say("That was sixty.")] })];
  return [help];
}
