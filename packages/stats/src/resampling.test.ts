import { describe, expect, test } from 'vitest';
import { binomial } from './binomial-draw.ts';
import { bootstrapCells, bootstrapClusters, bootstrapRows, clusterMembers } from './bootstrap.ts';
import { bootstrapSummary } from './bootstrap-interval.ts';
import { clusteredCorrelation } from './clustered-correlation.ts';
import { crossValidate } from './cross-validation.ts';
import { minstd } from './minstd.ts';
import { minimise } from './nelder-mead.ts';
import { permutationTest } from './permutation-test.ts';
import { seededGenerator, shuffle } from './seeded-generator.ts';

const x = [1, 2, 2, 3, 3, 4, 4, 5, 1, 5, 2, 3, 4, 1, 5, 2, 3, 4, 2, 3];
const mean = (rows: ArrayLike<number>): number =>
  Array.from(rows, (i) => x[i]!).reduce((s, v) => s + v, 0) / rows.length;

describe('generators', () => {
  test('MINSTD gives the published ten-thousandth number', () => {
    const random = minstd(1);
    let last = 0;
    for (let i = 0; i < 10_000; i++) last = random();
    expect(Math.round(last * 2147483647)).toBe(399268537);
    expect(() => minstd(0)).toThrow(RangeError);
  });
  test('the seeded generator repeats itself, differs between seeds and is uniform', () => {
    const draw = (seed: number): number[] => Array.from({ length: 5 }, seededGenerator(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(2 ** 40)).not.toEqual(draw(0));
    const random = seededGenerator(3);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) counts[Math.floor(random() * 10)]!++;
    expect(counts.reduce((s, c) => s + (c - 10_000) ** 2 / 10_000, 0)).toBeLessThan(28);
    expect(() => seededGenerator(Number.NaN)).toThrow(RangeError);
    expect(shuffle([1, 2, 3, 4], seededGenerator(1)).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4]);
  });
  test('binomial draws have the right mean and spread in both algorithms', () => {
    const random = seededGenerator(6);
    for (const [n, p] of [
      [20, 0.1],
      [1000, 0.3],
      [1000, 0.9],
      [1e9, 0.5],
    ] as const) {
      const draws = Array.from({ length: 4000 }, () => binomial(n, p, random));
      const m = draws.reduce((s, v) => s + v, 0) / 4000;
      const v = draws.reduce((s, d) => s + (d - m) ** 2, 0) / 4000;
      expect(Math.abs(m - n * p)).toBeLessThan(4 * Math.sqrt((n * p * (1 - p)) / 4000));
      expect(v / (n * p * (1 - p))).toBeGreaterThan(0.88);
      expect(v / (n * p * (1 - p))).toBeLessThan(1.12);
    }
    expect(binomial(5, 0, random)).toBe(0);
    expect(binomial(5, 1, random)).toBe(5);
  });
});

