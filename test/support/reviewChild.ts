/** Writes what was taken of a change, in a process that may be killed: `FOLDER ROOT`; the files come as JSON on standard input. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DecidedFile } from "../../src/engine/review/prepare.ts";
import { createTransactions } from "../../src/engine/disk/transaction.ts";
import { diskFiles } from "../../src/engine/review/files.ts";
import { createWriting } from "../../src/engine/review/writing.ts";
import { createScope } from "../../src/engine/scope.ts";
import { said } from "../../src/model/text/say.ts";
import { createStore } from "../../src/engine/store.ts";

const [folder = "", root = ""] = process.argv.slice(2);
const files = JSON.parse(readFileSync(0, "utf8")) as readonly DecidedFile[];
const log = () => {};
const writing = createWriting({
  store: createStore(log),
  log,
  scope: createScope(),
  folder,
  files: diskFiles(createTransactions(join(folder, "journal"), () => [root], log)),
  warn: log,
});
process.stdout.write("begin\n");
const place = { threadId: "th", turnId: "tu", itemId: "change" };
const { isAny, why, outcome } = await writing.write(place, files);
process.stdout.write(`${JSON.stringify({ isAny, why: why && said(why), outcome })}\n`);
