import { parseCalendarDate, type PlacementRow } from '@hindsight/domain';
import { expect, test } from 'vitest';
import { candidacyFixture, frameFixture, placementFixture } from './candidacy-fixtures.ts';
import { outcomeSummary } from './outcome-summary.ts';

const asOf = parseCalendarDate('2026-01-01');
const medianOf = (
  outcome: 'time-to-first-model' | 'retention' | 'retention-by-cause',
  groups: readonly [count: number, overrides: Partial<PlacementRow>][],
) => {
  const placements = groups.flatMap(([count, overrides]) =>
    Array.from({ length: count }, () => placementFixture(overrides)),
  );
  const frame = frameFixture(placements.map((placement, i) => candidacyFixture(`c${i}`, { placement })));
  return outcomeSummary(frame, { outcome, cohort: {}, asOf }).median;
};

const shipped = (day: number) => ({ firstModelAt: day, followedUntil: 400 });
const left = (day: number) => ({ exitAt: day, exitCause: 'performance' }) as const;
const quiet = { followedUntil: 400 };

test('people who left without shipping do not bring the median time to a first model nearer', () => {
  const median = medianOf('time-to-first-model', [
    [30, shipped(100)],
    [30, left(50)],
    [40, quiet],
  ]);
  expect(median).toEqual({ kind: 'not-estimable', reason: 'NOT_REACHED', n: 100 });
});

test('where more than half ship, the median is the day on which half of all have shipped', () => {
  const median = medianOf('time-to-first-model', [
    [10, left(50)],
    [30, shipped(100)],
    [20, shipped(150)],
    [20, shipped(200)],
    [20, quiet],
  ]);
  // 30 % by day 100, 50 % by day 150, 70 % by day 200.
  expect(median).toMatchObject({ value: 150, unit: 'days', n: 100, events: 70 });
  expect(median).toMatchObject({ low: 150, high: 200, method: 'aalen-johansen median' });
});

test('a limit that the band never reaches is said to be not reached', () => {
  const median = medianOf('time-to-first-model', [
    [10, left(50)],
    [55, shipped(100)],
    [35, quiet],
  ]);
  expect(median).toMatchObject({ value: 100, low: 100, high: 'not reached' });
});

test('other reasons for leaving do not bring the median of leaving by own choice nearer', () => {
  const median = medianOf('retention-by-cause', [
    [30, { exitAt: 100, exitCause: 'own-choice' }],
    [30, left(50)],
    [40, quiet],
  ]);
  expect(median).toMatchObject({ kind: 'not-estimable', reason: 'NOT_REACHED' });
});

test('without a competing event the median is read from the Kaplan–Meier curve', () => {
  const median = medianOf('retention', [
    [60, left(50)],
    [40, quiet],
  ]);
  expect(median).toMatchObject({ value: 50, method: expect.stringContaining('kaplan-meier') });
});
