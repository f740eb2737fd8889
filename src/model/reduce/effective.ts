import type { AskForApproval, SandboxPolicy } from "../../protocol/types.gen.ts";
import type { Rows, ThreadMethod } from "./table.ts";

export interface Effective {
  readonly model: string;
  readonly approvalPolicy: AskForApproval;
  readonly sandbox: SandboxPolicy | null;
}

export interface EffectiveSlice {
  /** What the server says it applies, never what a setting wished. */
  readonly effective: Effective | null;
  /** The approval policy that was asked for last; null before this window asked for one. */
  readonly askedPolicy: AskForApproval | null;
}

export const initialEffective: EffectiveSlice = { effective: null, askedPolicy: null };

export const effectiveRows = {
  "thread/settings/updated": (
    _known,
    { threadSettings: { model, approvalPolicy, sandboxPolicy: sandbox } },
  ) => ({ effective: { model, approvalPolicy, sandbox } }),
} satisfies Rows<EffectiveSlice, ThreadMethod>;
