import { meanSequence, proportionSequence, wealthAgainstDifference } from '../src/confidence-sequence.ts';
import type { GridPoint, Scenario } from './coverage.ts';
import { repeat } from './draws.ts';

const LOOKS = 2000;

const meanPoint = (name: string, truth: number, draw: (random: () => number) => number): GridPoint => ({
  name: `mean of ${name}`,
  replicate: (random) => {
    const looks = meanSequence(
      repeat(LOOKS, () => draw(random)),
      { low: 0, high: 1 },
    );
    return [
      !('kind' in looks) &&
        looks.every(({ low, high }) => (low as number) <= truth && (high as number) >= truth),
    ];
  },
});

const proportionPoint = (p: number): GridPoint => ({
  name: `proportion ${p}`,
  replicate: (random) => {
    let successes = 0;
    for (let n = 1; n <= LOOKS; n++) {
      if (random() < p) successes++;
      const { low, high } = proportionSequence(successes, n) as { low: number; high: number };
      if (low > p || high < p) return [false];
    }
    return [true];
  },
});

/** Groups fill at different speeds; every arrival is a look. */
const differencePoint = (p1: number, p2: number): GridPoint => ({
  name: `difference of ${p1} and ${p2}`,
  replicate: (random) => {
    const price = -Math.log(0.05);
    let [x1, n1, x2, n2] = [0, 0, 0, 0];
    for (let look = 0; look < LOOKS; look++) {
      if (random() < 0.3) {
        n1++;
        if (random() < p1) x1++;
      } else {
        n2++;
        if (random() < p2) x2++;
      }
      // The same comparison as `differenceSequence`, at the truth only.
      if (n1 > 0 && n2 > 0 && wealthAgainstDifference(x1, n1, x2, n2)(p1 - p2) > price) return [false];
    }
    return [true];
  },
});

/** Streams without change, looked at 2,000 times each: is the truth ever outside. */
export const anytimeScenarios: Scenario[] = [
  {
    name: 'confidence sequence of a mean',
    promise: 'anytime',
    points: [
      meanPoint('yes/no at .5', 0.5, (random) => (random() < 0.5 ? 1 : 0)),
      meanPoint('yes/no at .1', 0.1, (random) => (random() < 0.1 ? 1 : 0)),
      meanPoint('uniform', 0.5, (random) => random()),
    ],
  },
  {
    name: 'confidence sequence of a proportion',
    promise: 'anytime',
    points: [proportionPoint(0.5), proportionPoint(0.1)],
  },
  {
    name: 'confidence sequence of a difference',
    promise: 'anytime',
    points: [differencePoint(0.5, 0.5), differencePoint(0.3, 0.1)],
  },
];
