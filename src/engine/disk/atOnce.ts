/** Does some work for every item, so many at once; results in the order of the items. The first failure is passed on. */
export async function atOnce<T, R>(
  items: readonly T[],
  count: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const rest = items.entries();
  const worker = async () => {
    for (const [index, item] of rest) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: count }, worker));
  return results;
}
