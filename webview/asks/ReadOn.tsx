import type { RefObject } from "preact";
import { say } from "../say.ts";
import { Icon } from "../ui/Icon.tsx";

export interface ReadOnProps {
  /** The mark at the end of what is asked. */
  readonly end: RefObject<HTMLSpanElement | null>;
  /** The mark was in view. */
  readonly isRead: boolean;
}

/** Says that there is more to read before something can be granted, and goes there. */
export function ReadOn({ end, isRead }: ReadOnProps) {
  if (isRead) return null;
  return (
    <button
      type="button"
      class="link ask-more"
      onClick={() => end.current?.scrollIntoView({ block: "nearest" })}
    >
      <Icon name="arrow-down" /> {say("ask.readOn")}
    </button>
  );
}
