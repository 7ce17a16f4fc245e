import type { RandomSource } from '@hindsight/stats';

/** Draws from named distributions out of one seeded source (xoshiro128**, see `seededGenerator` of stats). */
export type Draws = {
  uniform: () => number;
  /** Whole number from `low` to `high`, both included. */
  whole: (low: number, high: number) => number;
  /** Standard normal, by Box and Muller. */
  normal: () => number;
  /** Exponential with mean 1. */
  exponential: () => number;
  /** Poisson, by inversion; for small means. */
  poisson: (mean: number) => number;
  chance: (probability: number) => boolean;
  /** One of the items, with the given weights or evenly. */
  pick: <Item>(items: readonly Item[], weights?: readonly number[]) => Item;
};

export function drawsFrom(random: RandomSource): Draws {
  const exponential = (): number => -Math.log(1 - random());
  return {
    uniform: random,
    whole: (low, high) => low + Math.floor(random() * (high - low + 1)),
    normal: () => Math.sqrt(2 * exponential()) * Math.cos(2 * Math.PI * random()),
    exponential,
    poisson: (mean) => {
      let count = 0;
      for (let left = mean - exponential(); left > 0; left -= exponential()) count += 1;
      return count;
    },
    chance: (probability) => random() < probability,
    pick: (items, weights) => {
      const total = weights ? weights.reduce((sum, weight) => sum + weight, 0) : items.length;
      let left = random() * total;
      for (const [i, item] of items.entries()) {
        left -= weights?.[i] ?? 1;
        if (left < 0) return item;
      }
      return items[items.length - 1]!;
    },
  };
}
