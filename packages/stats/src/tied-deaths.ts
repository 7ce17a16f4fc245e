import { digamma, logGamma, trigamma } from './special-functions.ts';

/** Σ over k = 0 … m − 1 of ln(r − k), 1/(r − k) and 1/(r − k)², for r ≥ m; one object is filled again and again. */
export type TieSums = { log: number; first: number; second: number };

/** Up to this many terms adding them up is as fast. */
const FEW = 5;
/** Below this argument the asymptotic series are too short; few terms are then added up. */
const SMALL = 20;

/**
 * Efron's sums over m tied deaths in closed form: differences of ln Γ, ψ and ψ′ at r + 1 and r − m + 1, so that
 * a tie of a million deaths costs no more than one of ten.
 *
 * ψ(b) − ψ(a) cancels when both are large; there the asymptotic series are subtracted term by term
 * (Abramowitz & Stegun 6.1.41, 6.3.18, 6.4.12).
 */
export function tieSums(r: number, m: number, out: TieSums = { log: 0, first: 0, second: 0 }): TieSums {
  out.log = 0;
  out.first = 0;
  out.second = 0;
  const a = r - m + 1;
  const b = r + 1;
  if (m <= FEW || (m <= 24 && a < SMALL)) {
    for (let k = 0; k < m; k += 1) {
      const inverse = 1 / (r - k);
      out.log += Math.log(r - k);
      out.first += inverse;
      out.second += inverse * inverse;
    }
  } else if (a < SMALL) {
    out.log = logGamma(b) - logGamma(a);
    out.first = digamma(b) - digamma(a);
    out.second = trigamma(a) - trigamma(b);
  } else {
    subtractSeries(a, b, m, out);
  }
  return out;
}

function subtractSeries(a: number, b: number, m: number, out: TieSums): void {
  const u = 1 / a;
  const v = 1 / b;
  const growth = Math.log1p(m / a);
  // uᵏ − vᵏ without cancellation.
  const gap = m * u * v;
  const uu = u * u;
  const uv = u * v;
  const vv = v * v;
  const gap2 = gap * (u + v);
  const gap3 = gap * (uu + uv + vv);
  const gap4 = gap2 * (uu + vv);
  const gap5 = gap * (uu * uu + uu * uv + uu * vv + uv * vv + vv * vv);
  const gap6 = gap3 * (uu * u + vv * v);
  const gap7 = gap * (uu * uu * (uu + uv + vv) + uv * uu * vv + vv * vv * (uu + uv + vv));
  out.log = m * Math.log(b) + (a - 0.5) * growth - m - gap / 12 + gap3 / 360 - gap5 / 1260;
  out.first = growth + gap / 2 + gap2 / 12 - gap4 / 120 + gap6 / 252;
  out.second = gap + gap2 / 2 + gap3 / 6 - gap5 / 30 + gap7 / 42;
}
