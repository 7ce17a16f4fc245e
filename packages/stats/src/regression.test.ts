import { describe, expect, test } from 'vitest';
import { calibration } from './calibration.ts';
import { deltaR2Interval, incrementalValidity } from './incremental-validity.ts';
import { isotonicRegression } from './isotonic-regression.ts';
import { linearRegression } from './linear-regression.ts';
import { logisticRegression } from './logistic-regression.ts';
import { proportionalOdds } from './proportional-odds.ts';
import { quantileType7 } from './quantile.ts';
import { relativeWeights, standardisedSlopes } from './relative-weights.ts';

const x = { name: 'x', values: [1, 2, 3, 4, 5, 6, 7, 8] };
const z = { name: 'z', values: [2, 1, 4, 3, 3, 6, 5, 9] };
const y = [1, 3, 2, 5, 4, 6, 8, 7];

describe('least squares', () => {
  test('a line by hand', () => {
    expect(linearRegression([1, 3, 2, 5], [{ name: 'x', values: [1, 2, 3, 4] }])).toMatchObject({
      coefficients: [
        { estimate: { value: expect.closeTo(0, 12) } },
        { name: 'x', estimate: { value: expect.closeTo(1.1, 12) } },
      ],
    });
  });
  test('offset and scale of a predictor change only its slope', () => {
    const a = linearRegression(y, [x, z]);
    const b = linearRegression(y, [
      { name: 'x', values: x.values.map((v) => 1e9 + v) },
      { name: 'z', values: z.values.map((v) => v * 1e150) },
    ]);
    if (a.kind !== 'linear-regression' || b.kind !== 'linear-regression') throw new Error('estimable');
    expect(b.r2).toBeCloseTo(a.r2, 6);
    expect(b.coefficients[1]!.estimate.value).toBeCloseTo(a.coefficients[1]!.estimate.value, 5);
  });
  test('a row with all the leverage leaves HC3 without an answer', () => {
    const fit = linearRegression([1, 2, 2, 1, 5], [{ name: 'x', values: [0, 0, 0, 0, 1] }]);
    expect(fit).toMatchObject({
      leaveOneOutR2: undefined,
      coefficients: [{ hc3: { kind: 'not-estimable' } }, {}],
    });
  });
  test('refusals', () => {
    expect(linearRegression([], [])).toMatchObject({ reason: 'EMPTY' });
    expect(linearRegression([1, 2], [{ name: 'x', values: [1, 2] }])).toMatchObject({
      reason: 'TOO_FEW',
      need: 3,
    });
    expect(linearRegression([2, 2, 2, 2], [{ name: 'x', values: [1, 2, 3, 4] }])).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(linearRegression(y, [x, { name: 'twice', values: x.values.map((v) => 2 * v) }])).toMatchObject({
      reason: 'SINGULAR',
    });
    expect(linearRegression(y, [{ name: 'x', values: [1] }])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  test('nested models: delta R2 is the difference and its interval stays in the data', () => {
    const nested = incrementalValidity(y, [x], [z]);
    if (nested.kind !== 'incremental') throw new Error('estimable');
    expect(nested.deltaR2).toBeCloseTo(nested.r2Full - nested.r2Base, 14);
    expect(incrementalValidity(y, [x], [])).toMatchObject({ reason: 'TOO_FEW' });
    expect(
      deltaR2Interval(y, [x], [z], { seed: 4, replicates: 200, clusters: [1, 1, 2, 2, 3, 3, 4, 4] }),
    ).toMatchObject({ kind: expect.stringMatching(/estimate|not-estimable/) });
    expect(deltaR2Interval(y, [x], [z], { seed: 4, replicates: 200 })).toEqual(
      deltaR2Interval(y, [x], [z], { seed: 4, replicates: 200 }),
    );
  });
});

describe('relative weights', () => {
  test('add up to R2 and follow the predictors when they are relabelled', () => {
    const weights = relativeWeights(y, [x, z]);
    const fit = linearRegression(y, [x, z]);
    if (weights.kind !== 'weights' || fit.kind !== 'linear-regression') throw new Error('estimable');
    expect(weights.total).toBeCloseTo(fit.r2, 12);
    const turned = relativeWeights(y, [z, x]);
    if (turned.kind !== 'weights') throw new Error('estimable');
    expect(turned.parts[1]!.value).toBeCloseTo(weights.parts[0]!.value, 12);
    expect(standardisedSlopes(y, [x, z])).toMatchObject({
      kind: 'slopes',
      vif: [expect.any(Number), expect.any(Number)],
    });
  });
  test('refusals', () => {
    expect(relativeWeights(y, [x, { name: 'same', values: x.values }])).toMatchObject({ reason: 'SINGULAR' });
    expect(relativeWeights(y, [{ name: 'c', values: y.map(() => 1) }])).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(standardisedSlopes(y, [])).toMatchObject({ reason: 'TOO_FEW' });
  });
});

describe('logistic regression', () => {
  test('a 2×2 table: the slope is the log odds ratio', () => {
    const fit = logisticRegression([1, 0, 1, 0], [{ name: 'x', values: [1, 1, 0, 0] }], {
      method: 'ml',
      counts: [20, 10, 8, 16],
    });
    if (fit.kind !== 'logistic-regression') throw new Error('estimable');
    expect(fit.coefficients[1]).toMatchObject({
      estimate: { value: expect.closeTo(Math.log(4), 10) },
      standardError: expect.closeTo(Math.sqrt(1 / 20 + 1 / 10 + 1 / 8 + 1 / 16), 10),
    });
    expect(fit).toMatchObject({ n: 54, events: 28 });
  });
  test('Firth on a 2×2 table adds one half to each cell', () => {
    const fit = logisticRegression([1, 0, 0], [{ name: 'x', values: [1, 1, 0] }], { counts: [3, 2, 5] });
    if (fit.kind !== 'logistic-regression') throw new Error('estimable');
    expect(fit.coefficients[1]!.estimate).toMatchObject({
      value: expect.closeTo(Math.log((3.5 * 5.5) / (2.5 * 0.5)), 8),
    });
  });
  test('perfect separation has no ML answer and a finite Firth answer', () => {
    const data = [[0, 0, 0, 1, 1, 1], [{ name: 'x', values: [1, 2, 3, 4, 5, 6] }]] as const;
    expect(logisticRegression(...data, { method: 'ml' })).toMatchObject({ reason: 'SEPARATION' });
    expect(logisticRegression(...data)).toMatchObject({
      coefficients: [
        { estimate: { value: expect.closeTo(-3.95119370997, 6) } },
        {
          estimate: { value: expect.closeTo(1.12891248856, 6) },
          test: { p: expect.closeTo(0.0495378529595, 6) },
        },
      ],
    });
  });
  test('refusals', () => {
    expect(logisticRegression([1, 1], [{ name: 'x', values: [1, 2] }])).toMatchObject({
      reason: 'ONE_GROUP_EMPTY',
    });
    expect(logisticRegression([0, 1, 1], [{ name: 'x', values: [2, 2, 2] }])).toMatchObject({
      reason: 'SINGULAR',
    });
    expect(logisticRegression([0, 2], [])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(logisticRegression([], [])).toMatchObject({ reason: 'EMPTY' });
    expect(
      logisticRegression([0, 1, 0, 1], [{ name: 'x', values: [1, 2, 3, 4] }], {
        method: 'ml',
        interval: 'wald',
      }),
    ).toMatchObject({ kind: 'logistic-regression' });
  });
});

describe('proportional odds', () => {
  // MASS::housing; polr(Sat ~ Infl + Type + Cont, weights = Freq).
  const cells: [type: number, cont: number, counts: number[][]][] = [
    [
      0,
      0,
      [
        [21, 21, 28],
        [34, 22, 36],
        [10, 11, 36],
      ],
    ],
    [
      1,
      0,
      [
        [61, 23, 17],
        [43, 35, 40],
        [26, 18, 54],
      ],
    ],
    [
      2,
      0,
      [
        [13, 9, 10],
        [8, 8, 12],
        [6, 7, 9],
      ],
    ],
    [
      3,
      0,
      [
        [18, 6, 7],
        [15, 13, 13],
        [7, 5, 11],
      ],
    ],
    [
      0,
      1,
      [
        [14, 19, 37],
        [17, 23, 40],
        [3, 5, 23],
      ],
    ],
    [
      1,
      1,
      [
        [78, 46, 43],
        [48, 45, 86],
        [15, 25, 62],
      ],
    ],
    [
      2,
      1,
      [
        [20, 23, 20],
        [10, 22, 24],
        [7, 10, 21],
      ],
    ],
    [
      3,
      1,
      [
        [57, 23, 13],
        [31, 21, 13],
        [5, 6, 13],
      ],
    ],
  ];
  const rows = cells.flatMap(([type, cont, counts]) =>
    counts.flatMap((row, infl) => row.map((count, sat) => ({ sat, infl, type, cont, count }))),
  );
  const dummy = (name: string, is: (row: (typeof rows)[number]) => boolean) => ({
    name,
    values: rows.map((row) => (is(row) ? 1 : 0)),
  });
  test('agrees with MASS::polr on the Copenhagen housing table', () => {
    const fit = proportionalOdds(
      rows.map((row) => row.sat),
      [
        dummy('InflMedium', (r) => r.infl === 1),
        dummy('InflHigh', (r) => r.infl === 2),
        dummy('TypeApartment', (r) => r.type === 1),
        dummy('TypeAtrium', (r) => r.type === 2),
        dummy('TypeTerrace', (r) => r.type === 3),
        dummy('ContHigh', (r) => r.cont === 1),
      ],
      { counts: rows.map((row) => row.count) },
    );
    if (fit.kind !== 'proportional-odds') throw new Error('estimable');
    expect(fit.n).toBe(1681);
    const expected = [0.5663937, 1.2888191, -0.5723501, -0.3661866, -1.0910149, 0.3602841];
    expect(
      fit.coefficients.map((c) => (c.estimate.kind === 'estimate' ? c.estimate.value : Number.NaN)),
    ).toEqual(expected.map((v) => expect.closeTo(v, 4)));
    expect(fit.thresholds).toEqual([expect.closeTo(-0.4961353, 4), expect.closeTo(0.6907083, 4)]);
    expect(-2 * fit.logLikelihood).toBeCloseTo(3479.149, 3);
  });
  test('with two levels it is logistic regression', () => {
    const a = proportionalOdds([0, 0, 1, 0, 1, 1, 0, 1], [x]);
    const b = logisticRegression([0, 0, 1, 0, 1, 1, 0, 1], [x], { method: 'ml', interval: 'wald' });
    if (a.kind !== 'proportional-odds' || b.kind !== 'logistic-regression') throw new Error('estimable');
    expect(a.coefficients[0]!.estimate).toMatchObject({
      value: expect.closeTo((b.coefficients[1]!.estimate as { value: number }).value, 8),
    });
    expect(a.thresholds[0]).toBeCloseTo(-(b.coefficients[0]!.estimate as { value: number }).value, 8);
  });
  test('refusals', () => {
    expect(proportionalOdds([1, 1, 1], [{ name: 'x', values: [1, 2, 3] }])).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(proportionalOdds([1, 2, 3], [{ name: 'x', values: [1, 1, 1] }])).toMatchObject({
      reason: 'SINGULAR',
    });
    expect(proportionalOdds([1, 1, 2, 2, 3, 3], [{ name: 'x', values: [1, 1, 2, 2, 3, 3] }])).toMatchObject({
      kind: 'not-estimable',
    });
    expect(proportionalOdds([], [])).toMatchObject({ reason: 'EMPTY' });
  });
});

describe('calibration and isotonic curve', () => {
  test('predictions of the overall rate: skill 0, no slope', () => {
    expect(calibration([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5])).toMatchObject({
      brier: 0.25,
      brierSkill: 0,
      intercept: { value: expect.closeTo(0, 12) },
      slope: { reason: 'NO_VARIANCE' },
      test: { reason: 'NO_VARIANCE' },
    });
  });
  test('refusals', () => {
    expect(calibration([1, 1], [0.5, 0.6])).toMatchObject({ reason: 'ONE_GROUP_EMPTY' });
    expect(calibration([0, 1], [0, 0.6])).toMatchObject({ reason: 'OUT_OF_RANGE' });
    expect(calibration([], [])).toMatchObject({ reason: 'EMPTY' });
    expect(calibration([0, 3], [0.2, 0.6])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  test('neighbours that fall are pooled, ties in x are averaged first', () => {
    const fit = isotonicRegression([1, 2, 3, 3], [0, 1, 0, 0]);
    expect(fit).toMatchObject({
      steps: [
        { fitted: 0 },
        { fitted: expect.closeTo(1 / 3, 12) },
        { fitted: expect.closeTo(1 / 3, 12), count: 2 },
      ],
    });
    expect(isotonicRegression([], [])).toMatchObject({ reason: 'EMPTY' });
    expect(isotonicRegression([1], [])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  test('quantiles interpolate as R does', () => {
    expect(quantileType7([1, 2, 4], 0.75)).toBe(3);
    expect(() => quantileType7([], 0.5)).toThrow(RangeError);
  });
});
