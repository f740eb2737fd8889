import { equal } from "node:assert/strict";
import { test } from "node:test";
import { count, total } from "../src/basket.js";

const basket = [
  { name: "Bread", price: 345, count: 1 },
  { name: "Apple", price: 59, count: 4 },
];

test("adds up prices", () => equal(total(basket), 581));
test("counts pieces", () => equal(count(basket), 5));
test("rounds the discount to the nearest cent", () => equal(total(basket, 15), 494));
