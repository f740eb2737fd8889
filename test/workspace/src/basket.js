/** Prices are in cents, so that sums are exact. */
export function total(items, discountPercent = 0) {
  const sum = items.reduce((cents, item) => cents + item.price * item.count, 0);
  return Math.floor(sum - (sum * discountPercent) / 100);
}

export function count(items) {
  return items.reduce((sum, item) => sum + item.count, 0);
}
