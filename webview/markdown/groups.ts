import type { Cut } from "../../src/model/text/cut.ts";
import { createTail, type Content } from "./tail.ts";

/** A block of a markdown text. A frozen block is the same object for ever: nothing of it is parsed or drawn again. */
export type Block = Content & {
  readonly key: number;
  /** Code of which a part is left out. */
  readonly isPart?: true;
};

/** Neighbouring blocks, which are laid out by themselves. A full group is the same object for ever. */
export interface Group {
  readonly key: number;
  readonly blocks: readonly Block[];
  /** Nothing is added to it any more. */
  readonly isFull: boolean;
}

/** The blocks of a text that is taken in piece by piece. */
export interface Groups {
  /** The key of the first group behind what is left out; null where nothing is. */
  readonly gap: number | null;
  /** How much was taken in or left out. */
  readonly position: number;
  take(piece: string): void;
  /** Goes on behind what is left out of the text. */
  skip(cut: Cut): void;
  /** Drops the groups of what is left out by now. False where that is a part of a block, and the text must be read again. */
  drop(cut: Cut): boolean;
  all(isStreaming: boolean): readonly Group[];
}

/** So many blocks are a screen or two: few enough to be laid out with each word, and a long text has few groups. */
const groupLength = 24;
/** So much of what is left out may stay as the beginning of a block. */
const mostKept = 16_000;

/** A full group, which lies between two places of the text. */
interface Full {
  readonly group: Group;
  readonly from: number;
  readonly to: number;
}

export function createGroups(): Groups {
  let full: Full[] = [];
  let last: Block[] = [];
  let [blockKey, groupKey] = [0, 0];
  /** The code whose beginning is left out. */
  let partKey = -1;
  let gap: number | null = null;
  let position = 0;
  /** No block that is frozen now begins before this place. */
  let openFrom = 0;
  let lastFrom = 0;

  const put = (content: Content, isPart: boolean): Block => ({
    ...content,
    key: blockKey,
    ...(isPart || blockKey === partKey ? { isPart: true } : {}),
  });
  const freeze = (content: Content, isPart = false) => {
    if (last.length === 0) lastFrom = openFrom;
    last.push(put(content, isPart));
    blockKey++;
    if (last.length === groupLength) fill();
  };
  const fill = () => {
    if (last.length === 0) return;
    const group = { key: groupKey++, blocks: last, isFull: true };
    full.push({ group, from: lastFrom, to: position });
    last = [];
  };
  let tail = createTail(freeze);

  return {
    get gap() {
      return gap;
    },
    get position() {
      return position;
    },
    take(piece) {
      openFrom = position - tail.length;
      position += piece.length;
      tail.take(piece);
    },
    skip({ at, count, fence }) {
      const open = tail.open(false);
      if (open) freeze(open, tail.open(true)?.kind === "code");
      fill();
      gap = groupKey;
      position = at + count;
      tail = createTail(freeze);
      partKey = fence === "" ? -1 : blockKey;
      tail.take(fence);
    },
    drop({ at, count }) {
      const end = at + count;
      if (position - tail.length + mostKept < end) return false;
      const kept = full.filter(({ from, to }) => from < at || to > end);
      if (kept.length === full.length) return true;
      full = kept;
      gap = full.find(({ from }) => from >= at)?.group.key ?? groupKey;
      return true;
    },
    all(isStreaming) {
      const open = tail.open(isStreaming);
      const blocks = open ? [...last, put(open, false)] : last;
      const groups = full.map(({ group }) => group);
      return blocks.length > 0 ? [...groups, { key: groupKey, blocks, isFull: false }] : groups;
    },
  };
}
