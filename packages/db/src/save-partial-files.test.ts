import { type IntakeFile, type IntakeRow, questionBank, unpackCandidacyRow } from '@hindsight/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAgency } from './create-agency.ts';
import { candidacyRowsSince } from './queries/candidacy-rows-since.ts';
import { saveIntake } from './save-intake.ts';
import { exampleFile, exampleRow } from './testing/example-file.ts';
import { createTestDatabase, databaseLanes, type TestDatabase } from './testing/index.ts';
import { withActor } from './with-actor.ts';

const now = (): number => Date.parse('2026-03-01T09:00:00Z');
const count = 8;

/** What one of two files of the same hires says; together they are `exampleFile(count)`. */
function part(change: Partial<IntakeFile>, rowOf: (row: IntakeRow) => Partial<IntakeRow>): IntakeFile {
  const rows = Array.from({ length: count }, (_, index) => exampleRow(index));
  return exampleFile(count, { ...change, rows: rows.map((row) => ({ ...row, ...rowOf(row) })) });
}

const scores = part(
  { resumeSignals: ['phd'], eventKinds: [], ratingDays: [], fields: ['screener', 'screenedOn'] },
  ({ placement }) => ({
    placement: placement && {
      ...placement,
      clock: 'none',
      startedOn: null,
      inScope: false,
      completeUpTo: null,
      feeShare: null,
      guaranteeDays: null,
    },
    events: [],
  }),
);
const outcomes = part(
  {
    questions: [],
    resumeSignals: [],
    eventKinds: ['exit', 'rating'],
    ratingDays: [180],
    fields: ['time', 'completeUpTo', 'inScope', 'feeShare', 'guaranteeDays'],
  },
  () => ({ answers: [], resumeSignals: [], screenerRef: null, screenedOn: null }),
);

describe.each(databaseLanes)('two files about the same hires [%s]', (lane) => {
  let held: TestDatabase;
  let agencyId: string;
  let agenciesMade = 0;
  beforeAll(async () => {
    held = await createTestDatabase(lane);
  });
  afterAll(() => held.close());
  beforeEach(async () => {
    agencyId = await newAgency();
  });

  const newAgency = async (): Promise<string> => {
    agenciesMade += 1;
    const slug = `agency-${agenciesMade}`;
    const agency = { slug, name: slug, simulated: false, timeZone: 'UTC' };
    return (await createAgency(held.database, agency, questionBank, { now })).id;
  };
  const save = (file: IntakeFile, into = agencyId) =>
    saveIntake(held.database, into, file, { commit: true, now });
  const packed = (of = agencyId) =>
    withActor(held.database, { kind: 'agency', agencyId: of }, async (transaction) =>
      (await candidacyRowsSince(transaction, -1)).map(unpackCandidacyRow),
    );

  test.each([
    ['scores, then outcomes', scores, outcomes],
    ['outcomes, then scores', outcomes, scores],
  ])('%s: both are kept, like one file that says it all', async (_order, first, second) => {
    await save(first);
    expect(await save(second)).toMatchObject({ created: 0, updated: count, unchanged: 0 });
    const whole = await newAgency();
    await save(exampleFile(count), whole);
    const byRef = (rows: Awaited<ReturnType<typeof packed>>) =>
      rows.toSorted((a, b) => a.candidacyRef.localeCompare(b.candidacyRef));
    expect(byRef(await packed()).map(({ answers, ...row }) => [row, answers.length])).toEqual(
      byRef(await packed(whole)).map(({ answers, ...row }) => [row, answers.length]),
    );
    for (const again of [first, second, first]) {
      expect(await save(again)).toMatchObject({ updated: 0, unchanged: count, dataVersion: 2 });
    }
  });

  test('a file still clears what it has a column for: an answer, a rating, the day of the screen', async () => {
    await save(scores);
    await save(outcomes);
    const cleared = await save({
      ...scores,
      rows: scores.rows.map((row) => ({ ...row, answers: row.answers.slice(1), screenedOn: null })),
    });
    expect(cleared).toMatchObject({ updated: count });
    await save({ ...outcomes, rows: outcomes.rows.map((row) => ({ ...row, events: [] })) });
    const rows = await packed();
    expect(rows.every(({ screenedOn }) => screenedOn === null)).toBe(true);
    expect(rows.every(({ placement }) => placement?.ratings.length === 0)).toBe(true);
    expect(rows.every(({ placement }) => placement?.exitAt === null)).toBe(true);
    expect(rows.every(({ answers }) => answers.length > 0)).toBe(true);
  });

  test('a file of ratings at one year leaves those at half a year', async () => {
    await save(outcomes);
    const rated = { kind: 'rating', day: 365, value: 4, at: null } as const;
    const later = { ...outcomes, eventKinds: ['rating' as const], ratingDays: [365 as const] };
    await save({ ...later, rows: outcomes.rows.map((row) => ({ ...row, events: [rated] })) });
    for (const { placement } of await packed()) {
      expect(placement?.ratings.map(({ day }) => day)).toEqual([180, 365]);
    }
  });

  test('who turns out not to have been hired keeps no outcome', async () => {
    await save(outcomes);
    const rows = scores.rows.map((row) => ({ ...row, placement: null }));
    await save({ ...scores, rows });
    expect((await packed()).every(({ placement }) => placement === null)).toBe(true);
    const open = await held.asOwner((query) =>
      query(`select 1 from outcome_event where agency_id = '${agencyId}' and to_version is null`),
    );
    expect(open).toEqual([]);
  });
});
