/** The fake server as a program of its own: a script is taken for the launcher of the npm package. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";

/** Settings that make Folio, and the bare view, start the fake server with a fault and what else it is told. */
export function withFault(fault: string, env: Readonly<Record<string, string>> = {}) {
  const path = join(root, ".out", "fake-codex");
  const script = join(root, "test", "support", "fakeServer.mjs");
  mkdirSync(join(root, ".out"), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, { mode: 0o755 });
  return { "folio.server.path": path, "folio.server.env": { FOLIO_FAULT: fault, ...env } };
}
