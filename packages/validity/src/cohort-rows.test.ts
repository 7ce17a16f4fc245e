import { type Cohort, cohortSchema, parseCalendarDate } from '@hindsight/domain';
import { expect, test } from 'vitest';
import { candidacyFixture, frameFixture, placementFixture, predictorFixture } from './candidacy-fixtures.ts';
import { cohortRows } from './cohort-rows.ts';

const predictors = [
  predictorFixture(0),
  predictorFixture(1, { kind: 'resume-signal', ref: 'phd', category: null }),
];
const started = (day: string) => placementFixture({ clock: 'calendar', startedOn: parseCalendarDate(day) });
const frame = frameFixture(
  [
    candidacyFixture('a', { clientRef: 'x', screenerRefs: ['s1', 's2'], placement: started('2025-03-31') }),
    candidacyFixture('b', { clientRef: 'y', screenerRefs: ['s3'], placement: started('2025-04-01') }),
    candidacyFixture('c', { clientRef: 'x', seniority: 'staff', answers: [{ slot: 1, value: 1 }] }),
    candidacyFixture('d', {
      clientRef: 'z',
      answers: [{ slot: 1, value: 0 }],
      placement: placementFixture(),
    }),
  ],
  predictors,
);
/** Candidacies, hires and hires without dates. */
const sizes = (cohort: unknown): number[] => {
  const { candidacies, hires, undatedHires } = cohortRows(frame, cohortSchema.parse(cohort) as Cohort);
  return [candidacies.length, hires.length, undatedHires];
};

test('everybody is the cohort without a filter', () => {
  expect(sizes({})).toEqual([4, 3, 0]);
});

test('fields are joined by and, entries of a list by or', () => {
  expect(sizes({ client: ['x'] })).toEqual([2, 1, 0]);
  expect(sizes({ client: ['x', 'y'] })).toEqual([3, 2, 0]);
  expect(sizes({ client: ['x'], seniority: ['staff'] })).toEqual([1, 0, 0]);
  expect(sizes({ client: ['nobody'] })).toEqual([0, 0, 0]);
});

test('a candidacy belongs to each of its screeners', () => {
  expect(sizes({ screener: ['s2'] })).toEqual([1, 1, 0]);
  expect(sizes({ screener: ['s1', 's3'] })).toEqual([2, 2, 0]);
});

test('a résumé signal counts when it is above 0', () => {
  expect(sizes({ resumeSignal: ['phd'] })).toEqual([1, 0, 0]);
});

test('quarters end on their last day, and hires without dates are counted apart', () => {
  expect(sizes({ startedTo: '2025-Q1' })).toEqual([2, 1, 1]);
  expect(sizes({ startedFrom: '2025-Q2' })).toEqual([2, 1, 1]);
  expect(sizes({ startedFrom: '2025-Q1', startedTo: '2025-Q2', client: ['x', 'y'] })).toEqual([2, 2, 0]);
});

test('a hire who was never screened was screened in no quarter, unless its clock has no calendar at all', () => {
  const screenedOn = parseCalendarDate('2025-02-01');
  const screened = frameFixture([
    candidacyFixture('screened', { screenedOn, placement: started('2025-03-31') }),
    candidacyFixture('never screened', { placement: started('2025-03-31') }),
    candidacyFixture('elapsed', { placement: placementFixture() }),
    candidacyFixture('no clock', { placement: placementFixture({ clock: 'none' }) }),
    candidacyFixture('screened only', { screenedOn }),
    candidacyFixture('neither'),
  ]);
  const cohort = cohortSchema.parse({ screenedFrom: '2025-Q1', screenedTo: '2025-Q1' });
  const { candidacies, hires, undatedHires } = cohortRows(screened, cohort);
  expect([...candidacies]).toEqual([0, 2, 3, 4]);
  expect([...hires]).toEqual([0]);
  expect(undatedHires).toBe(2);
});
