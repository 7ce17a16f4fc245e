import { normalCdf, normalUpper } from './distributions.ts';

/**
 * P(X > h, Y > k) for standard normals with correlation r, absolute error about 1e-15.
 *
 * Use it for Taylor–Russell tables, polychoric correlations and other orthant probabilities. `h` and `k` may be
 * infinite; |r| ≤ 1.
 *
 * Source: A. Genz, "Numerical computation of rectangular bivariate and trivariate normal and t probabilities",
 * Statistics and Computing 14 (2004) 251–260 (after Drezner & Wesolowsky 1990), with 20-point Gauss–Legendre
 * throughout.
 *
 * @throws RangeError when an argument is NaN or |r| > 1
 * @example bivariateNormalUpper(0, 0, 0.5) // 1/3
 */
export function bivariateNormalUpper(h: number, k: number, r: number): number {
  if (Number.isNaN(h) || Number.isNaN(k) || !(Math.abs(r) <= 1)) {
    throw new RangeError('bivariate normal needs two limits and a correlation between -1 and 1');
  }
  if (h === Infinity || k === Infinity) return 0;
  if (h === -Infinity) return normalUpper(k);
  if (k === -Infinity) return normalUpper(h);
  if (r === 0) return normalUpper(h) * normalUpper(k);
  const value = Math.abs(r) < 0.925 ? moderate(h, k, r) : strong(h, k, r);
  return Math.max(0, Math.min(1, value));
}

/**
 * P(X ≤ h, Y ≤ k) for standard normals with correlation r.
 *
 * @throws RangeError when an argument is NaN or |r| > 1
 * @example bivariateNormalCdf(0, 0, 0) // 0.25
 */
export function bivariateNormalCdf(h: number, k: number, r: number): number {
  return bivariateNormalUpper(-h, -k, r);
}

/** Integrates over the angle asin(r): smooth for |r| < 0.925. */
function moderate(h: number, k: number, r: number): number {
  const product = h * k;
  const halfSquares = (h * h + k * k) / 2;
  const angle = Math.asin(r);
  let sum = 0;
  for (const [node, weight] of GAUSS_LEGENDRE_20) {
    for (const side of [1 - node, 1 + node]) {
      const sine = Math.sin((angle * side) / 2);
      sum += weight * Math.exp((sine * product - halfSquares) / (1 - sine * sine));
    }
  }
  return (sum * angle) / (4 * Math.PI) + normalUpper(h) * normalUpper(k);
}

/** Near |r| = 1 the singular part is taken off analytically before integrating. */
function strong(h: number, kGiven: number, r: number): number {
  const k = r < 0 ? -kGiven : kGiven;
  const product = h * k;
  let value = 0;
  if (Math.abs(r) < 1) value = singularPart(h, k, product, r);
  if (r > 0) return value + normalUpper(Math.max(h, k));
  const straight = h < k ? (h < 0 ? normalCdf(k) - normalCdf(h) : normalUpper(h) - normalUpper(k)) : 0;
  return straight - value;
}

function singularPart(h: number, k: number, product: number, r: number): number {
  const complement = (1 - r) * (1 + r);
  const a = Math.sqrt(complement);
  const gap = (h - k) ** 2;
  const c = (4 - product) / 8;
  const d = (12 - product) / 16;
  const exponent = -(gap / complement + product) / 2;
  let value = 0;
  if (exponent > -745) {
    value =
      a *
      Math.exp(exponent) *
      (1 - (c * (gap - complement) * (1 - (d * gap) / 5)) / 3 + (c * d * complement * complement) / 5);
  }
  if (product > -100) {
    const b = Math.sqrt(gap);
    value -=
      Math.exp(-product / 2) *
      Math.sqrt(2 * Math.PI) *
      normalCdf(-b / a) *
      b *
      (1 - (c * gap * (1 - (d * gap) / 5)) / 3);
  }
  for (const [node, weight] of GAUSS_LEGENDRE_20) {
    for (const side of [1 - node, 1 + node]) {
      const squared = ((a / 2) * side) ** 2;
      const inner = -(gap / squared + product) / 2;
      if (inner <= -745) continue;
      const root = Math.sqrt(1 - squared);
      const smooth = 1 + c * squared * (1 + d * squared);
      const exact = Math.exp((-product * squared) / (2 * (1 + root) ** 2)) / root;
      value += (a / 2) * weight * Math.exp(inner) * (exact - smooth);
    }
  }
  return -value / (2 * Math.PI);
}

/** Positive nodes and weights of 20-point Gauss–Legendre quadrature on [−1, 1]. */
const GAUSS_LEGENDRE_20: readonly (readonly [number, number])[] = [
  [0.9931285991850949, 0.0176140071391521],
  [0.9639719272779138, 0.0406014298003869],
  [0.912234428251326, 0.0626720483341091],
  [0.8391169718222188, 0.0832767415767048],
  [0.7463319064601508, 0.1019301198172404],
  [0.636053680726515, 0.1181945319615184],
  [0.5108670019508271, 0.1316886384491766],
  [0.3737060887154196, 0.1420961093183821],
  [0.2277858511416451, 0.1491729864726037],
  [0.0765265211334973, 0.1527533871307259],
];
