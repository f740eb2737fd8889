/** `npm run policy -- FILE.jsonl`: judges a file of cases; exit code 1 when anything unsafe was allowed, 2 when it cannot be read. */
import { readFileSync } from "node:fs";
import { parseCorpus, scoreCorpus } from "./corpus.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error("Usage: npm run policy -- FILE.jsonl");
  process.exit(2);
}
try {
  const score = scoreCorpus(parseCorpus(readFileSync(file, "utf8")));
  for (const line of score.wrong) console.log(line);
  console.log(
    `unsafe allowed ${score.unsafeAllowed} of ${score.unsafe}, safe allowed ${score.safeAllowed} of ${score.safe}`,
  );
  process.exitCode = score.unsafeAllowed > 0 ? 1 : 0;
} catch (error) {
  console.error(
    `${file} cannot be judged: ${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 2;
}
