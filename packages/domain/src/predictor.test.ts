import { describe, expect, test } from 'vitest';
import { type Scale, scaledScore } from './predictor.ts';

const fiveLevels: Scale = { kind: 'levels', levels: [1, 2, 3, 4, 5] };
const percent: Scale = { kind: 'numeric', min: 0, max: 100 };

describe('a score on its scale', () => {
  test.each([
    [1, fiveLevels, 0],
    [4, fiveLevels, 0.75],
    [5, fiveLevels, 1],
    [4, { kind: 'levels', levels: [1, 2, 4, 8] }, 2 / 3],
    [25, percent, 0.25],
  ] as const)('%s is a share of the way up', (value, scale, share) => {
    expect(scaledScore(value, scale, true)).toBeCloseTo(share, 12);
    expect(scaledScore(value, scale, false)).toBeCloseTo(1 - share, 12);
  });

  test('has no share where the scale has no width, or the value is not on it', () => {
    expect(scaledScore(3.5, fiveLevels, true)).toBeUndefined();
    expect(scaledScore(1, { kind: 'levels', levels: [1] }, true)).toBeUndefined();
    expect(scaledScore(7, { kind: 'numeric', min: 7, max: 7 }, true)).toBeUndefined();
  });
});
