import type { SandboxMode, SandboxPolicy } from "../../protocol/types.gen.ts";

/** What a turn may do without asking, as the server takes it: the folder `cwd` may be written in `workspace-write`. */
export function sandboxPolicy(mode: SandboxMode, cwd: string | null): SandboxPolicy {
  switch (mode) {
    case "danger-full-access":
      return { type: "dangerFullAccess" };
    case "read-only":
      return { type: "readOnly", networkAccess: false };
    case "workspace-write":
      return {
        type: "workspaceWrite",
        writableRoots: cwd === null ? [] : [cwd],
        networkAccess: false,
        excludeTmpdirEnvVar: false,
        excludeSlashTmp: false,
      };
  }
}
