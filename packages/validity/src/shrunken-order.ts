import type { PredictorFamily } from '@hindsight/domain';
import { empiricalBayesOrder } from '@hindsight/stats';
import { compare } from './board-predictors.ts';

export type NoisyEffect = { ref: string; family: PredictorFamily; effect: number; variance: number };

/**
 * Positions by effects that are shrunken towards the mean of their own kind (categories, questions, …); the
 * values themselves are for order only. Ties are broken by reference.
 */
export function shrunkenOrder(effects: readonly NoisyEffect[]): Map<string, number> {
  const shrunken: { ref: string; value: number }[] = [];
  for (const family of new Set(effects.map((effect) => effect.family))) {
    const members = effects
      .filter((effect) => effect.family === family)
      .sort((a, b) => compare(a.ref, b.ref))
      .map(({ ref, effect, variance }) => ({ key: ref, effect, variance }));
    const order = empiricalBayesOrder(members);
    // One member has nothing to be shrunken towards.
    const values =
      order.kind === 'order'
        ? order.items.map(({ key, shrunken: value }) => ({ ref: key, value }))
        : members.map(({ key, effect }) => ({ ref: key, value: effect }));
    shrunken.push(...values);
  }
  shrunken.sort((a, b) => b.value - a.value || compare(a.ref, b.ref));
  return new Map(shrunken.map(({ ref }, i) => [ref, i + 1]));
}
