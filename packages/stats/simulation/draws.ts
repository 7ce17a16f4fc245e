import { normalQuantile } from '../src/distributions.ts';
import type { RandomSource } from '../src/seeded-generator.ts';

/** A standard normal number by inversion. */
export function normalDraw(random: RandomSource): number {
  return normalQuantile(Math.max(random(), 2 ** -54));
}

/** An exponential number with mean 1. */
export const exponentialDraw = (random: RandomSource): number => -Math.log1p(-random());

export const repeat = <T>(times: number, draw: (i: number) => T): T[] =>
  Array.from({ length: times }, (_, i) => draw(i));
