import { describe, expect, test } from 'vitest';
import { caseFour } from './case-four.ts';
import { covarianceMatrix } from './covariance-matrix.ts';
import { lawley } from './lawley.ts';
import { correlationML, multivariateNormalML } from './multivariate-normal-ml.ts';
import { pearson } from './pearson.ts';
import { caseThree, caseTwo, caseTwoCorrelation, caseTwoStandardError } from './range-restriction.ts';
import { seededGenerator } from './seeded-generator.ts';
import { correctRestrictionAndUnreliability, correctUnreliability } from './unreliability.ts';
import { normalQuantile, tQuantile } from './distributions.ts';

describe('Case II', () => {
  test('no restriction changes nothing; a restricted group understates', () => {
    expect(caseTwoCorrelation(0.3, 1)).toBe(0.3);
    expect(caseTwo(0.25, 0.6, 68)).toMatchObject({
      estimate: {
        value: expect.closeTo(0.395284707521, 11),
        low: expect.closeTo(0.020511533966, 11),
        high: expect.closeTo(0.654515207622, 11),
      },
      flags: [],
    });
  });
  test('undoes the restriction of a normal population', () => {
    const rho = 0.5;
    const u = 0.4;
    const restricted = (rho * u) / Math.sqrt(1 - rho * rho + rho * rho * u * u);
    expect(caseTwoCorrelation(restricted, u)).toBeCloseTo(rho, 14);
  });
  test('flags doubtful corrections and refuses impossible ones', () => {
    expect(caseTwo(0.3, 0.3, 100)).toMatchObject({ flags: ['STRONG_RESTRICTION', 'LARGE_CORRECTION'] });
    expect(caseTwo(0.3, 0, 100)).toMatchObject({ reason: 'NO_VARIANCE', n: 100 });
    expect(caseTwo(0.3, 0.5, 3)).toMatchObject({ reason: 'TOO_FEW', need: 4 });
    expect(caseTwo(1.3, 0.5, 30)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(caseTwo(0.3, 0.5, Number.NaN)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(caseTwo(1, 0.5, 30)).toMatchObject({ estimate: { value: 1, low: 1, high: 1 } });
    expect(caseTwoStandardError(0.3, 0, 30)).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('Case III', () => {
  test('gives the published delta interval and equals Lawley with one selection variable', () => {
    const input = { rxy: 0.25, rxz: 0.6, rzy: 0.3, uz: 0.6, n: 80 };
    expect(caseThree(input)).toMatchObject({
      estimate: {
        value: expect.closeTo(0.413260538278, 11),
        low: expect.closeTo(0.147102175, 7),
        high: expect.closeTo(0.62361361, 7),
      },
      standardErrorZ: expect.closeTo(0.14865565, 7),
    });
    const corrected = lawley(
      [
        [1, 0.6, 0.3],
        [0.6, 1, 0.25],
        [0.3, 0.25, 1],
      ],
      [[1 / 0.36]],
      [0],
    );
    expect(corrected).toMatchObject({ kind: 'lawley' });
    if (corrected.kind === 'lawley') expect(corrected.correlation[1]![2]).toBeCloseTo(0.413260538278091, 12);
  });
  test('becomes Case II when the variable is the selection variable itself', () => {
    const three = caseThree({ rxy: 0.3, rxz: 0.999999999, rzy: 0.3, uz: 0.6, n: 80 });
    if (three.kind !== 'corrected') throw new Error('estimable');
    expect(three.estimate.value).toBeCloseTo(caseTwoCorrelation(0.3, 0.6) as number, 6);
  });
  test('contradictory or missing information is refused', () => {
    expect(caseThree({ rxy: 0.9, rxz: 0.99, rzy: -0.99, uz: 0.2, n: 30 })).toMatchObject({
      kind: 'not-estimable',
    });
    expect(caseThree({ rxy: 0.2, rxz: 0.2, rzy: 0.2, uz: 0, n: 30 })).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(caseThree({ rxy: 0.2, rxz: 0.2, rzy: 0.2, uz: 0.5, n: 3 })).toMatchObject({ reason: 'TOO_FEW' });
    expect(caseThree({ rxy: 0.2, rxz: 0.2, rzy: Number.NaN, uz: 0.5, n: 30 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
});

describe('Case IV and unreliability', () => {
  test('a reliability too low for the restriction has no answer', () => {
    expect(caseFour({ r: 0.25, ux: 0.6, rxx: 0.7, ryyRestricted: 0.52 })).toMatchObject({
      trueScore: expect.closeTo(0.983829433379, 11),
      operational: expect.closeTo(0.823130759836, 11),
    });
    expect(caseFour({ r: 0.4, ux: 0.5, rxx: 0.6, ryyRestricted: 0.52 })).toMatchObject({
      reason: 'OUT_OF_RANGE',
    });
    expect(caseFour({ r: 0.4, ux: 0.5, rxx: 0, ryyRestricted: 0.52 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
  test('a value above one is kept and flagged', () => {
    expect(correctUnreliability({ r: 0.8, rxx: 0.5, ryy: 0.5 })).toMatchObject({
      value: expect.closeTo(1.6, 14),
      flags: ['ABOVE_ONE'],
    });
    expect(correctUnreliability({ r: 0.25, ryy: 0.52, n: 68 })).toMatchObject({
      low: expect.closeTo(0.017068926042, 11),
    });
    expect(correctUnreliability({ r: 0.25, ryy: 0 })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  test('the two orders of correction give different answers', () => {
    expect(
      correctRestrictionAndUnreliability({ r: 0.25, u: 0.6, ryy: 0.52, measuredIn: 'selected' }),
    ).toMatchObject({ value: expect.closeTo(0.524488348935, 11) });
    expect(
      correctRestrictionAndUnreliability({ r: 0.25, u: 0.6, ryy: 0.52, measuredIn: 'population' }),
    ).toMatchObject({ value: expect.closeTo(0.548161262067, 11), flags: ['LARGE_CORRECTION'] });
    expect(
      correctRestrictionAndUnreliability({ r: 0.25, u: 0, ryy: 0.52, measuredIn: 'population' }),
    ).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(
      correctRestrictionAndUnreliability({ r: 0.25, u: 0.5, ryy: 2, measuredIn: 'population' }),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('Lawley', () => {
  test('by hand, and refusals', () => {
    const result = lawley(
      [
        [1, 0.5],
        [0.5, 1],
      ],
      [[4]],
      [0],
    );
    if (result.kind !== 'lawley') throw new Error('estimable');
    expect(result.covariance).toEqual([
      [4, 2],
      [2, 1.75],
    ]);
    expect(
      lawley(
        [
          [1, 1, 0],
          [1, 1, 0],
          [0, 0, 1],
        ],
        [
          [2, 0],
          [0, 2],
        ],
        [0, 1],
      ),
    ).toMatchObject({ reason: 'SINGULAR' });
    expect(
      lawley(
        [
          [1, 0.5],
          [0.4, 1],
        ],
        [[4]],
        [0],
      ),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(
      lawley(
        [
          [1, 0.5],
          [0.5, 1],
        ],
        [[4]],
        [2],
      ),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('maximum likelihood with missing values', () => {
  test('complete data give the ordinary moments with 1/n and the ordinary correlation', () => {
    const rows = [
      [1, 2],
      [2, 1],
      [3, 4],
      [4, 3],
      [5, 5],
    ];
    const fit = multivariateNormalML(rows);
    if (fit.kind !== 'multivariate-normal') throw new Error('estimable');
    const s = covarianceMatrix([rows.map((r) => r[0]!), rows.map((r) => r[1]!)]);
    expect(fit.covariance.flat()).toEqual(s.flat().map((v) => expect.closeTo((v * 4) / 5, 12)));
    expect(fit.correlation[0]![1]).toBeCloseTo(0.8, 12);
  });
  test('monotone missing outcome: the factored likelihood of Anderson 1957', () => {
    const rows: (number | null)[][] = [
      [1, 2],
      [2, 3],
      [3, 5],
      [4, null],
      [6, null],
    ];
    const fit = multivariateNormalML(rows);
    if (fit.kind !== 'multivariate-normal') throw new Error('estimable');
    // slope 1.5, intercept 1/3 from the complete rows; mean of x is 3.2.
    expect(fit.mean[1]).toBeCloseTo(1 / 3 + 1.5 * 3.2, 9);
  });
  test('recovers the population correlation after selection on a recorded score, within its interval', () => {
    const random = seededGenerator(11);
    const rows = Array.from({ length: 1500 }, () => {
      const x = normalQuantile(random());
      const y = 0.5 * x + Math.sqrt(0.75) * normalQuantile(random());
      return [x, x > 0.8 ? y : null];
    });
    const seen = rows.filter((row) => row[1] !== null);
    const observed = pearson(
      seen.map((row) => row[0]!),
      seen.map((row) => row[1]!),
    );
    const corrected = correlationML(rows, 0, 1);
    if (observed.kind !== 'estimate' || corrected.kind !== 'estimate') throw new Error('estimable');
    expect(observed.value).toBeLessThan(0.35);
    expect(corrected.low as number).toBeLessThan(0.5);
    expect(corrected.high as number).toBeGreaterThan(0.5);
    expect((corrected.high as number) - (corrected.low as number)).toBeLessThan(0.4);
  });
  test('the interval of complete data is Fisher’s with n − 3 and t quantiles', () => {
    const random = seededGenerator(3);
    const rows = Array.from({ length: 200 }, () => {
      const x = normalQuantile(random());
      return [x, 0.4 * x + normalQuantile(random())];
    });
    const ml = correlationML(rows, 0, 1);
    if (ml.kind !== 'estimate') throw new Error('estimable');
    const half = (Math.atanh(ml.high as number) - Math.atanh(ml.low as number)) / 2;
    expect(half).toBeCloseTo(tQuantile(0.975, 197) / Math.sqrt(197), 8);
  });
  test('refuses what it cannot identify', () => {
    expect(multivariateNormalML([])).toMatchObject({ reason: 'EMPTY' });
    expect(
      multivariateNormalML([
        [1, null],
        [2, null],
      ]),
    ).toMatchObject({ reason: 'EMPTY' });
    expect(
      multivariateNormalML([
        [1, null],
        [2, null],
        [null, 1],
        [null, 3],
      ]),
    ).toMatchObject({ reason: 'TOO_FEW' });
    expect(
      multivariateNormalML([
        [1, 1],
        [2, 1],
      ]),
    ).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(
      multivariateNormalML([
        [1, 1],
        [2, Infinity],
      ]),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(
      correlationML(
        [
          [1, 2],
          [2, 1],
          [3, 3],
        ],
        0,
        0,
      ),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});
