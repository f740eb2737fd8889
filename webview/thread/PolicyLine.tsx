import { call } from "../link.ts";
import { say } from "../say.ts";
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
      <Icon name="warning" class="tone-needs" />{" "}
      <span>{say("policy.gap", { applied, asked })}</span>
      <Button onClick={() => void call("act", { action: "openApprovalSettings" })}>
        {say("do.openSettings")}
      </Button>
    </p>
  );
}
