/** What a server said, in the fewest words. It keeps this itself: the engine has no part in it. */
export interface StoryItem {
  readonly id: string;
  readonly type: string;
  text: string;
  isDone: boolean;
}

export interface StoryTurn {
  readonly id: string;
  readonly items: StoryItem[];
  end: "completed" | "failed" | "interrupted" | null;
}

/** A request of the server that nobody answers by itself. */
export interface StoryAsk {
  readonly generation: number;
  readonly id: string | number;
  /** What the person does, which `seeded.test.ts` carries out. */
  readonly plan: string;
  /** The server waited until an answer came. */
  isAwaited: boolean;
}

export interface StoryAnswer {
  readonly generation: number;
  readonly id: unknown;
  readonly decision: unknown;
  readonly code: number | undefined;
}

/** One run of a scenario: all its servers, one after the other. */
export interface Story {
  readonly threads: Map<string, StoryTurn[]>;
  readonly asks: StoryAsk[];
  readonly answers: StoryAnswer[];
  /** How often each fault was put in, by its name. */
  readonly faults: Map<string, number>;
}

export const newStory = (): Story => ({
  threads: new Map(),
  asks: [],
  answers: [],
  faults: new Map(),
});

export const turnOf = (story: Story, threadId: string, turnId: string): StoryTurn => {
  const turns = story.threads.get(threadId) ?? [];
  story.threads.set(threadId, turns);
  const known = turns.find(({ id }) => id === turnId);
  if (known) return known;
  const turn: StoryTurn = { id: turnId, items: [], end: null };
  turns.push(turn);
  return turn;
};

export const itemOf = (turn: StoryTurn, id: string, type: string): StoryItem => {
  const known = turn.items.find(item => item.id === id);
  if (known) return known;
  const item: StoryItem = { id, type, text: "", isDone: false };
  turn.items.push(item);
  return item;
};

/** One line as it goes over the wire, what it means once all of it went, and the faults in it. */
export interface Line {
  readonly bytes: Buffer;
  means?(story: Story): void;
  readonly faults: readonly string[];
}

export type Step =
  /** Lines that go out together, cut as it happens. */
  | { readonly kind: "say"; readonly lines: readonly Line[] }
  /** Waits for the answer to a request. */
  | { readonly kind: "wait"; readonly id: string | number }
  | { readonly kind: "die"; readonly how: "signal" | "code 0" | "half a line" };
