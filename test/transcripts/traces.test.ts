import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";
import { matchesGolden } from "../support/golden.ts";
import { outline } from "../support/outline.ts";
import { playTrace } from "../support/play.ts";

/** Streams of the real app-server, recorded; each with the text of what they become beside it. */
describe("a recorded stream becomes the state that its golden tells", () => {
  const folder = join(root, "test", "transcripts", "traces");
  for (const file of readdirSync(folder).filter(name => name.endsWith(".jsonl")))
    it(file.replace(".jsonl", ""), () =>
      matchesGolden(
        join(folder, file.replace(".jsonl", ".golden.txt")),
        outline(playTrace(join(folder, file))),
      ),
    );
});
