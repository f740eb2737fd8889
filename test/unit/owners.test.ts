import { deepEqual } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";

/**
 * The files of ours that hold a timer or a watcher outside of a scope, and why that is safe: what it does ends with what it
 * belongs to, or nothing comes of it once nobody waits.
 */
const timers: Readonly<Record<string, string>> = {
  "src/engine/scope.ts": "it is the owner of all others",
  "src/engine/disk/within.ts": "cleared when the work it limits is over",
  "src/engine/checkpoints/watcher.ts": "the scope closes whatever watcher is open",
  "src/engine/threads/handover.ts": "the watcher is handed to the scope in the same breath",
  "src/appserver/connection.ts": "cleared when the connection is over",
  "src/appserver/launch.ts": "cleared when the process has ended, which they bring about",
  "src/appserver/lines.ts": "the writer's dispose clears it, and the connection calls that",
  "src/appserver/requests.ts":
    "a deadline is cleared with its request; the pause before another try is awaited",
  "src/appserver/starts.ts": "whoever ends the server cancels the wait",
  "src/editor/chat/heartbeat.ts": "the view that it asks disposes it",
  "src/editor/chat/pump.ts": "the view that it feeds disposes it",
  "src/editor/checkpoints/patience.ts": "an awaited pause: nothing comes of it once nobody waits",
  "src/editor/review/goTo.ts": "cleared when the editor has come, which is a fraction of a second",
};

/** Reads like a decision by the words of a failure: `error.message.includes(...)`, `/.../.test(cause)`, `message === "..."`. */
const byWords = [
  /\b(?:message|cause|failure)\.(?:includes|startsWith|endsWith|match|search)\(/,
  /\.(?:test|exec)\((?:String\()?\w*(?:error|cause|failure)\w*(?:\.\w+)*\)/i,
  /\b(?:error|cause|failure)\w*\.message\s*[!=]==(?!\s*"string")/i,
];
const wordReaders: Readonly<Record<string, string>> = {
  "src/appserver/refusals.ts": "it turns the server's words into reasons for all others",
};

const sources = ["src", "webview"].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map(file => `${folder}/${file.replaceAll("\\", "/")}`)
    .filter(file => /(?<!\.gen)\.tsx?$/.test(file)),
);
const textOf = (file: string) => readFileSync(join(root, file), "utf8");

describe("every file of the house", () => {
  it("gives its timers and watchers to a scope, or says here why not", () => {
    const holds = (file: string) =>
      /\bset(?:Timeout|Interval)\(|import \{[^}]*\bwatch\b[^}]*\} from "node:fs"/.test(
        textOf(file),
      );
    const found = sources.filter(
      file => /^src\/(?:engine|appserver|editor)\//.test(file) && holds(file),
    );
    deepEqual(found.toSorted(), Object.keys(timers).toSorted());
  });

  it("decides by the reason of a failure, never by its words", () => {
    const found = sources.flatMap(file =>
      file in wordReaders
        ? []
        : textOf(file)
            .split("\n")
            .filter(line => byWords.some(pattern => pattern.test(line)))
            .map(line => `${file}: ${line.trim()}`),
    );
    deepEqual(found, []);
  });
});
