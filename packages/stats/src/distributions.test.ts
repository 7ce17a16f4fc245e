import { describe, expect, it } from 'vitest';
import * as d from './distributions.ts';
import { bivariateNormalCdf, bivariateNormalUpper } from './bivariate-normal.ts';
import { gammaTails } from './incomplete-gamma.ts';

/** Relative closeness, which is what tails need. */
function near(got: number, want: number, tolerance = 1e-10): void {
  expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * Math.abs(want));
}

describe('distributions agree with R 4.2 far out in the tails', () => {
  it.each([
    // pnorm(z, lower = FALSE)
    [1.96, 0.0249978951482204],
    [10, 7.61985302416047e-24],
    [37, 5.72557122252458e-300],
    [-8, 0.999999999999999],
  ])('normal upper tail at %d', (z, want) => near(d.normalUpper(z), want, 1e-12));

  it.each([
    // pt(t, df, lower = FALSE)
    [2.5, 7, 0.0204961092928764],
    [40, 28, 1.49286070376716e-26],
    [1e5, 2.5, 2.27475192317562e-13],
  ])('t upper tail at %d with %d df', (t, df, want) => near(d.tUpper(t, df), want));

  it('t two-sided p of a very strong correlation', () =>
    near(d.tTwoSided(26.6359446603646, 2736), 3.50091697121243e-139));

  it('chi-square at its centre, where a known library error sat', () => {
    near(gammaTails(1e4, 1e4).lower, 0.501329808339955, 1e-12);
    near(d.chiSquareUpper(2e4, 2e4), 0.498670191660045, 1e-12);
  });

  it.each([1e-300, 1e-100, 1e-20, 0.01, 0.3, 0.5, 0.999])('quantiles invert their tails at %d', (p) => {
    near(d.normalUpper(d.normalUpperQuantile(p)), p);
    for (const df of [1, 3.5, 300]) near(d.tUpper(d.tUpperQuantile(p, df), df), p);
    for (const df of [1, 5, 400]) near(d.chiSquareUpper(d.chiSquareUpperQuantile(p, df), df), p);
    near(d.fUpper(d.fUpperQuantile(p, 3, 40), 3, 40), p);
    near(d.fCdf(d.fQuantile(p, 3, 40), 3, 40), p);
    near(d.chiSquareCdf(d.chiSquareQuantile(p, 12), 12), p);
    // Next to 1 doubles are too far apart to invert a smaller tail than this.
    if (p > 1e-10) near(d.betaUpper(d.betaUpperQuantile(p, 3, 7), 3, 7), p);
    near(d.betaCdf(d.betaQuantile(p, 3, 7), 3, 7), p);
  });

  it('both tails add up to one and mirror', () => {
    for (const x of [0.1, 1, 3]) {
      expect(d.normalCdf(x) + d.normalUpper(x)).toBeCloseTo(1, 14);
      expect(d.tCdf(x, 4) + d.tUpper(x, 4)).toBeCloseTo(1, 14);
      expect(d.tQuantile(0.2, 9)).toBeCloseTo(-d.tQuantile(0.8, 9), 12);
      expect(d.fCdf(x, 2, 5) + d.fUpper(x, 2, 5)).toBeCloseTo(1, 14);
    }
  });

  it('refuses arguments outside the domain instead of answering NaN', () => {
    expect(() => d.normalQuantile(0)).toThrow(RangeError);
    expect(() => d.normalCdf(Number.NaN)).toThrow(RangeError);
    expect(() => d.tUpper(1, -1)).toThrow(RangeError);
    expect(() => d.fUpperQuantile(1e-300, 1, 1)).toThrow(/largest double/);
    expect(() => bivariateNormalUpper(0, 0, 1.5)).toThrow(RangeError);
  });
});

describe('bivariate normal', () => {
  it.each([-0.99, -0.5, 0, 0.3, 0.95])('quarter plane is 1/4 + asin(r)/2π at r = %d', (r) => {
    expect(bivariateNormalUpper(0, 0, r)).toBeCloseTo(0.25 + Math.asin(r) / (2 * Math.PI), 14);
  });

  it.each([
    // R: integrate(function(x) dnorm(x) * pnorm((k - r*x)/sqrt(1 - r^2), lower = FALSE), h, Inf)
    [-1, 0.5, -0.5, 0.21106081851597],
    [1, -0.5, 0.93, 0.158654245093484],
    [2, 2.5, 0.97, 0.00615202535187611],
  ])('agrees with numerical integration at %d, %d, r = %d', (h, k, r, want) => {
    expect(Math.abs(bivariateNormalUpper(h, k, r) - want)).toBeLessThan(1e-12);
  });

  it('is a probability with the right margins', () => {
    expect(bivariateNormalUpper(0.3, -Infinity, 0.4)).toBe(d.normalUpper(0.3));
    expect(bivariateNormalUpper(Infinity, 0, 0.4)).toBe(0);
    expect(bivariateNormalUpper(1, 2, 1)).toBeCloseTo(d.normalUpper(2), 15);
    expect(bivariateNormalUpper(1, 2, -1)).toBe(0);
    expect(bivariateNormalCdf(-1, 1, 0.2)).toBe(bivariateNormalUpper(1, -1, 0.2));
  });

  it('is continuous where the method changes', () => {
    for (const [h, k] of [
      [0.4, -0.7],
      [1.2, 1.1],
      [-2, -1.8],
    ] as const) {
      const below = bivariateNormalUpper(h, k, 0.925 - 1e-12);
      const above = bivariateNormalUpper(h, k, 0.925 + 1e-12);
      expect(Math.abs(above - below)).toBeLessThan(1e-12);
    }
  });
});
