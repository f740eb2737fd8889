import { numberText } from "../../src/model/text/speak.ts";
import { say } from "../say.ts";

export interface LineCountsProps {
  readonly added: number;
  readonly removed: number;
}

/** `+3 −1`, with words for screen readers. */
export const LineCounts = ({ added, removed }: LineCountsProps) => (
  <span class="counts">
    <span class="added" role="img" aria-label={say("lines.added", { count: added })}>
      +{numberText(added)}
    </span>{" "}
    <span class="removed" role="img" aria-label={say("lines.removed", { count: removed })}>
      −{numberText(removed)}
    </span>
  </span>
);
