import { describe, expect, test } from 'vitest';
import { inversePositiveDefinite } from './cholesky.ts';
import { cronbachAlpha } from './cronbach-alpha.ts';
import { fitCrossed } from './crossed-random-effects.ts';
import { generalizability } from './generalizability.ts';
import { intraclassCorrelations } from './intraclass-correlation.ts';
import { kappa } from './kappa.ts';
import { krippendorffAlpha } from './krippendorff-alpha.ts';
import { crossProduct } from './matrix.ts';
import { polychoric } from './polychoric.ts';
import { polyserial } from './polyserial.ts';
import { polyserialAsInPolycor } from './polyserial-as-in-polycor.ts';
import { normalQuantile } from './distributions.ts';
import { seededGenerator } from './seeded-generator.ts';

const shroutFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

describe('intraclass correlations', () => {
  test('the table of Shrout and Fleiss 1979', () => {
    const result = intraclassCorrelations(shroutFleiss);
    if (result.kind !== 'intraclass') throw new Error('estimable');
    const values = Object.values(result.forms).map((form) =>
      form.estimate.kind === 'estimate' ? form.estimate.value : Number.NaN,
    );
    expect(values).toEqual([0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093].map((v) => expect.closeTo(v, 4)));
    expect(result.forms.ICC2_1.estimate).toMatchObject({
      low: expect.closeTo(0.0188, 4),
      high: expect.closeTo(0.7611, 4),
    });
  });
  test('an offset shared by all ratings changes nothing', () => {
    const shifted = intraclassCorrelations(shroutFleiss.map((row) => row.map((v) => v + 1e9)));
    const plain = intraclassCorrelations(shroutFleiss);
    if (shifted.kind !== 'intraclass' || plain.kind !== 'intraclass') throw new Error('estimable');
    expect(shifted.meanSquares.error).toBeCloseTo(plain.meanSquares.error, 12);
  });
  test('perfect agreement is 1 without a test; no variance has no answer; incomplete subjects are left out', () => {
    expect(
      intraclassCorrelations([
        [1, 1],
        [2, 2],
        [3, 3],
      ]),
    ).toMatchObject({
      forms: { ICC2_1: { estimate: { value: 1, low: 1, high: 1 }, test: { reason: 'NO_VARIANCE' } } },
    });
    expect(
      intraclassCorrelations([
        [2, 2],
        [2, 2],
      ]),
    ).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(intraclassCorrelations([...shroutFleiss, [1, null, 2, 3]])).toMatchObject({ subjects: 6 });
    expect(intraclassCorrelations([])).toMatchObject({ reason: 'EMPTY' });
    expect(intraclassCorrelations([[1, 2]])).toMatchObject({ reason: 'TOO_FEW' });
    expect(intraclassCorrelations([[1, 2], [1]])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('Cronbach’s alpha', () => {
  test('two items: alpha is the Spearman–Brown of equal variances', () => {
    const result = cronbachAlpha([
      [1, 2],
      [2, 1],
      [3, 4],
      [4, 3],
      [5, 5],
    ]);
    expect(result).toMatchObject({
      alpha: { value: expect.closeTo((2 * 0.8) / 1.8, 12) },
      averageCorrelation: expect.closeTo(0.8, 12),
      items: [{ itemRest: expect.closeTo(0.8, 12), alphaWithout: undefined }, {}],
    });
  });
  test('refusals', () => {
    expect(cronbachAlpha([[1], [2]])).toMatchObject({ reason: 'TOO_FEW' });
    expect(
      cronbachAlpha([
        [1, 2],
        [1, 3],
      ]),
    ).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(
      cronbachAlpha([
        [1, -1],
        [2, -2],
        [3, -3],
      ]),
    ).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(cronbachAlpha([])).toMatchObject({ reason: 'EMPTY' });
    expect(cronbachAlpha([[1, 2], [1]])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('kappa', () => {
  test('Fleiss, Cohen & Everitt 1969: their weighted example of three categories', () => {
    // Table 1 of Cohen 1968: proportions of 200 joint diagnoses.
    const table = [
      [88, 10, 2],
      [14, 40, 6],
      [18, 10, 12],
    ];
    expect(kappa(table)).toMatchObject({
      estimate: { value: expect.closeTo((0.7 - 0.41) / 0.59, 12) },
      percentAgreement: expect.closeTo(0.7, 12),
    });
  });
  test('turning the table keeps kappa and its error; perfect agreement has no width', () => {
    const table = [
      [40, 5, 2],
      [7, 30, 8],
      [1, 6, 25],
    ];
    const turned = table.map((_, i) => table.map((row) => row[i]!));
    for (const weights of ['unweighted', 'linear', 'quadratic'] as const) {
      const [a, b] = [kappa(table, { weights }), kappa(turned, { weights })];
      if (a.kind !== 'kappa' || b.kind !== 'kappa') throw new Error('estimable');
      expect(b.estimate.value).toBeCloseTo(a.estimate.value, 12);
      expect(b.standardError).toBeCloseTo(a.standardError, 12);
    }
    expect(
      kappa([
        [5, 0],
        [0, 5],
      ]),
    ).toMatchObject({ estimate: { value: 1, low: 1, high: 1 } });
    expect(
      kappa([
        [5, 0],
        [0, 0],
      ]),
    ).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(
      kappa([
        [0, 0],
        [0, 0],
      ]),
    ).toMatchObject({ reason: 'EMPTY' });
    expect(kappa([[1, 2]])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('Krippendorff’s alpha', () => {
  const units: (number | null)[][] = [
    [1, 1, null, 1],
    [2, 2, 3, 2],
    [3, 3, 3, 3],
    [3, 3, 3, 3],
    [2, 2, 2, 2],
    [1, 2, 3, 4],
    [4, 4, 4, 4],
    [1, 1, 2, 1],
    [2, 2, 2, 2],
    [null, 5, 5, 5],
    [null, null, 1, 1],
    [null, 3, null, null],
  ];
  test('the example of Krippendorff 2011 at all four levels', () => {
    const at = (measurement: 'nominal' | 'ordinal' | 'interval' | 'ratio') =>
      krippendorffAlpha(units, { measurement, replicates: 200 });
    expect(at('nominal')).toMatchObject({ value: expect.closeTo(0.743, 3), n: 11 });
    expect(at('ordinal')).toMatchObject({ value: expect.closeTo(0.815, 3) });
    expect(at('interval')).toMatchObject({ value: expect.closeTo(0.849, 3) });
    expect(at('ratio')).toMatchObject({ value: expect.closeTo(0.797, 3) });
  });
  test('refusals', () => {
    expect(krippendorffAlpha([])).toMatchObject({ reason: 'EMPTY' });
    expect(krippendorffAlpha([[1, null]])).toMatchObject({ reason: 'TOO_FEW' });
    expect(
      krippendorffAlpha([
        [1, 1],
        [1, 1],
      ]),
    ).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(krippendorffAlpha([[-1, 1]], { measurement: 'ratio' })).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(
      krippendorffAlpha([
        [1, 2],
        [2, 1],
      ]),
    ).toMatchObject({ kind: 'estimate', high: 1 });
  });
});

describe('ill-structured ratings', () => {
  test('a fully crossed panel gives the ANOVA components and G(2,k)', () => {
    const rows = shroutFleiss.flatMap((row, s) => row.map((score, r) => ({ score, s, r })));
    const g = generalizability(
      rows.map((x) => x.score),
      rows.map((x) => x.s),
      rows.map((x) => x.r),
    );
    const icc = intraclassCorrelations(shroutFleiss);
    if (g.kind !== 'generalizability' || icc.kind !== 'intraclass') throw new Error('estimable');
    expect(g.variance.residual).toBeCloseTo(icc.meanSquares.error, 6);
    expect(g.variance.subject).toBeCloseTo((icc.meanSquares.between - icc.meanSquares.error) / 4, 6);
    expect(g.variance.rater).toBeCloseTo((icc.meanSquares.raters - icc.meanSquares.error) / 6, 6);
    expect(g).toMatchObject({ raters: 4, q: expect.closeTo(0, 12), connected: true });
    // With everybody rated by everybody raters' levels cancel: G equals the consistency of the mean.
    expect(g.gqk).toBeCloseTo((icc.forms.ICC3_k.estimate as { value: number }).value, 6);
    expect(g.severity.reduce((sum, x) => sum + x.value, 0)).toBeCloseTo(0, 8);
    expect(g.severity[1]!.value).toBeLessThan(0);
    for (const one of g.severity) expect(one.high - one.value).toBeCloseTo(one.value - one.low, 10);
    expect(g.severity[0]!.high).toBeGreaterThan(g.severity[0]!.value);
  });
  test('prediction errors are those of the dense mixed-model equations', () => {
    const rows = shroutFleiss
      .flatMap((row, s) => row.map((score, r) => ({ score, s, r })))
      .filter((_, i) => i % 5 !== 3);
    const fit = fitCrossed({
      scores: rows.map((x) => x.score),
      first: Int32Array.from(rows, (x) => x.s),
      firstGroups: 6,
      second: Int32Array.from(rows, (x) => x.r),
      secondGroups: 4,
    })!;
    const design = rows.map((x) =>
      Array.from({ length: 11 }, (_, j) => (j === 0 || j === 1 + x.s || j === 7 + x.r ? 1 : 0)),
    );
    const equations = crossProduct(
      design,
      design.map(() => 1 / fit.varianceResidual),
    );
    for (let j = 1; j < 11; j++) equations[j]![j]! += 1 / (j < 7 ? fit.varianceFirst : fit.varianceSecond);
    const errors = inversePositiveDefinite(equations)!.map((row, j) => Math.sqrt(row[j]!));
    expect(fit.varianceFirst).toBeGreaterThan(0.1);
    expect(fit.firstErrors).toEqual(errors.slice(1, 7).map((e) => expect.closeTo(e, 8)));
    expect(fit.secondErrors).toEqual(errors.slice(7).map((e) => expect.closeTo(e, 8)));
  });
  test('raters who share no subjects are not connected; refusals', () => {
    expect(
      generalizability(
        [1, 2, 3, 4, 2, 5, 1, 3],
        ['a', 'a', 'b', 'b', 'c', 'c', 'd', 'd'],
        [1, 2, 1, 2, 3, 4, 3, 4],
      ),
    ).toMatchObject({ connected: false });
    expect(generalizability([1, 1, 1, 1], ['a', 'a', 'b', 'b'], [1, 2, 1, 2])).toMatchObject({
      reason: 'NO_VARIANCE',
    });
    expect(generalizability([1, 2], ['a', 'b'], [1, 2])).toMatchObject({ reason: 'TOO_FEW' });
    expect(generalizability([], [], [])).toMatchObject({ reason: 'EMPTY' });
    expect(generalizability([1], [], [])).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('latent correlations', () => {
  const random = seededGenerator(21);
  const pairs = Array.from({ length: 3000 }, () => {
    const x = normalQuantile(random());
    return [x, 0.5 * x + Math.sqrt(0.75) * normalQuantile(random())] as const;
  });
  const cut = (v: number, cuts: number[]): number => cuts.filter((c) => v > c).length;
  test('polyserial and polychoric find the correlation behind the categories', () => {
    const categories = pairs.map(([, y]) => cut(y, [-1, 0, 0.8]));
    for (const method of ['ml', 'two-step'] as const) {
      const result = polyserial(
        pairs.map(([x]) => x),
        categories,
        { method },
      );
      if (result.kind !== 'polyserial') throw new Error('estimable');
      expect(result.estimate.low as number).toBeLessThan(0.5);
      expect(result.estimate.high as number).toBeGreaterThan(0.5);
      expect(result.thresholds).toEqual([
        expect.closeTo(-1, 0),
        expect.closeTo(0, 0),
        expect.closeTo(0.8, 0),
      ]);
    }
    const table = Array.from({ length: 3 }, () => [0, 0, 0, 0]);
    pairs.forEach(([x], i) => void table[cut(x, [-0.5, 0.7])]![categories[i]!]!++);
    for (const method of ['ml', 'two-step'] as const) {
      const result = polychoric(table, { method });
      if (result.kind !== 'polychoric') throw new Error('estimable');
      expect(result.estimate.low as number).toBeLessThan(0.5);
      expect(result.estimate.high as number).toBeGreaterThan(0.5);
    }
  });
  test('a 2×2 table with equal margins: the sine of the excess (tetrachoric)', () => {
    const result = polychoric([
      [30, 20],
      [20, 30],
    ]);
    if (result.kind !== 'polychoric') throw new Error('estimable');
    expect(result.estimate.value).toBeCloseTo(Math.sin((Math.PI / 2) * 0.2), 10);
    // Delta method: rho moves by half the share off the diagonal over the density at (0, 0).
    const density = 1 / (2 * Math.PI * Math.sqrt(1 - result.estimate.value ** 2));
    expect(result.standardError).toBeCloseTo(Math.sqrt((0.4 * 0.6) / 100) / 2 / density, 10);
    const ml = polychoric(
      [
        [30, 20],
        [20, 30],
      ],
      { method: 'ml' },
    );
    expect(ml).toMatchObject({ estimate: { value: expect.closeTo(Math.sin((Math.PI / 2) * 0.2), 8) } });
  });
  test('refusals', () => {
    expect(polyserial([1, 2, 3], [1, 2, 3])).toMatchObject({ reason: 'TOO_FEW' });
    expect(polyserial([], [])).toMatchObject({ reason: 'EMPTY' });
    expect(polyserial([1, 1, 1, 1], [1, 2, 1, 2])).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(polyserial([1, 2, 3, 4], [1, 1, 2, 2])).toMatchObject({ kind: 'not-estimable' });
    expect(polyserial([1, 2, 3, Number.NaN], [1, 1, 2, 2])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(polyserialAsInPolycor([1, 1, 1, 1], [1, 2, 1, 2])).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(polyserialAsInPolycor([1, 2], [1, 2])).toMatchObject({ reason: 'TOO_FEW' });
    expect(polyserialAsInPolycor([1], [])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(polychoric([[1, 2]])).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(polychoric([])).toMatchObject({ reason: 'EMPTY' });
    expect(
      polychoric([
        [5, 0],
        [0, 5],
      ]),
    ).toMatchObject({ kind: 'not-estimable' });
    expect(
      polychoric([
        [1, -1],
        [1, 1],
      ]),
    ).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});
