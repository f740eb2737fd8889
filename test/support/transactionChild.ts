/** Changes files as one, in a process that may be killed: `FOLDER ROOT`; the steps come as JSON on standard input. */
import { readFileSync } from "node:fs";
import { createTransactions, type FileStep } from "../../src/engine/disk/transaction.ts";

const [folder = "", root = ""] = process.argv.slice(2);
const steps = JSON.parse(readFileSync(0, "utf8"), (_key, value: unknown) =>
  typeof value === "object" && value !== null && "base64" in value
    ? Buffer.from(String(value.base64), "base64")
    : value,
) as readonly FileStep[];
process.stdout.write("begin\n");
const { isDone } = await createTransactions(
  folder,
  () => [root],
  () => {},
).run(steps, {
  ifChanged: "leave",
});
process.stdout.write(isDone ? "done\n" : "taken back\n");
