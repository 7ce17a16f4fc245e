import {
  type CandidacyRow,
  type Cohort,
  outcomeIds,
  parseCalendarDate,
  type PlacementRow,
} from '@hindsight/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidacyFixture, frameFixture, placementFixture } from './candidacy-fixtures.ts';
import { cohortRows } from './cohort-rows.ts';
import { methods } from './method-table.ts';
import { timeRows, valueRows } from './outcome-rows.ts';
import { windowCounts } from './outcome-summary.ts';

const asOf = parseCalendarDate('2026-01-01');
const dated = (daysAgo: number, overrides: Partial<PlacementRow> = {}): PlacementRow =>
  placementFixture({
    clock: 'calendar',
    startedOn: parseCalendarDate(
      daysAgo === 100
        ? '2025-09-23'
        : daysAgo === 400
          ? '2024-11-27'
          : daysAgo === 1000
            ? '2023-04-07'
            : '2026-01-01',
    ),
    ...overrides,
  });

function frameOf(...placements: PlacementRow[]) {
  return frameFixture(placements.map((placement, i) => candidacyFixture(`c${i}`, { placement })));
}

test('silence is not survival: event-free time ends when somebody last confirmed it', () => {
  const frame = frameOf(dated(400, { followedUntil: 200 }), dated(400, { followedUntil: 900 }), dated(400));
  const rows = timeRows(frame, 'exit', cohortRows(frame, {}), asOf);
  expect([...rows.times]).toEqual([200, 400]);
  expect([...rows.codes]).toEqual([0, 0]);
  expect(rows.exclusions).toEqual([{ reason: 'STATE_UNKNOWN', n: 1 }]);
});

test('what happened after the data day is not known on it', () => {
  const frame = frameOf(dated(100, { exitAt: 150, exitCause: 'own-choice', followedUntil: 150 }));
  const rows = timeRows(frame, 'exit', cohortRows(frame, {}), asOf);
  expect([...rows.times]).toEqual([100]);
  expect([...rows.codes]).toEqual([0]);
});

test('leaving before shipping competes with shipping', () => {
  const frame = frameOf(
    dated(400, { firstModelAt: 90, exitAt: 300, exitCause: 'own-choice' }),
    dated(400, { exitAt: 60, exitCause: 'performance' }),
    dated(400, { followedUntil: 250 }),
    dated(400, { followedUntil: 250, inScope: false }),
  );
  const rows = timeRows(frame, 'first-model', cohortRows(frame, {}), asOf);
  expect([...rows.times]).toEqual([90, 60, 250]);
  expect([...rows.codes]).toEqual([1, 2, 0]);
  expect(rows.exclusions).toEqual([{ reason: 'NOT_IN_SCOPE', n: 1 }]);
});

test('a record that was opened late is followed from then on, and not at all when it ended before', () => {
  const frame = frameOf(
    dated(1000, { trackedFrom: 200, exitAt: 500, exitCause: 'unknown' }),
    dated(1000, { trackedFrom: 200, firstModelAt: 100, followedUntil: 800 }),
  );
  const staying = timeRows(frame, 'exit', cohortRows(frame, {}), asOf);
  expect([...staying.entries]).toEqual([200, 200]);
  const shipping = timeRows(frame, 'first-model', cohortRows(frame, {}), asOf);
  expect([...shipping.times]).toEqual([500]);
  expect(shipping.exclusions).toEqual([{ reason: 'FOLLOW_UP_TOO_SHORT', n: 1 }]);
  const retained = valueRows(frame, 'retained-365', cohortRows(frame, {}), asOf);
  expect(retained.exclusions).toEqual([{ reason: 'FOLLOW_UP_TOO_SHORT', n: 2 }]);
});

test('a fixed window counts hires who are old enough and whose state at its end is known', () => {
  const frame = frameOf(
    dated(100, { firstModelAt: 20, followedUntil: 100 }),
    dated(400, { firstModelAt: 180, followedUntil: 400 }),
    dated(400, { firstModelAt: 181, followedUntil: 400 }),
    dated(400, { exitAt: 30, exitCause: 'performance' }),
    dated(400, { followedUntil: 180 }),
    dated(400, { followedUntil: 179 }),
  );
  const rows = valueRows(frame, 'shipped-180', cohortRows(frame, {}), asOf);
  expect([...rows.values]).toEqual([1, 0, 0, 0]);
  expect(rows.exclusions).toEqual([
    { reason: 'NOT_MATURE', n: 1 },
    { reason: 'STATE_UNKNOWN', n: 1 },
  ]);
});

test('would be hired again needs the answer and that they were still there', () => {
  const frame = frameOf(
    dated(400, { wouldRehire: true, followedUntil: 180 }),
    dated(400, { wouldRehire: true, followedUntil: 170 }),
    dated(400, { wouldRehire: false, followedUntil: 170 }),
    dated(400, { wouldRehire: false, followedUntil: 180 }),
    dated(400, { exitAt: 100, exitCause: 'own-choice' }),
    dated(400, { followedUntil: 400 }),
  );
  const rows = valueRows(frame, 'rehire-180', cohortRows(frame, {}), asOf);
  expect([...rows.values]).toEqual([1, 0, 0]);
  expect(rows.exclusions).toEqual([{ reason: 'STATE_UNKNOWN', n: 3 }]);
});

