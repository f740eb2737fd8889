import type { SandboxMode, SandboxPolicy } from "../../protocol/types.gen.ts";

/** A mode as the server takes it for a turn: `workspace-write` may write the places. */
export function sandboxPolicy(mode: SandboxMode, places: readonly string[]): SandboxPolicy {
  switch (mode) {
    case "danger-full-access":
      return { type: "dangerFullAccess" };
    case "read-only":
      return { type: "readOnly", networkAccess: false };
    case "workspace-write":
      return {
        type: "workspaceWrite",
        writableRoots: [...places],
        networkAccess: false,
        excludeTmpdirEnvVar: false,
        excludeSlashTmp: false,
      };
  }
}
