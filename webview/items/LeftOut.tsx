import { call } from "../link.ts";
import { CopyButton } from "../markdown/CodeBlock.tsx";
import { say } from "../say.ts";
import { thread } from "../state.ts";
import type { AnyItemProps } from "./props.ts";

export interface LeftOutProps extends Pick<AnyItemProps, "item"> {
  /** How many characters are not here. */
  readonly count: number;
}

/** What the editor with all of an item's text is called. */
function titleOf({ type }: AnyItemProps["item"]): string {
  if (type === "userMessage") return say("item.you");
  if (type === "plan") return say("item.plan");
  return say(type === "reasoning" ? "item.thinking" : "item.codex");
}

/** Stands where the middle of a very long text is not shown; all of it can be opened and copied. */
export const LeftOut = ({ item, count }: LeftOutProps) => (
  <p class="left-out">
    <span>{say("item.leftOut", { count })}</span>
    <button type="button" class="link" onClick={() => openWhole(item, titleOf(item))}>
      {say("item.openWhole")}
    </button>
    <CopyButton label={say("item.copyWhole")} copy={() => copyWhole(item)} />
  </p>
);

/** Opens all that an item says in an editor; `title` is what its tab is called. */
export const openWhole = ({ id }: AnyItemProps["item"], title: string): void =>
  void call("openItem", { threadId: thread.value?.id ?? "", itemId: id, title });

/** Copies all that an item says, also what this page does not have. */
export const copyWhole = ({ id }: AnyItemProps["item"]): Promise<null> =>
  call("copyItem", { threadId: thread.value?.id ?? "", itemId: id });

/** How many characters of an item are not here. */
export const leftOutOf = (cuts: AnyItemProps["cuts"]): number =>
  Object.values(cuts ?? {}).reduce((sum, { count }) => sum + count, 0);
