import { createHash } from "node:crypto";
import type { DecidedFile } from "../asks/auditSubject.ts";
import type { FileReview } from "./fileReview.ts";
import type { HunkState } from "./found.ts";

/** What became of each hunk of a change, for the audit log. */
export const decidedOf = (files: readonly FileReview[]): readonly DecidedFile[] =>
  files.map(file => ({
    path: file.proposal.path,
    outcome: words[file.state()],
    hunks: file.found().hunks.map(({ state }) => words[state]),
    sha256:
      file.state() === "refused" || file.proposal.kind === "delete"
        ? null
        : createHash("sha256").update(file.text()).digest("hex"),
  }));

const words = { taken: "taken", refused: "rejected", changed: "edited" } as const satisfies Record<
  HunkState,
  string
>;
