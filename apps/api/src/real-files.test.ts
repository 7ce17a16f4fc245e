/** Real spreadsheets, from the file to the finding, against what R says of them. On every database lane. */
import { createReadStream, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Board, OutcomeSummary } from '@hindsight/domain';
import { questionBank } from '@hindsight/domain';
import { createAgency, saveIntake } from '@hindsight/db';
import { createTestDatabase, databaseLanes, type TestDatabase } from '@hindsight/db/testing';
import { parseMapping, readIntake } from '@hindsight/exchange';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClock } from './clock.ts';
import type { CurrentAgency } from './current-agency.ts';
import { type AskedFinding, createFindingsService } from './findings-service.ts';
import { directStatistics } from './statistics/direct.ts';

const exchange = fileURLToPath(new URL('../../../packages/exchange/', import.meta.url));
const expectedOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.expected.json`, import.meta.url), 'utf8'));
const rForHr = expectedOf('r-for-hr');
const alda = expectedOf('alda-tenure');
const clock = createClock('2026-11-25T12:00:00Z');

/** Expected values are printed with 7 significant digits. */
function expectClose(value: unknown, expected: number): void {
  expect(value).toBeTypeOf('number');
  expect(Math.abs((value as number) - expected)).toBeLessThanOrEqual(
    1e-6 * Math.max(1e-3, Math.abs(expected)),
  );
}

describe.each(databaseLanes)('[%s] real files', (lane) => {
  let held: TestDatabase;
  beforeAll(async () => {
    held = await createTestDatabase(lane);
  });
  afterAll(async () => {
    await held.close();
  });

  async function load(file: string, mappingName: string): Promise<CurrentAgency> {
    const mapping = parseMapping(readFileSync(`${exchange}mappings/${mappingName}.json`, 'utf8'));
    if (!mapping.ok) throw new Error(mapping.problems.join('; '));
    const today = clock.today('UTC');
    const content = createReadStream(`${exchange}fixtures/${file}`);
    const intake = await readIntake({ fileName: file, content, mapping: mapping.mapping, today });
    const made = { slug: mappingName, name: mappingName, simulated: false, timeZone: 'UTC' };
    const agency = await createAgency(held.database, made, questionBank, { now: clock.now });
    const first = await saveIntake(held.database, agency.id, intake, { commit: true, now: clock.now });
    expect(first).toMatchObject({
      committed: true,
      created: intake.rowCount,
      updated: 0,
      unchanged: 0,
      refused: 0,
    });
    const again = await saveIntake(held.database, agency.id, intake, { commit: true, now: clock.now });
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: intake.rowCount, refused: 0 });
    return agency;
  }

  async function find<Finding>(agency: CurrentAgency, asked: AskedFinding): Promise<Finding> {
    const findings = createFindingsService(held.database, directStatistics(), clock);
    return JSON.parse((await findings.find(agency, asked)).text()) as Finding;
  }

  test.each([
    ['SelectionData.csv', 'selection-data', rForHr.SelectionData, ['Interview', 'Conscientiousness']],
    [
      'ConcurrentValidation.csv',
      'concurrent-validation',
      rForHr.ConcurrentValidation,
      ['SJT', 'EI', 'Interview'],
    ],
    [
      'DifferentialPrediction.csv',
      'differential-prediction',
      { interview: rForHr.DifferentialPrediction.overall },
      ['interview'],
    ],
  ])(
    '%s: Pearson, its interval and Spearman of every question',
    async (file, mapping, expected, questions) => {
      const agency = await load(file, mapping);
      const board = await find<Board>(agency, {
        what: 'board',
        predictors: 'all',
        outcome: 'rating-365',
        cohort: {},
      });
      for (const question of questions) {
        const row = board.rows.find(({ ref }) => ref.endsWith(question));
        const want = expected[question];
        expect(row?.hires).toBe(want.n);
        expect(row?.observed).toMatchObject({ kind: 'estimate', n: want.n, level: 0.95 });
        if (row?.observed.kind !== 'estimate' || row.rank.kind !== 'estimate') throw new Error('no estimate');
        expectClose(row.observed.value, want.pearson);
        expectClose(row.observed.low, want.ci95[0]);
        expectClose(row.observed.high, want.ci95[1]);
        expectClose(row.rank.value, want.spearman);
      }
    },
  );

  test.each([
    ['Survival.csv', 'survival', 'retention', rForHr.Survival.km],
    ['teachers.csv', 'teachers', 'retention', alda.teachers.km],
    ['tenure.csv', 'tenure', 'time-to-first-model', alda.tenure.km],
  ])('%s: every Kaplan–Meier point, median and its interval', async (file, mapping, outcome, want) => {
    const agency = await load(file, mapping);
    const summary = await find<OutcomeSummary>(agency, { what: 'outcome', outcome, cohort: {} });
    if (summary.curve?.kind !== 'curve' || summary.median?.kind !== 'estimate') throw new Error('no curve');
    expect(summary.curve.n).toBe(want.n);
    expect(summary.events).toBe(want.events);
    expect(summary.median.value).toBe(want.median);
    expect([summary.median.low, summary.median.high]).toEqual(want.median_ci95);
    for (const [index, time] of want.times.entries()) {
      const point = summary.curve.points.findLast((candidate) => candidate.time <= time);
      expectClose(point?.value, want.survival[index]);
      const next = summary.curve.points.find((candidate) => candidate.time >= time);
      expect(next?.atRisk).toBe(want.n_risk[index]);
    }
  });

  test('a file without scores gives retention, fall-off and coverage, and the board says what is missing', async () => {
    const agency = await load('placements-only.csv', 'placements-only');
    const board = await find<Board>(agency, {
      what: 'board',
      predictors: 'all',
      outcome: 'retention',
      cohort: {},
    });
    expect(board.rows.filter((row) => row.hires > 0)).toEqual([]);
    expect(board.missing.join(' ')).toMatch(/score/i);
    const retention = await find<OutcomeSummary>(agency, {
      what: 'outcome',
      outcome: 'retention',
      cohort: {},
    });
    expect(retention.curve).toMatchObject({ kind: 'curve' });
    expect(retention.known + retention.unknown).toBe(board.meta.hires);
    const fallOff = await find<OutcomeSummary>(agency, { what: 'outcome', outcome: 'fall-off', cohort: {} });
    expect(fallOff.events).toBeGreaterThan(0);
    expect(fallOff.known).toBeGreaterThan(0);
  });

  test('whether somebody was hired is refused as an outcome', async () => {
    const findings = createFindingsService(held.database, directStatistics(), clock);
    const anyAgency = {
      id: '00000000-0000-7000-8000-000000000000',
      slug: '',
      name: '',
      simulated: false,
      timeZone: 'UTC',
    };
    await expect(
      findings.find(anyAgency, { what: 'board', predictors: 'all', outcome: 'hired', cohort: {} }),
    ).rejects.toMatchObject({
      code: 'NOT_AN_OUTCOME',
      message: expect.stringContaining('not an outcome'),
    });
  });
});
