import { describe, expect, test } from 'vitest';
import { changePoint, changePointLimit } from './change-point.ts';
import { differenceSequence, meanSequence, proportionSequence } from './confidence-sequence.ts';
import { cusum, cusumLimit, falseAlarmChance } from './cusum.ts';
import { normalQuantile, normalUpper } from './distributions.ts';
import {
  eventsForHazardRatio,
  powerOfCorrelation,
  powerOfHazardRatio,
  powerOfProportions,
  rowsForCorrelation,
  rowsForHalfWidth,
  rowsForProportions,
} from './planning.ts';
import { rollingCorrelation } from './rolling-correlation.ts';
import { seededGenerator } from './seeded-generator.ts';
import { wilsonInterval } from './wilson-interval.ts';
import { newcombeDifference } from './two-proportions.ts';

describe('rolling association', () => {
  test('each window holds its own rows, and empty windows say so', () => {
    const windows = rollingCorrelation(
      [0, 1, 2, 3, 20, 21, 22, 23],
      [1, 2, 3, 4, 1, 2, 3, 4],
      [1, 2, 4, 3, 4, 3, 1, 2],
      { width: 10, step: 10 },
    );
    if ('kind' in windows) throw new Error('estimable');
    expect(
      windows.map((w) => (w.estimate.kind === 'estimate' ? w.estimate.value : w.estimate.reason)),
    ).toEqual([expect.closeTo(0.8, 12), 'EMPTY', expect.closeTo(-0.8, 12)]);
    expect(rollingCorrelation([], [], [], { width: 1, step: 1 })).toMatchObject({ reason: 'EMPTY' });
    expect(rollingCorrelation([1], [1], [1], { width: 1, step: 0 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(rollingCorrelation([1, 1e9], [1, 2], [1, 2], { width: 1, step: 1 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
});

describe('change point', () => {
  test('finds a drop where it is', () => {
    const series = [0.3, 0.32, 0.29, 0.05, 0.02, 0.06].map((value) => ({ value, variance: 0.002 }));
    const found = changePoint(series);
    expect(found).toMatchObject({ before: 3, change: { value: expect.closeTo(0.13 / 3 - 0.91 / 3, 12) } });
    if (found.kind === 'change-point' && found.test.kind === 'test') expect(found.test.p).toBeLessThan(0.01);
  });
  test('p values are right when nothing changes', () => {
    const random = seededGenerator(4);
    const small = Array.from({ length: 200 }, () =>
      changePoint(
        Array.from({ length: 8 }, () => ({ value: normalQuantile(random()), variance: 1 })),
        { simulations: 200, random: 9 },
      ),
    ).filter((c) => c.kind === 'change-point' && c.test.kind === 'test' && c.test.p <= 0.1).length;
    expect(small).toBeGreaterThan(6);
    expect(small).toBeLessThan(38);
  });
  test('the limit for five watched series is about 3.5', () => {
    const limit = changePointLimit({ series: 5, history: 8, looks: 4 });
    expect(limit).toBeGreaterThan(3);
    expect(limit).toBeLessThan(4);
    expect(changePointLimit({ series: 0, history: 8, looks: 4 })).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(changePoint([{ value: 1, variance: 1 }])).toMatchObject({ reason: 'TOO_FEW', need: 4 });
    expect(changePoint([{ value: 1, variance: 0 }])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('CUSUM', () => {
  test('sums by hand', () => {
    const chart = cusum([0.1, -0.3, 1.6, 1.4, 1.9, 2.2], { limit: 4 });
    expect(chart).toMatchObject({
      firstAlarm: 5,
      points: [
        { high: 0 },
        { high: 0 },
        { high: expect.closeTo(1.1, 12) },
        { high: expect.closeTo(2, 12) },
        { high: expect.closeTo(3.4, 12) },
        { alarm: 'up' },
      ],
    });
    expect(cusum([-3, -3], { limit: 4 })).toMatchObject({ firstAlarm: 1, points: [{}, { alarm: 'down' }] });
    expect(cusum([], { limit: 4 })).toMatchObject({ reason: 'EMPTY' });
    expect(cusum([1], { limit: 0 })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  test('one look: the limit is a normal quantile', () => {
    expect(falseAlarmChance(1.5, 1, 0.5)).toBeCloseTo(normalUpper(2), 10);
    expect(cusumLimit({ horizon: 1, falseAlarm: 0.05 })).toBeCloseTo(1.959964 - 0.5, 4);
  });
  test('keeps its stated false-alarm rate', () => {
    const limit = cusumLimit({ horizon: 20, falseAlarm: 0.1 }) as number;
    const random = seededGenerator(12);
    const alarms = Array.from({ length: 4000 }, () =>
      cusum(
        Array.from({ length: 20 }, () => normalQuantile(random())),
        { limit },
      ),
    ).filter((c) => c.kind === 'cusum' && c.firstAlarm !== undefined).length;
    expect(alarms / 4000).toBeGreaterThan(0.08);
    expect(alarms / 4000).toBeLessThan(0.115);
    expect(cusumLimit({ horizon: 0, falseAlarm: 0.1 })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('confidence sequences', () => {
  test('contain the estimate, narrow, and are wider than a fixed-n interval', () => {
    const [cs, wilson] = [proportionSequence(60, 100), wilsonInterval(60, 100)];
    const [diff, newcombe] = [differenceSequence(60, 100, 45, 100), newcombeDifference(60, 100, 45, 100)];
    if (
      cs.kind !== 'estimate' ||
      wilson.kind !== 'estimate' ||
      diff.kind !== 'estimate' ||
      newcombe.kind !== 'estimate'
    )
      throw new Error('estimable');
    expect(cs.low).toBeLessThan(wilson.low as number);
    expect(cs.high).toBeGreaterThan(wilson.high as number);
    expect(diff.low).toBeLessThan(newcombe.low as number);
    expect(diff.high).toBeGreaterThan(newcombe.high as number);
    expect((diff.high as number) - (diff.low as number)).toBeLessThan(0.6);
  });
  test('the limits are where the wealth reaches 1/alpha', () => {
    const cs = proportionSequence(3, 10);
    if (cs.kind !== 'estimate') throw new Error('estimable');
    // Beta(4, 8) = 3! 7! / 11!
    const wealth = (p: number): number => (6 * 5040) / 39916800 / (p ** 3 * (1 - p) ** 7);
    expect(wealth(cs.low as number)).toBeCloseTo(20, 6);
    expect(wealth(cs.high as number)).toBeCloseTo(20, 6);
  });
  test('swapping the groups turns the difference', () => {
    const [a, b] = [differenceSequence(7, 20, 3, 25), differenceSequence(3, 25, 7, 20)];
    if (a.kind !== 'estimate' || b.kind !== 'estimate') throw new Error('estimable');
    expect(a.low).toBeCloseTo(-(b.high as number), 8);
  });
  test('ends of the range and refusals', () => {
    expect(proportionSequence(0, 10)).toMatchObject({ low: 0 });
    expect(proportionSequence(10, 10)).toMatchObject({ high: 1 });
    expect(proportionSequence(0, 0)).toMatchObject({ reason: 'EMPTY' });
    expect(proportionSequence(3, 2)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(differenceSequence(0, 3, 3, 3)).toMatchObject({ kind: 'estimate', value: -1, low: -1 });
    expect(differenceSequence(0, 0, 3, 3)).toMatchObject({ reason: 'ONE_GROUP_EMPTY' });
    expect(differenceSequence(1, 0, 3, 3)).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  test('of a mean: one interval per look, never growing, in the unit of the data', () => {
    const random = seededGenerator(2);
    const values = Array.from({ length: 500 }, () => 1 + 4 * random());
    const looks = meanSequence(values, { low: 1, high: 5, unit: 'points' });
    if ('kind' in looks) throw new Error('estimable');
    expect(looks).toHaveLength(500);
    for (let i = 1; i < 500; i++)
      expect((looks[i]!.high as number) - (looks[i]!.low as number)).toBeLessThanOrEqual(
        (looks[i - 1]!.high as number) - (looks[i - 1]!.low as number) + 1e-12,
      );
    expect(looks[499]!.low as number).toBeLessThan(3);
    expect(looks[499]!.high as number).toBeGreaterThan(3);
    expect((looks[499]!.high as number) - (looks[499]!.low as number)).toBeLessThan(1);
    expect(meanSequence([2], { low: 0, high: 1 })).toMatchObject({ reason: 'OUT_OF_RANGE' });
    expect(meanSequence([], { low: 0, high: 1 })).toMatchObject({ reason: 'EMPTY' });
    expect(meanSequence([0.5], { low: 1, high: 0 })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('planning', () => {
  test('agrees with pwr.r.test and power.prop.test', () => {
    expect(powerOfCorrelation(0.3, 50)).toBeCloseTo(0.5715558, 6);
    expect(rowsForCorrelation(0.3)).toBe(85); // 84.07 in R, rounded up
    expect(rowsForProportions(0.5, 0.75, { power: 0.9 })).toBe(77); // 76.7
    expect(powerOfProportions(0.5, 0.75, 50)).toBeCloseTo(0.7401659, 5);
  });
  test('Schoenfeld: events for a hazard ratio of 1.5 in equal groups', () => {
    expect(eventsForHazardRatio(1.5, { variance: 0.25, eventShare: 0.5 })).toEqual({
      events: 191,
      rows: 382,
    });
    expect(powerOfHazardRatio(1.5, 191, 0.25)).toBeCloseTo(0.8, 2);
  });
  test('rows for a half-width give that half-width', () => {
    const n = rowsForHalfWidth({ kind: 'r', value: 0.3 }, 0.1) as number;
    expect(0.3 - Math.tanh(Math.atanh(0.3) - 1.959964 / Math.sqrt(n - 3))).toBeLessThanOrEqual(0.1);
    expect(0.3 - Math.tanh(Math.atanh(0.3) - 1.959964 / Math.sqrt(n - 4))).toBeGreaterThan(0.1);
    expect(rowsForHalfWidth({ kind: 'proportion', value: 0.5 }, 0.05)).toBe(381);
    expect(rowsForHalfWidth({ kind: 'difference', first: 0.6, second: 0.4 }, 0.1)).toBeGreaterThan(180);
  });
  test('refusals', () => {
    expect(rowsForCorrelation(0)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(rowsForCorrelation(1e-9)).toMatchObject({ reason: 'OUT_OF_RANGE' });
    expect(powerOfCorrelation(1, 50)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(rowsForProportions(0.5, 0.5)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(powerOfProportions(0, 0.5, 10)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(eventsForHazardRatio(1, { variance: 1 })).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(powerOfHazardRatio(0, 10, 1)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(rowsForHalfWidth({ kind: 'r', value: 2 }, 0.1)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(rowsForHalfWidth({ kind: 'proportion', value: 2 }, 0.1)).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(rowsForHalfWidth({ kind: 'proportion', value: 0.2 }, 0)).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
});
