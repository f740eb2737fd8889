import { deepEqual, rejects } from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTerms, type Terms } from "../../../../src/engine/threads/terms.ts";
import { initialState } from "../../../../src/model/state.ts";
import type { SandboxPolicy } from "../../../../src/protocol/types.gen.ts";

/** The folders of a wish, against real folders and links. */
describe("the folders that a thread is wished to work in", () => {
  let base: string;
  let ws: string;
  let terms: Terms;
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), "folio-terms-")));
    ws = join(base, "ws");
    for (const folder of ["real/lib/deep", "real/docs", "outside"])
      mkdirSync(join(base, folder), { recursive: true });
    symlinkSync(join(base, "real"), ws);
    symlinkSync(join(base, "real/lib"), join(ws, "shortcut"));
    symlinkSync(join(base, "outside"), join(ws, "way-out"));
    terms = createTerms({
      store: { state: initialState },
      defaults: () => ({
        cwd: ws,
        approvalPolicy: "untrusted",
        sandbox: "workspace-write",
        model: "",
      }),
      roots: () => [ws],
    });
  });
  afterEach(() => rmSync(base, { recursive: true, force: true }));

  const writing = (writableRoots: string[]): SandboxPolicy => ({
    type: "workspaceWrite",
    writableRoots,
    networkAccess: false,
    excludeTmpdirEnvVar: false,
    excludeSlashTmp: false,
  });
  const rootsOf = ({ sandbox }: { readonly sandbox: SandboxPolicy }) =>
    sandbox.type === "workspaceWrite" ? sandbox.writableRoots : null;

  it("have the workspace's names, without links below it", async () => {
    const wish = await terms.wish(null, {
      cwd: join(ws, "shortcut/deep"),
      roots: [join(base, "real/docs"), `${ws}/lib/../docs/`],
    });
    deepEqual(wish, { cwd: join(ws, "lib/deep"), roots: [join(ws, "docs"), join(ws, "docs")] });
  });

  for (const path of ["", "lib", "..", "~", "/", "/ws/../etc"])
    it(`are refused outside: ${JSON.stringify(path)}`, () =>
      rejects(terms.wish(null, { cwd: path }), { name: "FolioError", reason: "outsideRoots" }));

  it("are refused where a link leads out", async () => {
    await rejects(terms.wish(null, { cwd: join(ws, "way-out") }), { reason: "outsideRoots" });
    await rejects(terms.wish(null, { roots: [ws, join(base, "outside")] }), {
      reason: "outsideRoots",
    });
  });

  it("are left out later when they became a link that leads out", async () => {
    const wish = await terms.wish("th", { cwd: join(ws, "lib"), roots: [join(ws, "docs")] });
    terms.keep("th", wish);
    deepEqual(await terms.wish("th"), wish);
    renameSync(join(base, "real/lib"), join(base, "real/lib-before"));
    symlinkSync(join(base, "outside"), join(base, "real/lib"));
    deepEqual(await terms.wish("th"), { roots: [join(ws, "docs")] });
  });

  it("may be written by a mode, each once: none that lies in another", async () => {
    const wish = { cwd: join(ws, "lib"), roots: [join(ws, "lib/deep"), join(ws, "docs")] };
    deepEqual(rootsOf(await terms.grant(null, wish)), [join(ws, "lib"), join(ws, "docs")]);
    deepEqual(rootsOf(await terms.grant(null, {})), [ws]);
  });

  it("may be written by a policy where they are in the workspace", async () => {
    const paths = [join(ws, "way-out"), join(ws, "shortcut/deep"), join(ws, "lib"), "/etc"];
    const granted = await terms.grant(null, { sandbox: writing(paths) });
    deepEqual([rootsOf(granted), granted.clamped], [[join(ws, "lib")], ["writableRoots"]]);
  });
});
