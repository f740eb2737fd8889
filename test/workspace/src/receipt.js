import { total } from "./basket.js";

const euros = cents => `${(cents / 100).toFixed(2)} EUR`;

export function receipt(items, discountPercent) {
  const lines = items.map(
    ({ name, price, count }) =>
      `${count} x ${name.padEnd(12)} ${euros(price * count).padStart(10)}`,
  );
  return [...lines, `Total ${euros(total(items, discountPercent)).padStart(20)}`].join("\n");
}
