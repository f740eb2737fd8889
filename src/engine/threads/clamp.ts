import type { AskForApproval, SandboxMode, SandboxPolicy } from "../../protocol/types.gen.ts";
import { sandboxPolicy } from "./sandbox.ts";

/** What a face wishes; what it leaves out is as the settings say. */
export interface Leave {
  readonly approvalPolicy?: AskForApproval;
  /** A mode may write where the turn works; a policy names the folders that it may write. */
  readonly sandbox?: SandboxMode | SandboxPolicy;
}

/** What the settings allow at most. */
export interface Limits {
  readonly approvalPolicy: Extract<AskForApproval, string>;
  readonly sandbox: SandboxMode;
  /** The folders that the turn works in: the ones that a mode lets it write. */
  readonly places: readonly string[];
  /** Whether an absolute path lies in the workspace, links followed. */
  isInside(path: string): boolean;
}

/** What of a wish was wider than the settings. */
export type Clamped = "approvalPolicy" | "sandbox" | "writableRoots" | "network";

export interface Granted {
  readonly approvalPolicy: Extract<AskForApproval, string>;
  readonly sandbox: SandboxPolicy;
  /** What was not granted as wished, so that a face can tell the person; empty where the wish was narrow enough. */
  readonly clamped: readonly Clamped[];
}

/** Grants a wish as far as the settings allow it. Every face's wish goes through here, and nothing else widens a turn. */
export function clamp(wish: Leave, limits: Limits): Granted {
  const approval = clampApproval(wish.approvalPolicy, limits.approvalPolicy);
  const sandbox = clampSandbox(wish.sandbox, limits);
  return {
    approvalPolicy: approval.granted,
    sandbox: sandbox.granted,
    clamped: [...approval.clamped, ...sandbox.clamped],
  };
}

interface Part<T> {
  readonly granted: T;
  readonly clamped: readonly Clamped[];
}

/**
 * From the narrowest to the widest. `untrusted` asks before every command, `never` asks nobody. A granular policy refuses
 * some requests unasked and cannot be compared with these, so it is never granted.
 */
const approvals: readonly AskForApproval[] = ["untrusted", "on-request", "never"];

function clampApproval(
  wish: AskForApproval | undefined,
  limit: Limits["approvalPolicy"],
): Part<Limits["approvalPolicy"]> {
  if (wish === undefined) return { granted: limit, clamped: [] };
  const isKnown = typeof wish === "string" && approvals.includes(wish);
  return isKnown && approvals.indexOf(wish) <= approvals.indexOf(limit)
    ? { granted: wish, clamped: [] }
    : { granted: limit, clamped: ["approvalPolicy"] };
}

const sandboxModes: readonly SandboxMode[] = ["read-only", "workspace-write", "danger-full-access"];

function clampSandbox(wish: Leave["sandbox"] | undefined, limits: Limits): Part<SandboxPolicy> {
  const limit = sandboxPolicy(limits.sandbox, limits.places);
  if (wish === undefined) return { granted: limit, clamped: [] };
  // What comes over a wire may be a word that nobody knows.
  if (typeof wish === "string" && !sandboxModes.includes(wish))
    return { granted: limit, clamped: ["sandbox"] };
  const policy = typeof wish === "string" ? sandboxPolicy(wish, limits.places) : wish;
  if (widthOf(policy) > widthOf(limit)) return { granted: limit, clamped: ["sandbox"] };
  if (typeof wish === "string") return { granted: policy, clamped: [] };
  const hasNetwork = limit.type === "dangerFullAccess";
  switch (policy.type) {
    case "dangerFullAccess":
    case "externalSandbox":
      return { granted: policy, clamped: [] };
    case "readOnly":
      return {
        granted: { type: "readOnly", networkAccess: policy.networkAccess && hasNetwork },
        clamped: networkClamped(policy, hasNetwork),
      };
    case "workspaceWrite": {
      const writableRoots = policy.writableRoots.filter(limits.isInside);
      const isCut = writableRoots.length < policy.writableRoots.length;
      return {
        granted: { ...policy, writableRoots, networkAccess: policy.networkAccess && hasNetwork },
        clamped: [...(isCut ? cut : []), ...networkClamped(policy, hasNetwork)],
      };
    }
  }
}

const cut: readonly Clamped[] = ["writableRoots"];
const networkClamped = (
  { networkAccess }: { readonly networkAccess: boolean },
  hasNetwork: boolean,
): readonly Clamped[] => (networkAccess && !hasNetwork ? ["network"] : []);

/** How much a sandbox lets a command change. The server does not confine commands in an external sandbox at all. */
function widthOf({ type }: SandboxPolicy): number {
  switch (type) {
    case "readOnly":
      return 0;
    case "workspaceWrite":
      return 1;
    case "externalSandbox":
    case "dangerFullAccess":
      return 2;
    default:
      return Infinity; // of a newer protocol: nobody knows how wide it is
  }
}
