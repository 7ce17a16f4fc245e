import type { ScoreLevel } from '@hindsight/domain';
import { expect, test } from 'vitest';
import { expectancyScale, isDrawn } from './expectancy-scale.ts';

const level = (n: number, value: number, low: number, high: number): ScoreLevel => ({
  label: '3',
  from: 3,
  to: 3,
  n,
  outcome: { kind: 'estimate', unit: 'points', value, low, high, level: 0.95, n, method: 'test' },
});

test('shares always stand on 0 to 100%', () => {
  expect(expectancyScale([], 'share')).toEqual({ low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1] });
});

test('points stand on whole numbers around the intervals', () => {
  expect(expectancyScale([level(20, 3.4, 2.8, 4.1)], 'points')).toEqual({
    low: 2,
    high: 5,
    ticks: [2, 3, 4, 5],
  });
  expect(expectancyScale([level(40, 48, 41, 55)], 'points').ticks).toEqual([41, 44, 47, 50, 53, 56]);
});

test('under 10 hires there is no dot', () => {
  expect(isDrawn(level(9, 3, 2, 4))).toBe(false);
  expect(isDrawn(level(10, 3, 2, 4))).toBe(true);
  expect(
    isDrawn({ ...level(50, 3, 2, 4), outcome: { kind: 'not-estimable', reason: 'NO_VARIANCE', n: 50 } }),
  ).toBe(false);
});
