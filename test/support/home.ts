import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { endWithProcess } from "./endings.ts";

export interface Home {
  readonly path: string;
  dispose(): void;
}

/** A fresh CODEX_HOME whose only model is the scripted one. Not below /tmp: the server refuses helper programs there. */
export function createHome(modelUrl: string, extra = ""): Home {
  const parent = join(homedir(), ".cache", "folio-test");
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, "home-"));
  writeConfig(path, modelUrl, extra);
  const remove = () =>
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  const forget = endWithProcess(remove);
  return {
    path,
    dispose() {
      remove();
      forget();
    },
  };
}

/** Writes the `config.toml` of a CODEX_HOME whose only model is the scripted one. */
export function writeConfig(path: string, modelUrl: string, extra = ""): void {
  writeFileSync(
    join(path, "config.toml"),
    `model = "gpt-5.5"
model_provider = "scripted"
check_for_update_on_startup = false
allow_login_shell = false

[model_providers.scripted]
name = "Scripted model"
base_url = "${modelUrl}"
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 1
${extra}
`,
  );
}
