import { binomial } from './binomial-draw.ts';
import type { RandomSource } from './seeded-generator.ts';

/** Counts of n draws from cells with the given relative counts. */
export function multinomial(n: number, counts: readonly number[], random: RandomSource): number[] {
  let left = n;
  let total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => {
    const drawn = count === total ? left : binomial(left, count / total, random);
    left -= drawn;
    total -= count;
    return drawn;
  });
}
