import type { Curve, Estimate, NotEstimable, TestResult } from '@hindsight/stats';
import { describe, expect, test } from 'vitest';
import { reasonSchema } from './reason.ts';
import {
  drawnSchema,
  type DrawnOrMissing,
  estimatedSchema,
  type EstimatedOrMissing,
  testedSchema,
  type TestedOrMissing,
} from './result.ts';

const estimate: Estimate = {
  kind: 'estimate',
  unit: 'r',
  value: 0.3779,
  low: 0.238,
  high: 0.5024,
  level: 0.95,
  n: 163,
  method: 'pearson, fisher z',
};
const median: Estimate = {
  ...estimate,
  unit: 'days',
  value: 1059,
  low: 929,
  high: 'not reached',
  events: 463,
  coverage: 0.84,
};
const chiSquare: TestResult = { kind: 'test', statistic: 4.2, df: 1, p: 0.0404, n: 163, method: 'log-rank' };
const curve: Curve = {
  kind: 'curve',
  points: [{ time: 90, value: 0.9, low: 0.8, high: 0.95, atRisk: 80, events: 2, censored: 1 }],
  n: 100,
  method: 'kaplan-meier, log-log',
};
const tooFew: NotEstimable = { kind: 'not-estimable', reason: 'TOO_FEW', n: 3, need: 30 };

describe('result schemas', () => {
  test('accept what stats gives, unchanged', () => {
    for (const result of [estimate, median, tooFew]) expect(estimatedSchema.parse(result)).toEqual(result);
    for (const result of [chiSquare, tooFew]) expect(testedSchema.parse(result)).toEqual(result);
    for (const result of [curve, tooFew]) expect(drawnSchema.parse(result)).toEqual(result);
  });

  test('take the types of stats without a cast', () => {
    const estimated: EstimatedOrMissing[] = [estimate, tooFew];
    const tested: TestedOrMissing[] = [chiSquare, tooFew];
    const drawn: DrawnOrMissing[] = [curve, tooFew];
    expect([estimated, tested, drawn].flat()).toHaveLength(6);
  });

  test('know the reasons of the product as well', () => {
    const hidden = { kind: 'not-estimable', reason: 'NO_CALENDAR_DATES', n: 12 };
    expect(estimatedSchema.parse(hidden)).toEqual(hidden);
    expect(new Set(reasonSchema.options).size).toBe(reasonSchema.options.length);
  });

  test.each([
    ['NaN as a value', { ...estimate, value: Number.NaN }],
    ['an infinite end', { ...estimate, high: Number.POSITIVE_INFINITY }],
    ['an estimate without an interval', { ...estimate, low: undefined }],
    ['an estimate without n', { ...estimate, n: undefined }],
    ['half a hire', { ...estimate, n: 162.5 }],
    ['an unknown reason', { kind: 'not-estimable', reason: 'BECAUSE', n: 0 }],
    ['a field nobody declared', { ...estimate, shrunken: 0.3 }],
  ])('refuse %s', (_, result) => {
    expect(estimatedSchema.safeParse(result).success).toBe(false);
  });
});
