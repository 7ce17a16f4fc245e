import { digamma, logGamma, trigamma } from './special-functions.ts';

/** Σ over k = 0 … m − 1 of ln(r − k), 1/(r − k) and 1/(r − k)², for r ≥ m. */
export type TieSums = { log: number; first: number; second: number };

/** Up to this many terms adding them up is exact and as fast. */
const FEW = 24;

/**
 * Efron's sums over m tied deaths in closed form: differences of ln Γ, ψ and ψ′ at r + 1 and r − m + 1, so that
 * a tie of a million deaths costs no more than one of ten.
 *
 * ψ(b) − ψ(a) cancels when both are large; there the asymptotic series are subtracted term by term
 * (Abramowitz & Stegun 6.1.41, 6.3.18, 6.4.12).
 */
export function tieSums(r: number, m: number): TieSums {
  if (m <= FEW) {
    let log = 0;
    let first = 0;
    let second = 0;
    for (let k = 0; k < m; k += 1) {
      const x = r - k;
      log += Math.log(x);
      first += 1 / x;
      second += 1 / (x * x);
    }
    return { log, first, second };
  }
  const a = r - m + 1;
  const b = r + 1;
  if (a < 20) {
    return {
      log: logGamma(b) - logGamma(a),
      first: digamma(b) - digamma(a),
      second: trigamma(a) - trigamma(b),
    };
  }
  const u = 1 / a;
  const v = 1 / b;
  const growth = Math.log1p(m / a);
  // uᵏ − vᵏ without cancellation.
  const gap = m * u * v;
  const gap2 = gap * (u + v);
  const gap3 = gap * (u * u + u * v + v * v);
  const gap4 = gap2 * (u * u + v * v);
  const gap5 = gap * (u ** 4 + u ** 3 * v + u * u * v * v + u * v ** 3 + v ** 4);
  const gap6 = gap3 * (u ** 3 + v ** 3);
  const gap7 =
    gap * (u ** 6 + u ** 5 * v + u ** 4 * v * v + u ** 3 * v ** 3 + u * u * v ** 4 + u * v ** 5 + v ** 6);
  return {
    log: m * Math.log(b) + (a - 0.5) * growth - m - gap / 12 + gap3 / 360 - gap5 / 1260,
    first: growth + gap / 2 + gap2 / 12 - gap4 / 120 + gap6 / 252,
    second: gap + gap2 / 2 + gap3 / 6 - gap5 / 30 + gap7 / 42,
  };
}
