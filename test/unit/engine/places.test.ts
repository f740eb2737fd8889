import { deepEqual, equal, ok } from "node:assert/strict";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changeWarnings } from "../../../src/engine/judge/changeWarnings.ts";
import { createNames } from "../../../src/engine/names.ts";
import { placeOf, workspacePath } from "../../../src/engine/places.ts";
import { proposeFiles } from "../../../src/engine/review/propose.ts";
import type { NotificationEvent } from "../../../src/model/state.ts";
import type { FileUpdateChange } from "../../../src/protocol/types.gen.ts";
import { readOnlyFiles } from "../../support/filePorts.ts";
import { said, told } from "../../../src/model/text/say.ts";

describe("a folder that was opened through a link", () => {
  let base = "";
  let real = "";
  let root = "";

  beforeEach(async () => {
    base = await realpath(mkdtempSync(join(tmpdir(), "folio-places-")));
    real = join(base, "real 100% [x]");
    root = join(base, "link to it");
    mkdirSync(join(real, "src"), { recursive: true });
    writeFileSync(join(real, "src", "a.js"), "a\n");
    symlinkSync(real, root);
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  it("has one name for each of its files", async () => {
    for (const name of ["src/a.js", "src/new.js", "new/deep/er.js"])
      equal(await workspacePath(join(real, name), [root]), join(root, name));
    equal(await workspacePath(join(root, "src/a.js"), [root]), join(root, "src/a.js"));
    equal(await workspacePath(join(base, "other.js"), [root]), join(base, "other.js"));
    equal(await workspacePath(`${real}-2/a.js`, [root]), `${real}-2/a.js`);
  });

  it("is no place outside", async () => {
    const quiet = { roots: [root], conflict: () => null };
    deepEqual(await changeWarnings({ ...quiet, paths: [join(real, "src/a.js")] }), []);
    symlinkSync(tmpdir(), join(real, "out"));
    const warned = await changeWarnings({ ...quiet, paths: [join(real, "out/a.js")] });
    ok(
      warned.some(text => said(text).startsWith("out/a.js leads out of the workspace")),
      JSON.stringify(warned),
    );
  });

  it("gives its name to what the server tells", async () => {
    const names = createNames(() => [root]);
    const change = (folder: string): FileUpdateChange => ({
      path: join(folder, "src/a.js"),
      kind: { type: "update", move_path: join(folder, "src/b.js") },
      diff: `@@ -1 +1,2 @@\n a\n+Moved to: ${join(real, "src/b.js")}\n\n\nMoved to: ${join(folder, "src/b.js")}`,
    });
    const event = (changes: FileUpdateChange[]) =>
      ({
        method: "item/started",
        params: {
          threadId: "th",
          turnId: "tu",
          startedAtMs: 0,
          item: { type: "fileChange", id: "i", status: "inProgress", changes },
        },
      }) as NotificationEvent; // as much of it as is looked at
    const told = event([change(real)]);
    equal(names.renamed(told), told);
    await names.refresh();
    deepEqual(names.renamed(told), event([change(root)]));
  });
});

describe("where a path leads", () => {
  let base = "";
  beforeEach(async () => (base = await realpath(mkdtempSync(join(tmpdir(), "folio-places-")))));
  afterEach(() => rmSync(base, { recursive: true, force: true }));
  const at = (name: string) => join(base, name);
  const propose = (change: FileUpdateChange) =>
    proposeFiles([change], {
      roots: [base],
      name: path => path,
      files: readOnlyFiles,
      inWords: said,
    });
  const move = (from: string, to: string): FileUpdateChange => ({
    path: at(from),
    kind: { type: "update", move_path: at(to) },
    diff: `@@ -1 +1 @@\n-x\n+y\n\n\nMoved to: ${at(to)}`,
  });

  it("tells a link from what it leads to", async () => {
    writeFileSync(at("real"), "x\n");
    symlinkSync("real", at("link"));
    deepEqual(await placeOf(at("link")), {
      removes: at("link"),
      writes: at("real"),
      isLink: true,
    });
  });

  it("refuses a move onto itself under any name", async () => {
    mkdirSync(at("d"));
    writeFileSync(at("d/a"), "x\n");
    symlinkSync("d", at("l"));
    symlinkSync("d/a", at("k"));
    for (const target of ["d/a", "l/a", "k"]) {
      const [proposal] = await propose(move("d/a", target));
      ok(/onto itself/.test(told(proposal?.refusal ?? "")), target);
    }
    // A second hard link keeps the bytes when the first name goes.
    linkSync(at("d/a"), at("d/b"));
    const [other] = await propose(move("d/a", "d/b"));
    equal(other?.refusal, null);
  });

  it("refuses two changes of one file under two names", async () => {
    mkdirSync(at("d"));
    writeFileSync(at("d/a"), "x\n");
    symlinkSync("d", at("l"));
    const edit = (name: string): FileUpdateChange => ({
      path: at(name),
      kind: { type: "update", move_path: null },
      diff: "@@ -1 +1 @@\n-x\n+y\n",
    });
    const proposals = await proposeFiles([edit("d/a"), edit("l/a")], {
      roots: [base],
      name: path => path,
      files: readOnlyFiles,
      inWords: said,
    });
    ok(proposals.every(({ refusal }) => /which comes last/.test(told(refusal ?? ""))));
    writeFileSync(at("d/b"), "b\n");
    const cleared = await proposeFiles(
      [{ path: at("d/b"), kind: { type: "delete" }, diff: "b\n" }, move("d/a", "l/b")],
      { roots: [base], name: path => path, files: readOnlyFiles, inWords: said },
    );
    ok(cleared.every(({ refusal }) => /which comes last/.test(told(refusal ?? ""))));
  });

  it("is part of what makes a proposal stale", async () => {
    mkdirSync(at("d"));
    writeFileSync(at("d/a"), "x\n");
    writeFileSync(at("twin"), "x\n");
    const change = move("d/a", "d/b");
    const seen = new Set<string>();
    const look = async () => {
      const [proposal] = await propose(change);
      seen.add(proposal?.fingerprint ?? "");
      return proposal?.warnings.map(said).join(" ") ?? "";
    };
    equal(await look(), "");
    rmSync(at("d/a"));
    symlinkSync(at("twin"), at("d/a"));
    ok((await look()).includes("is a link"));
    rmSync(at("d"), { recursive: true });
    mkdirSync(at("e"));
    writeFileSync(at("e/a"), "x\n");
    symlinkSync("e", at("d"));
    await look();
    symlinkSync("nowhere", at("e/b"));
    ok((await look()).includes("d/b is a link"));
    equal(seen.size, 4);
  });
});
