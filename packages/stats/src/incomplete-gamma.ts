import gammainc from '@stdlib/math-base-special-gammainc';

/**
 * Regularized incomplete gamma functions P(s, x) and Q(s, x).
 *
 * Up to s = 20 these are `@stdlib`'s. Above it the package's own series and continued fraction (Abramowitz &
 * Stegun 6.5.29 and 6.5.31, modified Lentz) are used, because `@stdlib` 0.2 is off in the third digit around
 * x = s for large s (P(1e4, 1e4) = 0.4973 instead of 0.5013).
 */
export function gammaTails(x: number, s: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (s <= 20) return { lower: gammainc(x, s, true, false), upper: gammainc(x, s, true, true) };
  const prefix = Math.exp(logPrefix(x, s));
  if (x < s + 1) {
    const lower = Math.min(1, prefix * lowerSeries(x, s));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, prefix * s * upperFraction(x, s));
  return { lower: 1 - upper, upper };
}

/** ln(x^s e^−x / Γ(s + 1)) without cancellation near x = s (Loader's saddle-point form). */
function logPrefix(x: number, s: number): number {
  const stirling = 1 / (12 * s) - 1 / (360 * s ** 3) + 1 / (1260 * s ** 5);
  return s * log1pMinusX((x - s) / s) - 0.5 * Math.log(2 * Math.PI * s) - stirling;
}

/** ln(1 + d) − d. */
function log1pMinusX(d: number): number {
  if (d < -0.5 || d > 1) return Math.log1p(d) - d;
  const r = d / (2 + d);
  const y = r * r;
  let sum = 0;
  let power = 1;
  for (let k = 3; k < 200; k += 2) {
    const term = power / k;
    sum += term;
    if (term < 1e-18 * sum) break;
    power *= y;
  }
  return r * (2 * y * sum - d);
}

/** Σ x^k / ((s + 1) … (s + k)), so that P = prefix · sum. */
function lowerSeries(x: number, s: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 100000; k += 1) {
    term *= x / (s + k);
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return sum;
}

/** Continued fraction h with Q = x^s e^−x / Γ(s) · h. */
function upperFraction(x: number, s: number): number {
  let b = x + 1 - s;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 100000; i += 1) {
    const a = -i * (i - s);
    b += 2;
    d = a * d + b;
    d = 1 / (Math.abs(d) < 1e-300 ? 1e-300 : d);
    c = b + a / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}
