import { basename } from "node:path";
import { reason, sentences, type Reason } from "../../model/text/reason.ts";
import type { Recovered } from "./transaction.ts";

const maxNames = 10;

/** What a person is told about files that a killed window was writing; null when there is nothing to tell. */
export function recovered(files: readonly Recovered[]): Reason | null {
  if (files.length === 0) return null;
  const named = (outcome: Recovered["outcome"]) =>
    files.filter(file => file.outcome === outcome).map(({ path }) => basename(path));
  const [back, done] = [named("takenBack"), named("finished")];
  return sentences(
    reason("notice.recovered"),
    ...(back.length > 0 ? [reason("notice.recovered.back", { files: listed(back) })] : []),
    ...(done.length > 0 ? [reason("notice.recovered.done", { files: listed(done) })] : []),
    ...files.filter(({ outcome }) => outcome === "changed").map(changed),
  );
}

function listed(names: readonly string[]): Reason | string {
  const shown = names.slice(0, maxNames).join(", ");
  return names.length > maxNames
    ? reason("list.more", { names: shown, count: names.length - maxNames })
    : shown;
}

function changed({ path, copy }: Recovered): Reason {
  const file = basename(path);
  return copy === undefined
    ? reason("notice.recovered.changed", { file })
    : reason("notice.recovered.changedCopy", { file, copy });
}
