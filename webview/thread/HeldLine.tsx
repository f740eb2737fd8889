import type { ThreadState } from "../../src/model/state.ts";
import { call } from "../link.ts";
import { Button } from "../ui/elements.tsx";
import { Icon } from "../ui/Icon.tsx";

/** Above the composer of a thread that another window writes: what can be done instead of writing. */
export function HeldLine({ thread }: { readonly thread: ThreadState | undefined }) {
  if (!thread?.isHeldElsewhere) return null;
  return (
    <p class="connection held">
      <Icon name="lock" /> <span>This thread is open in another window.</span>
      <Button onClick={() => void call("act", { action: "takeOverThread" })}>Take Over</Button>
      <Button onClick={() => void call("act", { action: "forkThread" })}>Continue in a Copy</Button>
    </p>
  );
}
