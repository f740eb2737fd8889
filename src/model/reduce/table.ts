import type { Notifications } from "../../protocol/methods.gen.ts";

export type Method = keyof Notifications;

/** Notifications about one thread, and about one turn. */
export type ThreadMethod = {
  [M in Method]: Notifications[M] extends
    { readonly threadId: string } | { readonly thread: { readonly id: string } }
    ? M
    : never;
}[Method];
export type TurnMethod = {
  [M in Method]: Notifications[M] extends { readonly threadId: string } & (
    { readonly turnId: string } | { readonly turn: { readonly id: string } }
  )
    ? M
    : never;
}[Method];

/**
 * What notifications change in a slice, each row the changed members alone; nothing changes where they are equal.
 * `ignored` says that it was thought about and has no face (yet).
 */
export type Rows<Slice, M extends Method = Method> = {
  readonly [K in M]?: "ignored" | ((slice: Slice, params: Notifications[K]) => Partial<Slice>);
};

export const ignored = "ignored";

/** The value with some members changed; the same object back when they are equal to what they were. */
export function patched<T extends object>(value: T, change: Partial<NoInfer<T>>): T {
  if (change === value) return value;
  const members: Partial<T> = change;
  for (const name in members) if (members[name] !== value[name]) return { ...value, ...change };
  return value;
}
