import { parseCalendarDate } from '@hindsight/domain';
import { type Comoments, mergeComoments, pearson, pearsonFromComoments } from '@hindsight/stats';
import { expect, test } from 'vitest';
import { candidacyFixture, frameFixture, placementFixture } from './candidacy-fixtures.ts';
import { cohortRows } from './cohort-rows.ts';
import { questionMoments } from './moment-tables.ts';
import { valueRows } from './outcome-rows.ts';

const asOf = parseCalendarDate('2026-01-01');
const rows = Array.from({ length: 60 }, (_, i) =>
  candidacyFixture(`c${i}`, {
    answers: i % 7 === 0 ? [] : [{ slot: 0, value: 1 + (i % 5) }],
    composite: i % 11 === 0 ? null : (i % 13) / 13,
    placement:
      i % 3 === 0
        ? placementFixture({ clock: 'none', ratings: [{ day: 90, value: 1 + ((i * 7) % 9) / 2 }] })
        : null,
  }),
);

const momentsOf = (part: typeof rows) => {
  const frame = frameFixture(part);
  const cohort = cohortRows(frame, {});
  return questionMoments(
    frame,
    frame.slots[0]!,
    valueRows(frame, 'rating-90', cohort, asOf),
    cohort.candidacies,
  );
};

test('moments of the hired are on hires with question, composite and outcome; those of the pool on everybody screened', () => {
  const { hired, pool } = momentsOf(rows);
  const used = rows.filter(
    ({ answers, composite, placement }) => answers[0] && composite !== null && placement,
  );
  const r = pearson(
    used.map(({ answers }) => answers[0]!.value),
    used.map(({ placement }) => placement!.ratings[0]!.value),
  );
  const fromMoments = pearsonFromComoments(hired.questionOutcome!);
  expect(fromMoments.kind === 'estimate' && r.kind === 'estimate' && fromMoments.value - r.value).toBeCloseTo(
    0,
    12,
  );
  expect([hired.questionOutcome!.n, hired.compositeOutcome!.n, hired.questionComposite!.n]).toEqual([
    used.length,
    used.length,
    used.length,
  ]);
  expect(pool.questionComposite!.n).toBe(
    rows.filter(({ answers, composite }) => answers[0] && composite !== null).length,
  );
});

test('moments of two halves merge into those of all', () => {
  const [all, first, second] = [momentsOf(rows), momentsOf(rows.slice(0, 25)), momentsOf(rows.slice(25))];
  const check = (whole: Comoments, a: Comoments, b: Comoments): void => {
    const merged = mergeComoments(a, b);
    for (const key of ['n', 'meanX', 'meanY', 'm2X', 'm2Y', 'cXY'] as const)
      expect(merged[key]).toBeCloseTo(whole[key], 10);
  };
  for (const key of ['questionOutcome', 'compositeOutcome', 'questionComposite'] as const) {
    check(all.hired[key]!, first.hired[key]!, second.hired[key]!);
  }
  check(all.pool.questionComposite!, first.pool.questionComposite!, second.pool.questionComposite!);
});
