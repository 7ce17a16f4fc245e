/** A source of uniform numbers in [0, 1). Every random procedure of this package takes one or a seed. */
export type RandomSource = () => number;

/**
 * A reproducible source of uniform numbers.
 *
 * Use it wherever a procedure of this package asks for randomness; the same seed gives the same numbers on every
 * machine. The generator is xoshiro128** 1.1 (Blackman & Vigna 2021, doi 10.1145/3460772), its 128 bits of state
 * filled from the seed by SplitMix32; each number joins two 32-bit outputs into 53 random bits. Period 2^128 − 1.
 * Not for cryptography.
 *
 * @param seed any finite number; its integer part modulo 2^53 is used
 * @throws RangeError when the seed is not finite
 * @example
 * seededGenerator(1)() === seededGenerator(1)(); // true
 */
export function seededGenerator(seed: number): RandomSource {
  if (!Number.isFinite(seed)) throw new RangeError('a seed must be a finite number');
  const whole = Math.trunc(seed);
  let mix = (whole >>> 0) ^ Math.imul((Math.floor(whole / 2 ** 32) >>> 0) ^ 0x5bf03635, 0x9e3779b1);
  const splitMix = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let a = splitMix();
  let b = splitMix();
  let c = splitMix();
  let d = splitMix() | 1;
  const next = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  return () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / 2 ** 53;
}

const rotateLeft = (x: number, bits: number): number => (x << bits) | (x >>> (32 - bits));

/** A whole number from 0 to size − 1. */
export const randomIndex = (random: RandomSource, size: number): number => Math.floor(random() * size);

/** A random order of the array, in place (Fisher–Yates). */
export function shuffle<T>(items: T[], random: RandomSource): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = randomIndex(random, i + 1);
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}
