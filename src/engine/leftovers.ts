import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Where in a window's own storage stands what is being written; a window that ends well leaves these folders empty. */
export const begunIn = (storage: string) => ({
  transactions: join(storage, "transactions"),
  reviews: join(storage, "reviews"),
});

/** Whether a killed window may have left something half done. Never rejects. */
export async function hasLeftovers(storage: string): Promise<boolean> {
  const { transactions, reviews } = begunIn(storage);
  const folders = [transactions, join(reviews, "begun")];
  const names = await Promise.all(folders.map(folder => readdir(folder).catch(() => [])));
  return names.some(({ length }) => length > 0);
}
