import { notEstimable } from './checked-results.ts';
import { randomEffects } from './random-effects.ts';
import type { NotEstimable } from './results.ts';

export type OrderedEffect<Key> = {
  key: Key;
  /** 1 is the largest shrunken effect; equal shrunken values share the smallest rank. */
  rank: number;
  /** For order only: never draw or export it as an effect. */
  shrunken: number;
  weight: number;
};

export type EffectOrder<Key> = {
  kind: 'order';
  items: OrderedEffect<Key>[];
  /** False when the data give no evidence that the effects differ at all (τ² = 0): say so instead of ranking. */
  differ: boolean;
  mean: number;
  tau2: number;
  n: number;
  method: 'empirical bayes order, DL';
};

/**
 * Puts many noisy effects in order, largest first, by shrinking each towards their common mean.
 *
 * Use it to sort a list of questions or sites: raw estimates put the smallest samples on top and at the bottom.
 * Assumes roughly normal estimates with known variances; give correlations as Fisher z (variance 1/(n − 3), or the
 * delta variance of a corrected correlation). Ties keep the order given.
 *
 * @param items key, effect and its sampling variance (above 0)
 * @returns the order; not estimable: EMPTY, TOO_FEW (one item: nothing to shrink towards), INVALID_INPUT
 * Source: Morris 1983; τ² by DerSimonian & Laird 1986.
 * @example
 * empiricalBayesOrder([{ key: 'a', effect: 0.1, variance: 0.01 }, { key: 'b', effect: 0.5, variance: 0.02 }]);
 * // b (0.45), then a (0.125)
 */
export function empiricalBayesOrder<Key>(
  items: readonly { key: Key; effect: number; variance: number }[],
): EffectOrder<Key> | NotEstimable {
  const fit = randomEffects(
    items.map((item) => item.effect),
    items.map((item) => item.variance),
    { method: 'DL' },
  );
  if (fit.kind === 'not-estimable') return notEstimable(fit.reason, items.length, fit.need);
  const ordered = items
    .map((item, i) => ({
      key: item.key,
      shrunken: fit.shrunken[i]?.value as number,
      weight: fit.shrunken[i]?.weight as number,
    }))
    .sort((a, b) => b.shrunken - a.shrunken);
  return {
    kind: 'order',
    items: ordered.map((item) => ({
      ...item,
      rank: 1 + ordered.filter((other) => other.shrunken > item.shrunken).length,
    })),
    differ: fit.tau2 > 0,
    mean: fit.mean.value,
    tau2: fit.tau2,
    n: items.length,
    method: 'empirical bayes order, DL',
  };
}
