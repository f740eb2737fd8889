import { verbatim } from "../../../../src/model/text/reason.ts";
import { said } from "../../../../src/model/text/say.ts";
import { deepEqual, equal } from "node:assert/strict";
import { detailOf, leftText } from "../../../../src/editor/checkpoints/words.ts";
import type { FileRestore } from "../../../../src/engine/checkpoints/plan.ts";
import { excludedBy } from "../../../../src/engine/checkpoints/exclude.ts";
import { recovered } from "../../../../src/engine/disk/recovered.ts";
import { saidIn } from "../../../../src/model/text/userInput.ts";

const planned = (path: string, action: FileRestore["action"]): FileRestore => ({
  path,
  now: { kind: "missing" },
  action,
  before: null,
  after: null,
  isUnsaved: false,
});
const same = (path: string) => path;

describe("the words of a restore", () => {
  it("name what will be restored, what will not, and what is not known", () => {
    const files = [
      planned("a", { kind: "write", wanted: { kind: "link", target: "b" } }),
      planned("b", { kind: "delete" }),
      planned("folder", { kind: "write", wanted: { kind: "folder" } }),
      planned("c", { kind: "lost", why: "beyond" }),
      planned("d", { kind: "conflict", why: "deletedSince" }),
    ];
    deepEqual(detailOf({ files, partly: 1, unknown: 2 }, 3, same).split("\n"), [
      "a: back to before this turn, a link to b",
      "b: will be deleted (Codex created it)",
      "",
      "c: cannot be restored, Folio keeps 20,000 files of a folder, and this was not among them",
      "d: stays, you deleted it since",
      "Folio does not know what 2 turns changed: looking through the files took too long.",
      "1 turn began before Folio could look at the files. The first changes may stay.",
      "",
      "What other programs changed during these turns is restored too.",
      "",
      "Conversation: 3 turns will be taken out. This part cannot be undone; Undo brings back files only.",
    ]);
  });

  it("always say that something cannot be restored, however long the list is", () => {
    const many = Array.from({ length: 40 }, (_, at) => planned(`f${at}`, { kind: "delete" }));
    const lost = planned("big", { kind: "lost", why: "large" });
    const lines = detailOf({ files: [...many, lost], partly: 0, unknown: 0 }, null, same);
    equal(lines.includes("big: cannot be restored, it is larger than 5 MiB"), true);
    equal(lines.includes("… and 25 more"), true);
  });

  it("say why a file stayed", () =>
    equal(
      leftText(
        [
          { path: "a", outcome: { kind: "failed", code: "ENOSPC" } },
          { path: "b", outcome: { kind: "refused", why: "link" } },
          { path: "c", outcome: { kind: "changed", copy: "/kept/c" } },
        ],
        same,
      ),
      "a (the disk is full), b (a link is in its place), c (it changed meanwhile; the other text is /kept/c)",
    ));

  it("tell what happened to files that a killed window was writing", () => {
    equal(recovered([]), null);
    equal(
      said(
        recovered([
          { path: "/w/a", outcome: "takenBack" },
          { path: "/w/b", outcome: "finished" },
          { path: "/w/c", outcome: "changed", copy: "/kept/c" },
        ]) ?? verbatim(""),
      ),
      "The last window was closed while Folio was writing files. As they were before that: a. Written to the end: b. c was changed since, and stays. The other text of it is /kept/c.",
    );
  });

  it("give back the whole message, and name the parts that a composer cannot hold", () =>
    deepEqual(
      saidIn([
        { type: "text", text: "one\n\ttwo 👩‍👩‍👧 ", text_elements: [] },
        { type: "text", text: "x".repeat(300), text_elements: [] },
        { type: "localImage", path: "/w/a.png" },
        { type: "image", url: "data:image/png;base64,AAAA" },
        { type: "skill", name: "tests", path: "/s" },
        { type: "mention", name: "src/a.ts", path: "/w/src/a.ts" },
      ]),
      {
        text: `one\n\ttwo 👩‍👩‍👧 ${"x".repeat(300)}`,
        parts: ["the image /w/a.png", "the image", "the skill tests", "the mention of src/a.ts"],
      },
    ));
});

describe("what is left out of checkpoints", () => {
  it("is named at any depth, or by its path, in any letter case", () => {
    const isOut = excludedBy([".env*", "*.pem", "data/**", "/top.txt", "keys/"]);
    const names = [".env", "sub/.ENV.local", "a/b/c.PEM", "data", "data/x", "top.txt", "keys"];
    deepEqual(names.filter(isOut), names);
    const kept = ["env", "a.pem.txt", "sub/data/x", "keys.txt"];
    deepEqual(kept.filter(isOut), []);
    equal(excludedBy([])("anything"), false);
  });
});
