import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** For a thread that another window writes: what the person can do instead of writing here. */
export function HeldLine() {
  return (
    <p class="connection held">
      <Icon name="lock" /> <span>This thread is open in another window.</span>
      <Button onClick={() => void call("act", { action: "takeOverThread" })}>Take Over</Button>
      <Button onClick={() => void call("act", { action: "forkThread" })}>Continue in a Copy</Button>
    </p>
  );
}
