import type { RandomSource } from './seeded-generator.ts';

const MODULUS = 2147483647;
const MULTIPLIER = 48271;

/**
 * The portable "minimal standard" generator: s ← s·48271 mod (2³¹ − 1), u = s/(2³¹ − 1), first number after one
 * step (Park, Miller & Stockmeyer 1993). Every step fits in a double, so R, Python and this package draw the same
 * numbers. Use it to reproduce a bootstrap elsewhere; prefer `seededGenerator` otherwise.
 *
 * @param seed a whole number from 1 to 2³¹ − 2
 * @throws RangeError for any other seed
 * @example
 * minstd(1)(); // 48271 / 2147483647
 */
export function minstd(seed: number): RandomSource {
  if (!Number.isInteger(seed) || seed < 1 || seed >= MODULUS)
    throw new RangeError('a MINSTD seed is a whole number from 1 to 2147483646');
  let s = seed;
  return () => {
    s = (s * MULTIPLIER) % MODULUS;
    return s / MODULUS;
  };
}
