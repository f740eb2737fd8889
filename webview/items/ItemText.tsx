import { Markdown } from "../markdown/Markdown.tsx";
import { LeftOut } from "./LeftOut.tsx";
import type { AnyItemProps } from "./props.ts";

export interface ItemTextProps extends Pick<AnyItemProps, "item" | "phase" | "cuts"> {
  readonly text: string;
  /** Where the text is in the item. */
  readonly path: string;
}

/** A text of an item as markdown. Where its middle is left out, it says so there. */
export function ItemText({ item, text, path, phase, cuts }: ItemTextProps) {
  const cut = cuts?.[path];
  return (
    <Markdown
      text={text}
      isStreaming={phase === "open"}
      {...(cut ? { cut, gap: () => <LeftOut item={item} count={cut.count} /> } : {})}
    />
  );
}
