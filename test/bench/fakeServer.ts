/** The fake server as a program of its own: a script is taken for the launcher of the npm package. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src/build/paths.mjs";

/** Its path. */
export function fakeServer(): string {
  const path = join(root, ".out", "fake-codex");
  const script = join(root, "test", "support", "fakeServer.mjs");
  mkdirSync(join(root, ".out"), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, { mode: 0o755 });
  return path;
}

/** Settings that make Folio, and the bare view, start it with a fault and what else it is told. */
export const withFault = (fault: string, env: Readonly<Record<string, string>> = {}) => ({
  "folio.server.path": fakeServer(),
  "folio.server.env": { FOLIO_FAULT: fault, ...env },
});
