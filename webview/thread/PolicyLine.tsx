import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

export interface PolicyLineProps {
  readonly asked: string;
  readonly applied: string;
}

/** Says that the server applies another approval policy than the settings ask for. */
export function PolicyLine({ asked, applied }: PolicyLineProps) {
  return (
    <p class="connection policy-gap" role="alert">
      <Icon name="warning" class="tone-warning" />{" "}
      <span>
        Codex does not ask as your settings want: it applies “{applied}” instead of “{asked}” in
        this thread.
      </span>
      <Button onClick={() => void call("act", { action: "openApprovalSettings" })}>
        Open Settings
      </Button>
    </p>
  );
}
