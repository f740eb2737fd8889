import { call } from "../link.ts";
import { say } from "../say.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** For a thread that another window writes: what the person can do instead of writing here. */
export const HeldLine = () => (
  <div class="connection">
    <Icon name="lock" /> <span>{say("held.thread")}</span>
    <div class="connection-ways">
      <Button appearance="primary" onClick={() => void call("act", { action: "takeOverThread" })}>
        {say("held.takeOver")}
      </Button>
      <Button onClick={() => void call("act", { action: "forkThread" })}>{say("held.copy")}</Button>
    </div>
  </div>
);
