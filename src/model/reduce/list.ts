/**
 * Changes the last element of an id, or adds one at the end. Searched from the end, because that is where streams write;
 * the same list back when nothing changed.
 */
export function replaceLast<T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  edit: (value: T) => T,
  create: () => T,
): readonly T[] {
  const index = list.findLastIndex(value => value.id === id);
  const before = list[index];
  if (before === undefined) return [...list, create()];
  const after = edit(before);
  return after === before ? list : list.with(index, after);
}
