import { createRandom, type Random } from "../random.ts";

/** Puts the tests of every describe, and the describes within it, into an order that `seed` decides. */
export function shuffle(suite: Mocha.Suite, seed: string): void {
  shuffleAll(suite, createRandom(Array.from(seed).reduce(mix, 0)));
}

const mix = (sum: number, letter: string): number =>
  (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0;

function shuffleAll(suite: Mocha.Suite, random: Random): void {
  suite.tests = inNewOrder(suite.tests, random);
  suite.suites = inNewOrder(suite.suites, random);
  for (const inner of suite.suites) shuffleAll(inner, random);
}

function inNewOrder<T>(list: readonly T[], random: Random): T[] {
  const rest = [...list];
  return list.flatMap(() => rest.splice(random.below(rest.length), 1));
}
