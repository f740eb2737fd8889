import type { UserInput } from "../../protocol/types.gen.ts";
import { ignored, type Rows, type ThreadMethod } from "./table.ts";

/** A message that was taken out of the server's queue. */
export interface HeldMessage {
  readonly id: string;
  readonly input: readonly UserInput[];
}

export interface HeldSlice {
  /** Messages that were queued when the thread was last open, oldest first: they wait until the person sends them. */
  readonly held: readonly HeldMessage[];
}

export const initialHeld: HeldSlice = { held: [] };

export const heldRows = {
  "thread/queue/changed": ignored,
} satisfies Rows<HeldSlice, ThreadMethod>;

/** Replaces the messages that are held; nothing changes when there were none and are none. */
export const hold = ({ held }: HeldSlice, messages: readonly HeldMessage[]): HeldSlice => ({
  held: held.length + messages.length === 0 ? held : messages,
});