test('hires whom nobody followed to day 180 do not bend the share that would be hired again', () => {
  const frame = frameOf(
    ...Array.from({ length: 100 }, (_, i) =>
      dated(400, { wouldRehire: i % 2 === 0, followedUntil: i < 20 ? 170 : 400 }),
    ),
  );
  const rows = valueRows(frame, 'rehire-180', cohortRows(frame, {}), asOf);
  expect(windowCounts(rows)).toEqual({ yes: 40, known: 80, unknown: 20 });
});

test('clocks of different units are never pooled, and a hire without a clock still has its rating', () => {
  const rated = { ratings: [{ day: 90, value: 4 }] } satisfies Partial<PlacementRow>;
  const frame = frameOf(
    placementFixture({ unit: 'year', exitAt: 3, exitCause: 'unknown', followedUntil: 3, ...rated }),
    placementFixture({ unit: 'year', followedUntil: 5 }),
    placementFixture({ unit: 'month', followedUntil: 5 }),
    placementFixture({ clock: 'none', ...rated }),
  );
  const rows = timeRows(frame, 'exit', cohortRows(frame, {}), asOf);
  expect(rows.unit).toBe('year');
  expect([...rows.times]).toEqual([3, 5]);
  expect(rows.exclusions).toEqual([
    { reason: 'NO_FOLLOW_UP_TIME', n: 1 },
    { reason: 'OTHER_TIME_UNIT', n: 1 },
  ]);
  expect([...valueRows(frame, 'rating-90', cohortRows(frame, {}), asOf).values]).toEqual([4, 4]);
});

test('half a year cannot be seen on a clock of years', () => {
  const frame = frameOf(placementFixture({ unit: 'year', followedUntil: 5 }));
  expect(valueRows(frame, 'shipped-180', cohortRows(frame, {}), asOf).exclusions).toEqual([
    { reason: 'OTHER_TIME_UNIT', n: 1 },
  ]);
  expect([...valueRows(frame, 'retained-365', cohortRows(frame, {}), asOf).values]).toEqual([1]);
});

test('hires without dates are counted when the cohort asks for quarters', () => {
  const frame = frameOf(dated(400, { followedUntil: 10 }), placementFixture({ followedUntil: 10 }));
  const cohort: Cohort = { startedFrom: '2024-Q4' as NonNullable<Cohort['startedFrom']> };
  const rows = timeRows(frame, 'exit', cohortRows(frame, cohort), asOf);
  expect(rows.rows).toHaveLength(1);
  expect(rows.exclusions).toEqual([{ reason: 'NO_CALENDAR_DATES', n: 1 }]);
});

test('those who take part and those who are excluded always add up to the hires of the cohort', () => {
  const day = fc.option(fc.integer({ min: 0, max: 800 }), { nil: null });
  const placement = fc.record({
    clock: fc.constantFrom('calendar' as const, 'elapsed' as const, 'none' as const),
    unit: fc.constantFrom('day' as const, 'month' as const, 'year' as const),
    startedOn: fc.constantFrom(
      null,
      parseCalendarDate('2025-10-01'),
      parseCalendarDate('2023-01-01'),
      parseCalendarDate('2026-05-05'),
    ),
    inScope: fc.boolean(),
    trackedFrom: fc.constantFrom(0, 0, 50),
    followedUntil: day,
    firstModelAt: day,
    exitAt: day,
    exitCause: fc.constantFrom(null, 'own-choice' as const, 'unknown' as const),
    agreedShipAt: fc.constantFrom(null, 90),
    guaranteeDays: fc.constantFrom(null, 90),
    wouldRehire: fc.constantFrom(null, true, false),
    ratings: fc.boolean().map((rated) => (rated ? [{ day: 90 as const, value: 3 }] : [])),
    regressionsHandled: fc.constantFrom(null, 2),
  });
  const row = fc.record({
    placement: fc.option(placement, { nil: null }),
    clientRef: fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.boolean(), (drafts, byQuarter) => {
      const rows: CandidacyRow[] = drafts.map((draft, i) => candidacyFixture(`c${i}`, draft));
      const frame = frameFixture(rows);
      const cohort = cohortRows(
        frame,
        byQuarter ? { startedFrom: '2023-Q1' as NonNullable<Cohort['startedFrom']> } : {},
      );
      for (const id of outcomeIds) {
        const method = methods[id];
        const outcome =
          method.kind === 'time'
            ? timeRows(frame, method.outcome, cohort, asOf)
            : valueRows(frame, method.outcome, cohort, asOf);
        const excluded = outcome.exclusions.reduce((sum, { n }) => sum + n, 0);
        expect(outcome.rows.length + excluded).toBe(cohort.hires.length + cohort.undatedHires);
      }
    }),
    { numRuns: 200, seed: 2 },
  );
});
