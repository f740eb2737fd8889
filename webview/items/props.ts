import type { ItemState } from "../../src/model/state.ts";
import type { ThreadItem } from "../../src/protocol/types.gen.ts";

export type ItemType = ThreadItem["type"];
export type ItemOf<T extends ItemType> = Extract<ThreadItem, { type: T }>;

/** What is given to whatever draws an item, also one of an unknown kind. */
export interface AnyItemProps {
  readonly item: ThreadItem;
  readonly phase: ItemState["phase"];
  /** The thread's folder: paths below it are shown relative to it. */
  readonly cwd: string;
  /** What Folio wrote of a change itself. */
  readonly outcome?: ItemState["outcome"];
  /** What is left out of its long texts. */
  readonly cuts?: ItemState["cuts"];
  /** It waits for an answer, which is given in the panel of the asks: here it is one row. */
  readonly isAsked?: boolean | undefined;
}

/** What is given to a component that draws items of one kind. */
export interface ItemProps<T extends ItemType> extends AnyItemProps {
  readonly item: ItemOf<T>;
}