describe('bootstrap', () => {
  test('the same seed gives the same interval; BCa of a mean is near the normal one', () => {
    const a = bootstrapRows(x.length, mean, { random: 1 });
    expect(a).toEqual(bootstrapRows(x.length, mean, { random: 1 }));
    if (a.kind !== 'bootstrap' || 'kind' in a.bca) throw new Error('estimable');
    const sd = Math.sqrt(x.reduce((s, v) => s + (v - a.observed) ** 2, 0) / 20 / 20);
    expect(a.standardError).toBeCloseTo(sd, 1);
    expect(a.bca.low).toBeCloseTo(a.observed - 1.96 * sd, 0);
    expect(a.basic.low).toBeCloseTo(2 * a.observed - a.percentile.high, 12);
  });
  test('near-ties with the observed value count one half, or not at all', () => {
    const replicates = [0.4, 0.5, 0.5 + 1e-14, 0.6];
    const half = bootstrapSummary(0.5, replicates, [0.1, -0.1]);
    const strict = bootstrapSummary(0.5, replicates, [0.1, -0.1], {
      nearTies: 'strict',
      quantiles: 'normal scale',
    });
    expect(half).toMatchObject({ bca: { z0: expect.closeTo(0, 12) } });
    expect(strict).toMatchObject({ bca: { z0: expect.closeTo(-0.6744897501960817, 10) } });
  });
  test('says when replicates are undefined or all on one side', () => {
    expect(bootstrapSummary(0.5, [0.4, undefined, 0.6], [0.1])).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(bootstrapSummary(0.5, [0.6, 0.7, 0.8], [0.1])).toMatchObject({
      bca: { kind: 'not-estimable' },
      percentile: {},
    });
    expect(bootstrapSummary(0.5, [0.4], [0.1])).toMatchObject({ reason: 'TOO_FEW' });
    expect(bootstrapSummary(Number.NaN, [0.4, 1], [0.1])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(bootstrapRows(0, mean, { random: 1 })).toMatchObject({ reason: 'EMPTY' });
    expect(bootstrapRows(3, () => undefined, { random: 1 })).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(bootstrapRows(3, mean, { random: Number.NaN })).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(bootstrapClusters(['a', 'a'], mean, { random: 1 })).toMatchObject({ reason: 'TOO_FEW' });
  });
  test('clusters are drawn whole, in ascending order of their labels', () => {
    expect(clusterMembers([2, 'b', 1, 2, 'a'])).toEqual([[2], [0, 3], [4], [1]]);
    const sizes = new Set<number>();
    bootstrapClusters([1, 1, 2, 2, 3, 3], (rows) => (sizes.add(rows.length), mean(rows)), {
      random: 1,
      replicates: 20,
    });
    expect([...sizes].toSorted((a, b) => a - b)).toEqual([4, 6]);
  });
  test('cells of a table give the distribution of rows', () => {
    const counts = [3, 5, 5, 4, 3];
    const tableMean = (c: readonly number[]): number =>
      c.reduce((s, v, i) => s + v * (i + 1), 0) / c.reduce((s, v) => s + v, 0);
    const cells = bootstrapCells(counts, tableMean, { random: 2, replicates: 4000 });
    const rows = bootstrapRows(x.length, mean, { random: 2, replicates: 4000 });
    if (cells.kind !== 'bootstrap' || rows.kind !== 'bootstrap' || 'kind' in cells.bca || 'kind' in rows.bca)
      throw new Error('estimable');
    expect(cells.observed).toBeCloseTo(rows.observed, 12);
    expect(cells.standardError).toBeCloseTo(rows.standardError, 1);
    expect(cells.bca.low).toBeCloseTo(rows.bca.low, 0);
    expect(cells.bca.acceleration).toBeCloseTo(rows.bca.acceleration, 6);
    expect(bootstrapCells([0, 0], tableMean, { random: 1 })).toMatchObject({ reason: 'EMPTY' });
    expect(bootstrapCells([0.5], tableMean, { random: 1 })).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(bootstrapCells([20_000, 30_000], tableMean, { random: 1, replicates: 50 })).toMatchObject({
      kind: 'bootstrap',
    });
  });
  test('a clustered correlation widens when clusters differ', () => {
    const random = seededGenerator(5);
    const rows = Array.from({ length: 20 }, (_, c) =>
      Array.from({ length: 10 }, () => ({ c, x: c + random(), y: (c % 4) * 3 + random() })),
    ).flat();
    const result = clusteredCorrelation(
      rows.map((r) => r.x),
      rows.map((r) => r.y),
      rows.map((r) => r.c),
      { random: 1, replicates: 300 },
    );
    if (result.kind !== 'clustered-correlation') throw new Error('estimable');
    expect(result.designEffect).toBeGreaterThan(3);
    expect(result.bootstrap.kind).toBe('estimate');
    expect(clusteredCorrelation([1, 2, 3, 4], [1, 3, 2, 4], [1, 1, 1, 1], { random: 1 })).toMatchObject({
      reason: 'TOO_FEW',
    });
    expect(clusteredCorrelation([1, 2], [1], [1, 1], { random: 1 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(clusteredCorrelation([1, 1, 1, 1], [1, 3, 2, 4], [1, 1, 2, 2], { random: 1 })).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(clusteredCorrelation([1, 2, 3, 4], [1, 3, 2, 4], [1, 1, 2, 2], { random: 1 })).toMatchObject({
      kind: 'not-estimable',
    });
  });
});

describe('permutation test', () => {
  test('p is the share of shuffles at least as extreme, never 0', () => {
    const y = [1, 2, 3, 4, 5, 6, 7, 8];
    const covariance = (order: ArrayLike<number>): number =>
      Array.from(order, (row, i) => (y[i]! - 4.5) * y[row]!).reduce((s, v) => s + v, 0);
    const result = permutationTest(8, covariance, { random: 1, shuffles: 999 });
    expect(result).toMatchObject({ kind: 'test', statistic: 42 });
    if (result.kind === 'test') expect(result.p).toBeLessThanOrEqual(0.003);
  });
  test('shuffles stay within strata', () => {
    const seen: number[][] = [];
    permutationTest(4, (order) => (seen.push(Array.from(order)), 1), {
      random: 1,
      shuffles: 50,
      strata: ['a', 'b', 'a', 'b'],
    });
    for (const order of seen)
      expect([
        [0, 2],
        [2, 0],
      ]).toContainEqual([order[0], order[2]]);
    expect(permutationTest(0, () => 1, { random: 1 })).toMatchObject({ reason: 'EMPTY' });
    expect(permutationTest(2, () => undefined, { random: 1 })).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(permutationTest(2, () => 1, { random: 1, strata: ['a'] })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(permutationTest(2, () => 1, { random: Number.NaN })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('cross-validation', () => {
  test('never splits a cluster and scores every row once per repeat', () => {
    const clusters = [1, 1, 2, 2, 3, 3, 4, 4];
    const result = crossValidate(
      8,
      (train, test) => {
        for (const row of test) expect(train.map((t) => clusters[t])).not.toContain(clusters[row]);
        return test;
      },
      (predicted) => predicted.reduce((s, v) => s + v, 0),
      { random: 1, clusters, folds: 3, repeats: 5 },
    );
    expect(result).toMatchObject({
      kind: 'cross-validation',
      mean: 28,
      scores: [28, 28, 28, 28, 28],
      clusters: 4,
    });
    expect(
      crossValidate(
        1,
        () => [0],
        () => 1,
        { random: 1 },
      ),
    ).toMatchObject({ reason: 'TOO_FEW' });
    expect(
      crossValidate(
        4,
        () => undefined,
        () => 1,
        { random: 1 },
      ),
    ).toMatchObject({ reason: 'NOT_CONVERGED' });
    expect(
      crossValidate(
        4,
        () => [],
        () => 1,
        { random: 1, folds: 1 },
      ),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

test('the simplex finds the bottom of Rosenbrock’s valley', () => {
  const { point } = minimise(([a = 0, b = 0]) => (1 - a) ** 2 + 100 * (b - a * a) ** 2, [-1.2, 1]);
  expect(point).toEqual([expect.closeTo(1, 5), expect.closeTo(1, 5)]);
});
