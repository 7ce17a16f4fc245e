import { outcomeIds, outcomeSummarySchema, parseCalendarDate, questionDetailSchema } from '@hindsight/domain';
import { beforeAll, expect, test } from 'vitest';
import { frameFixture } from './candidacy-fixtures.ts';
import type { Frame } from './frame.ts';
import { outcomeSummary } from './outcome-summary.ts';
import { questionDetail } from './question-detail.ts';
import { scoreGroups, scoreRanges } from './score-groups.ts';
import { simulateAgency } from './simulation/simulate-agency.ts';
import { candidacyRowOf, demoPredictors } from './simulation/simulated-candidacy-rows.ts';
import { thinnedCurve } from './thinned-curve.ts';

const asOf = parseCalendarDate('2026-06-30');
const request = { cohort: {}, asOf, dataVersion: 1 } as const;
let demo: Frame;

beforeAll(() => {
  demo = frameFixture(
    simulateAgency({ seed: 1, asOf }).rows.map((row) => candidacyRowOf(row)),
    demoPredictors,
  );
}, 60_000);

test('every row of the board has a page that obeys the contract and weighs at most 20 kB', {
  timeout: 60_000,
}, () => {
  for (const question of ['PD-regressed', 'composite', 'retrieval', 'CV-k-means', 'publications']) {
    for (const outcome of ['shipped-180', 'rating-90'] as const) {
      const detail = questionDetail(demo, { ...request, outcome, question })!;
      expect(questionDetailSchema.parse(detail)).toEqual(detail);
      expect(Buffer.byteLength(JSON.stringify(detail))).toBeLessThanOrEqual(20_000);
    }
  }
  expect(
    questionDetail(demo, { ...request, outcome: 'retention', question: 'nobody-asked' }),
  ).toBeUndefined();
});

test('a question that is too early has numbers of hires on its page and no figure', {
  timeout: 60_000,
}, () => {
  const detail = questionDetail(demo, { ...request, outcome: 'shipped-180', question: 'PD-nan-day' })!;
  expect(detail.row.verdict).toBe('too-early');
  expect(detail.expectancy.levels.every(({ outcome }) => outcome.kind === 'not-estimable')).toBe(true);
  expect(detail.shipping).toMatchObject({ kind: 'not-estimable' });
  expect(detail.retention).toMatchObject({ kind: 'not-estimable' });
  expect(JSON.stringify(detail)).not.toContain('"value"');
});

test('high and low scores are compared in shipping and staying, with counts at risk that fall', {
  timeout: 60_000,
}, () => {
  const detail = questionDetail(demo, { ...request, outcome: 'shipped-180', question: 'PD-regressed' })!;
  expect(detail.expectancy.levels.map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5']);
  expect(detail.wording).toMatch(/got worse in production/);
  for (const curves of [detail.shipping, detail.retention]) {
    if ('kind' in curves) throw new Error('curves expected');
    expect(curves.groups.map(({ label }) => label)).toEqual(['Scored 4–5', 'Scored 1–2']);
    for (const { n, events, competing, risk, curve } of curves.groups) {
      expect(risk[0]!.atRisk).toBeLessThanOrEqual(n);
      for (const [i, row] of risk.entries()) {
        if (i === 0) continue;
        expect(row.atRisk).toBeLessThanOrEqual(risk[i - 1]!.atRisk + 40);
        expect(row.events).toBeGreaterThanOrEqual(risk[i - 1]!.events);
      }
      expect(risk.at(-1)!.events).toBeLessThanOrEqual(events);
      expect(risk.at(-1)!.competing).toBeLessThanOrEqual(competing);
      if (curve.kind !== 'curve') throw new Error('a curve expected');
      expect(curve.events.reduce((sum, count) => sum + count, 0)).toBe(events);
    }
  }
});

test('summaries obey the contract, and incidences and the event-free share add up to 1', {
  timeout: 60_000,
}, () => {
  for (const outcome of outcomeIds) {
    const summary = outcomeSummary(demo, { ...request, outcome });
    expect(outcomeSummarySchema.parse(summary)).toEqual(summary);
    if (summary.curve?.kind !== 'curve') continue;
    for (const [i, point] of summary.curve.points.entries()) {
      const happened = summary.incidence.reduce(
        (sum, { curve }) => sum + (curve.kind === 'curve' ? curve.points[i]!.value : Number.NaN),
        0,
      );
      expect(point.value + happened).toBeCloseTo(1, 9);
    }
  }
});

test('thinning keeps points where they were and all events', () => {
  const points = Array.from({ length: 900 }, (_, i) => ({
    time: i,
    value: Math.exp(-i / 300),
    low: 0,
    high: 1,
    atRisk: 900 - i,
    events: i % 3,
    censored: 1,
  }));
  const kept = thinnedCurve(points, 50);
  expect(kept.length).toBeLessThanOrEqual(50);
  expect(kept.length).toBeGreaterThan(40);
  for (const { time, value, atRisk } of kept)
    expect([value, atRisk]).toEqual([points[time]!.value, points[time]!.atRisk]);
  expect([kept[0]!.time, kept.at(-1)!.time]).toEqual([0, 899]);
  const events = (curve: typeof points) => curve.reduce((sum, point) => sum + point.events, 0);
  expect(events(kept)).toBe(events(points));
  expect(thinnedCurve(points.slice(0, 20), 50)).toEqual(points.slice(0, 20));
});

test('thinning keeps the points at which a curve is read', () => {
  const points = Array.from({ length: 900 }, (_, i) => ({
    time: 2 * i,
    value: i / 900,
    low: 0,
    high: 1,
    atRisk: 900 - i,
    events: 1,
    censored: 0,
  }));
  const kept = thinnedCurve(points, 20, [181, 365]);
  for (const time of [180, 364]) expect(kept.map((point) => point.time)).toContain(time);
});

test('scales of up to seven levels stay as they are; longer ones become at most five ranges of people', () => {
  const five = { kind: 'levels', levels: [1, 2, 3, 4, 5] } as const;
  expect(scoreRanges([2, 3], [4, 5], five).map(({ label }) => label)).toEqual(['1', '2', '3', '4', '5']);
  expect(scoreGroups([1, 2, 3, 4, 5], [1, 1, 1, 1, 1], five)).toMatchObject({
    low: { label: '1–2' },
    high: { label: '4–5' },
  });
  expect(scoreGroups([0, 1], [5, 5], { kind: 'levels', levels: [0, 1] })).toMatchObject({
    low: { label: '0' },
    high: { label: '1' },
  });
  const scores = Array.from({ length: 40 }, (_, i) => i / 4);
  const ranges = scoreRanges(
    scores,
    scores.map(() => 3),
    { kind: 'numeric', min: 0, max: 10 },
  );
  expect(ranges.map(({ label }) => label)).toEqual(['0–1.75', '2–3.75', '4–5.75', '6–7.75', '8–9.75']);
  // Most people on one score: it cannot be cut.
  const heavy = scoreRanges([0, 1, 2, 3, 4, 5, 6, 7], [90, 2, 2, 2, 1, 1, 1, 1], {
    kind: 'numeric',
    min: 0,
    max: 10,
  });
  expect(heavy.length).toBeLessThanOrEqual(5);
  expect(heavy[0]).toMatchObject({ from: 0, to: 0 });
});
