import type { StateView } from "../../engine/api.ts";
import { wholeText } from "../../model/select/wholeText.ts";
import type { Calls } from "../../model/wire.ts";

/** All that an item of a thread says. The page cannot tell: it has very long texts without their middle. */
export function textOfItem(
  { state }: Pick<StateView, "state">,
  { threadId, itemId }: Calls["copyItem"]["params"],
): string {
  const items = state.threads[threadId]?.turns.flatMap(turn => turn.items) ?? [];
  const found = items.findLast(({ id }) => id === itemId);
  return found ? wholeText(found.item) : "";
}
