import { homedir } from "node:os";
import { join } from "node:path";

/** Where Codex started with this environment reads its configuration: CODEX_HOME, which is `~/.codex` unless it is set. */
export const configFile = (env: NodeJS.ProcessEnv): string =>
  join(env["CODEX_HOME"] || join(homedir(), ".codex"), "config.toml");
