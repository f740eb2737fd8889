import { policyGap } from "../../src/model/select/config.ts";
import type { ThreadState } from "../../src/model/state.ts";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** Shown while the server asks in other cases than the settings want. */
export function PolicyLine({ thread }: { readonly thread: ThreadState | undefined }) {
  const gap = policyGap(thread);
  if (!gap) return null;
  return (
    <p class="connection policy-gap" role="alert">
      <Icon name="warning" class="tone-warning" />{" "}
      <span>
        Codex does not ask as your settings want: it applies “{gap.applied}” instead of “{gap.asked}
        ” in this thread.
      </span>
      <Button onClick={() => void call("act", { action: "openApprovalSettings" })}>
        Open Settings
      </Button>
    </p>
  );
}
