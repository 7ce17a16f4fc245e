import { logGamma } from './special-functions.ts';
import type { RandomSource } from './seeded-generator.ts';

/**
 * A draw from the binomial distribution: inversion for small means, otherwise rejection from a table-mountain hat
 * (BTRS; Hörmann 1993, J Stat Comput Simul 46:101–110).
 */
export function binomial(n: number, p: number, random: RandomSource): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(n, 1 - p, random);
  return n * p < 10 ? byInversion(n, p, random) : byRejection(n, p, random);
}

function byInversion(n: number, p: number, random: RandomSource): number {
  const odds = p / (1 - p);
  let chance = Math.exp(n * Math.log1p(-p));
  let u = random();
  for (let k = 0; k < n; k++) {
    if (u < chance) return k;
    u -= chance;
    chance *= (odds * (n - k)) / (k + 1);
    if (chance === 0) return k + 1;
  }
  return n;
}

function byRejection(n: number, p: number, random: RandomSource): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const c = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const mode = Math.floor((n + 1) * p);
  const logOdds = Math.log(p / (1 - p));
  const atMode = logGamma(mode + 1) + logGamma(n - mode + 1);
  for (;;) {
    const u = random() - 0.5;
    const v = random();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + c);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || k > n) continue;
    const accepted = Math.log((v * alpha) / (a / (us * us) + b));
    if (accepted <= atMode - logGamma(k + 1) - logGamma(n - k + 1) + (k - mode) * logOdds) return k;
  }
}
