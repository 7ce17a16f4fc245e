/**
 * Root of a continuous function between two points of opposite sign, by Brent's method in the form of netlib's
 * `zeroin` (Brent 1973, ch. 4), which R's `uniroot` also runs: with R's tolerance the iterates are R's.
 * Returns undefined when the signs are equal or a value is NaN.
 */
export function findRoot(
  f: (x: number) => number,
  from: number,
  to: number,
  tolerance = 1e-14,
): number | undefined {
  let a = from;
  let b = to;
  let fa = f(a);
  let fb = f(b);
  if (Number.isNaN(fa) || Number.isNaN(fb)) return undefined;
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0) return undefined;
  let c = a;
  let fc = fa;
  for (let iteration = 0; iteration < 1000; iteration++) {
    const previousStep = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const smallest = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    let step = (c - b) / 2;
    if (Math.abs(step) <= smallest || fb === 0) return b;
    if (Math.abs(previousStep) >= smallest && Math.abs(fa) > Math.abs(fb)) {
      step = interpolatedStep({ a, b, c, fa, fb, fc }, previousStep, smallest) ?? step;
    }
    if (Math.abs(step) < smallest) step = step > 0 ? smallest : -smallest;
    a = b;
    fa = fb;
    b += step;
    fb = f(b);
    if (Number.isNaN(fb)) return undefined;
    if ((fb > 0 && fc > 0) || (fb < 0 && fc < 0)) {
      c = a;
      fc = fa;
    }
  }
  return b;
}

type Bracket = { a: number; b: number; c: number; fa: number; fb: number; fc: number };

/** Secant or inverse quadratic step, unless it leaves the bracket or shrinks it too slowly. */
function interpolatedStep(
  { a, b, c, fa, fb, fc }: Bracket,
  previousStep: number,
  smallest: number,
): number | undefined {
  const width = c - b;
  let p: number;
  let q: number;
  if (a === c) {
    const t = fb / fa;
    p = width * t;
    q = 1 - t;
  } else {
    const r = fa / fc;
    const s = fb / fc;
    const t = fb / fa;
    p = t * (width * r * (r - s) - (b - a) * (s - 1));
    q = (r - 1) * (s - 1) * (t - 1);
  }
  if (p > 0) q = -q;
  else p = -p;
  return p < 0.75 * width * q - Math.abs(smallest * q) / 2 && p < Math.abs((previousStep * q) / 2)
    ? p / q
    : undefined;
}
