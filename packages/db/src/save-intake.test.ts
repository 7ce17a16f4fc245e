import {
  type IntakeFile,
  type IntakeRow,
  packCandidacyRow,
  parseCalendarDate,
  questionBank,
  unpackCandidacyRow,
} from '@hindsight/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAgency } from './create-agency.ts';
import { readAgencyBook } from './intake/agency-book.ts';
import { projectStored } from './intake/stored-candidacy.ts';
import { storedCandidacies } from './intake/stored-candidacies.ts';
import { candidacyRowsSince } from './queries/candidacy-rows-since.ts';
import { currentDataVersion } from './queries/current-data-version.ts';
import { importList } from './queries/import-list.ts';
import { importRefusals } from './queries/import-refusals.ts';
import { predictors } from './queries/predictors.ts';
import { saveIntake, type SaveOptions } from './save-intake.ts';
import { startChild } from './testing/children/start-child.ts';
import { exampleFile, exampleRow } from './testing/example-file.ts';
import { createTestDatabase, databaseLanes, type TestDatabase } from './testing/index.ts';
import { openDatabase } from './open-database.ts';
import { type AgencyTransaction, withActor } from './with-actor.ts';

const now = (): number => Date.parse('2026-03-01T09:00:00Z');

describe.each(databaseLanes)('saving a file [%s]', (lane) => {
  let held: TestDatabase;
  let agencyId: string;
  let agenciesMade = 0;
  beforeAll(async () => {
    held = await createTestDatabase(lane);
  });
  afterAll(() => held.close());
  beforeEach(async () => {
    agenciesMade += 1;
    agencyId = await newAgency(`agency-${agenciesMade}`);
  });

  const newAgency = async (slug: string): Promise<string> => {
    const agency = { slug, name: slug, simulated: false, timeZone: 'UTC' };
    return (await createAgency(held.database, agency, questionBank, { now })).id;
  };

  const save = (file: IntakeFile, options: Partial<SaveOptions> = {}) =>
    saveIntake(held.database, agencyId, file, { commit: true, now, ...options });
  const read = <Result>(work: (transaction: AgencyTransaction) => Promise<Result>): Promise<Result> =>
    withActor(held.database, { kind: 'agency', agencyId }, work);
  const version = () => read(currentDataVersion);
  const packed = async () =>
    (await read((transaction) => candidacyRowsSince(transaction, -1))).map(unpackCandidacyRow);
  const facts = async (): Promise<number> => {
    const tables = [
      'client',
      'candidate',
      'candidacy',
      'screen',
      'answer',
      'placement',
      'outcome_event',
      'import',
    ];
    const counted = await held.asOwner((query) =>
      query<{ n: string }>(
        tables
          .map((table) => `select count(*) as n from ${table} where agency_id = '${agencyId}'`)
          .join(' union all '),
      ),
    );
    return counted.reduce((sum, { n }) => sum + Number(n), 0);
  };

  test('a dry run counts like the real one and writes nothing', async () => {
    const before = await facts();
    const dry = await save(exampleFile(25), { commit: false });
    expect(dry).toMatchObject({
      rows: 25,
      created: 25,
      updated: 0,
      unchanged: 0,
      refused: 0,
      committed: false,
    });
    expect(dry.creates.clients).toHaveLength(12);
    expect(dry.creates.questions).toEqual([
      'About retrieval',
      'About evaluation',
      'About debugging',
      'About conventional',
    ]);
    expect(await facts()).toBe(before);
    const real = await save(exampleFile(25));
    expect(real).toEqual({ ...dry, importRef: 'import-1', committed: true, dataVersion: 1 });
  });

  test('the same file twice changes nothing, and the data version stays', async () => {
    await save(exampleFile(25));
    const before = await read((transaction) => candidacyRowsSince(transaction, 0));
    const again = await save(exampleFile(25));
    expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 25, refused: 0, dataVersion: 1 });
    expect(again.creates).toEqual({ clients: [], searches: [], questions: [] });
    expect(await version()).toBe(1);
    expect(await read((transaction) => candidacyRowsSince(transaction, 0))).toEqual(before);
    expect(await read(importList)).toMatchObject([
      { importRef: 'import-2', created: 0, unchanged: 25, committedAt: '2026-03-01T09:00:00.000Z' },
      { importRef: 'import-1', created: 25, unchanged: 0 },
    ]);
  });

  test('a correction closes a fact and opens another; only its row is newer', async () => {
    await save(exampleFile(10));
    const [score, rating, exit, start, gone] = [1, 2, 3, 4, 5].map((index) => exampleRow(index));
    if (!score || !rating || !exit || !start || !gone) throw new Error('no rows');
    const first = score.answers[0];
    if (first) score.answers[0] = { questionRef: first.questionRef, rawLabel: 'x', state: 'not-asked' };
    rating.events = [{ kind: 'rating', day: 180, value: 5, at: null }];
    exit.events = [];
    if (start.placement) start.placement.trackedFrom = 17;
    gone.placement = null;
    gone.events = [];
    const report = await save(
      exampleFile(10, {
        rows: [
          exampleRow(0),
          score,
          rating,
          exit,
          start,
          gone,
          ...[6, 7, 8, 9].map((index) => exampleRow(index)),
        ],
      }),
    );
    expect(report).toMatchObject({ created: 0, updated: 5, unchanged: 5, dataVersion: 2 });
    const newer = (await read((transaction) => candidacyRowsSince(transaction, 1))).map(unpackCandidacyRow);
    expect(newer.map(({ candidacyRef }) => candidacyRef).sort()).toEqual(['h-1', 'h-2', 'h-3', 'h-4', 'h-5']);
    const row = (ref: string) => newer.find(({ candidacyRef }) => candidacyRef === ref);
    expect(row('h-1')?.answers.length).toBe(
      (await packed()).find(({ candidacyRef }) => candidacyRef === 'h-8')!.answers.length - 1,
    );
    expect(row('h-2')?.placement?.ratings).toEqual([{ day: 180, value: 5 }]);
    expect(row('h-4')?.placement?.trackedFrom).toBe(17);
    expect(row('h-5')?.placement).toBeNull();
    const history = await held.asOwner((query) =>
      query(`select from_version, to_version, state from answer where agency_id = '${agencyId}' and raw_label in ('x', '2')
        and screen_id = (select screen_id from answer where agency_id = '${agencyId}' and raw_label = 'x') order by 1`),
    );
    expect(history).toMatchObject([
      { from_version: 1, to_version: 2, state: 'scored' },
      { from_version: 2, to_version: null, state: 'not-asked' },
    ]);
  });

  test('packed rows are what the facts say: rebuilt from scratch they are the same bytes', async () => {
    await save(exampleFile(60));
    const changed = Array.from({ length: 60 }, (_, index) =>
      exampleRow(
        index,
        index % 6 === 0 ? { screenerRef: 'somebody', decidedOn: null, screenedOn: null } : {},
      ),
    );
    await save(exampleFile(60, { rows: changed }));
    await save(exampleFile(5, { source: 'other', rows: [0, 1, 2, 3, 4].map((index) => exampleRow(index)) }));
    const rebuilt = await withActor(held.database, { kind: 'agency', agencyId }, async (transaction) => {
      const book = await readAgencyBook(transaction, 'sheet');
      const rows = await transaction.sql.selectFrom('candidacy_row').selectAll().execute();
      const stored = await storedCandidacies(
        transaction,
        rows.map((row) => row.candidacy_id),
      );
      return rows.map((row) => {
        const facts = stored.get(row.candidacy_id);
        if (!facts) throw new Error('a packed row without facts');
        return {
          held: Buffer.from(row.packed ?? []),
          made: Buffer.from(packCandidacyRow(projectStored(facts, book))),
        };
      });
    });
    expect(rebuilt).toHaveLength(65);
    for (const { held: bytes, made } of rebuilt) expect(made.equals(bytes)).toBe(true);
  });

  test('a file that was corrected ends up like one that was right from the start', async () => {
    const rows = 6;
    const row = fc
      .record({
        clientRef: fc.constantFrom('client-0', 'client-1'),
        screenerRef: fc.constantFrom('screener-0', null),
        screenedOn: fc.constantFrom(null, parseCalendarDate('2023-12-01'), parseCalendarDate('2026-01-01')),
        from: fc.nat(5),
        withPlacement: fc.boolean(),
        resumeSignals: fc.constantFrom<IntakeRow['resumeSignals']>([], [{ signal: 'phd', value: 1 }]),
      })
      .map(({ from, withPlacement, ...change }) => {
        const { answers, events, placement } = exampleRow(from);
        const after = withPlacement ? { placement, events } : { placement: null, events: [] };
        return { answers: answers.slice(from % 3), ...after, ...change };
      });
    const files = fc.array(fc.array(row, { minLength: rows, maxLength: rows }), {
      minLength: 2,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(files, async (history) => {
        const agencyOf = (number: number) => newAgency(`property-${number}`);
        const [corrected, right] = [await agencyOf((agenciesMade += 1)), await agencyOf((agenciesMade += 1))];
        const fileOf = (changes: (typeof history)[number]) =>
          exampleFile(rows, { rows: changes.map((change, index) => exampleRow(index, change)) });
        const options = { commit: true, now };
        for (const version of history) await saveIntake(held.database, corrected, fileOf(version), options);
        await saveIntake(held.database, right, fileOf(history.at(-1) ?? []), options);
        const rowsOf = (id: string) =>
          withActor(held.database, { kind: 'agency', agencyId: id }, async (transaction) =>
            (await candidacyRowsSince(transaction, -1))
              .map((bytes) => Buffer.from(bytes).toString('hex'))
              .toSorted(),
          );
        expect(await rowsOf(corrected)).toEqual(await rowsOf(right));
      }),
      { numRuns: 12, seed: 20_260_301 },
    );
  });

  test('two sources may use the same references; the second one’s are told apart', async () => {
    await save(exampleFile(2));
    await save(exampleFile(2, { source: 'crm' }));
    expect((await packed()).map(({ candidacyRef, clientRef }) => [candidacyRef, clientRef])).toEqual([
      ['h-0', 'client-0'],
      ['h-1', 'client-1'],
      ['crm:h-0', 'crm:client-0'],
      ['crm:h-1', 'crm:client-1'],
    ]);
    const refs = (await read(predictors)).filter(({ ref }) => ref.includes('q-retrieval'));
    expect(refs.map(({ ref }) => ref)).toEqual(['q-retrieval', 'crm:q-retrieval']);
  });

  test('what the mapping may not create is refused by name, and then nothing is applied', async () => {
    const before = await facts();
    const report = await save(exampleFile(3, { create: [] }));
    expect(report).toMatchObject({ rows: 3, created: 0, refused: 3, committed: false });
    expect(report.refusals.slice(0, 2)).toEqual([
      {
        line: 2,
        column: null,
        code: 'UNKNOWN_CLIENT',
        sentence: 'There is no client “client-0”; add it first, or list clients under create.',
        value: 'client-0',
      },
      {
        line: 2,
        column: 'q-retrieval',
        code: 'UNKNOWN_QUESTION',
        sentence: 'There is no question “q-retrieval”; add it first, or list questions under create.',
        value: '1',
      },
    ]);
    expect(await facts()).toBe(before + 1);
    expect(await read((transaction) => importRefusals(transaction, 'import-1'))).toEqual(report.refusals);
    expect(await read(importList)).toEqual([]);
  });

  test('one refusal keeps the whole file out, unless the good rows are asked for', async () => {
    const refusals = [
      { line: 5, column: 'start', code: 'BAD_DATE', sentence: 'No such day.', value: '2024-02-30' },
    ];
    const file = exampleFile(3, { refusals, rowCount: 4 });
    expect(await save(file)).toMatchObject({ created: 3, refused: 1, committed: false, dataVersion: 0 });
    expect(await packed()).toEqual([]);
    expect(await save(file, { acceptGoodRows: true })).toMatchObject({
      created: 3,
      refused: 1,
      committed: true,
    });
    expect(await packed()).toHaveLength(3);
  });

  test('the same person cannot turn into another one, and a reference stands in a file once', async () => {
    await save(exampleFile(1));
    const report = await save(
      exampleFile(3, {
        rows: [exampleRow(0, { candidateRef: 'p-9' }), exampleRow(1), exampleRow(1, { line: 9 })],
      }),
    );
    expect(report.refusals.map(({ line, code }) => [line, code])).toEqual([
      [2, 'OTHER_CANDIDATE'],
      [9, 'DUPLICATE_ROW'],
    ]);
  });

  test('a question that is stored with another scale is not pooled silently', async () => {
    await save(exampleFile(1));
    const file = exampleFile(1);
    file.questions = file.questions.map((question) => ({
      ...question,
      scale: { kind: 'numeric', min: 1, max: 5 },
    }));
    expect((await save(file)).refusals[0]?.code).toBe('QUESTION_SCALE_DIFFERS');
  });

  test('scores of a question that the product ships go to that question', async () => {
    const row = exampleRow(0, {
      answers: [{ questionRef: 'PD-regressed', rawLabel: '4', state: 'scored', value: 4 }],
    });
    await save(exampleFile(1, { rows: [row], questions: [], create: ['clients'] }));
    const shipped = (await read(predictors)).find(({ ref }) => ref === 'PD-regressed');
    expect(shipped?.code).toBe('PD-1');
    expect((await packed())[0]?.answers).toContainEqual({ slot: shipped?.slot, value: 4 });
  });

  test('a hire without a screen is a valid row', async () => {
    const row = exampleRow(0, { answers: [], screenerRef: null, screenedOn: null, resumeSignals: [] });
    await save(exampleFile(1, { rows: [row], questions: [] }));
    expect((await packed())[0]).toMatchObject({ answers: [], screenedOn: null, composite: null });
    const screens = await held.asOwner((query) =>
      query(`select 1 from screen where agency_id = '${agencyId}'`),
    );
    expect(screens).toEqual([]);
  });

  test('rows that repeat an earlier one say nothing new, and what the reader found is passed on', async () => {
    const rows = [exampleRow(0), exampleRow(1)];
    const file = { rows, rowCount: 3, duplicateRows: 1, notices: ['Line 4 repeats line 2.'] };
    const report = await save(exampleFile(2, file));
    expect(report).toMatchObject({ rows: 3, created: 2, updated: 0, unchanged: 1, refused: 0 });
    expect(report.notices).toEqual(['Line 4 repeats line 2.']);
  });

  test('imports of one agency take turns, and none is lost', async () => {
    const reports = await Promise.all(['a', 'b', 'c', 'd'].map((source) => save(exampleFile(5, { source }))));
    expect(new Set(reports.map(({ dataVersion }) => dataVersion))).toEqual(new Set([1, 2, 3, 4]));
    expect(new Set(reports.map(({ importRef }) => importRef)).size).toBe(4);
    const slots = (await read(predictors)).map(({ slot }) => slot);
    expect(new Set(slots).size).toBe(slots.length);
    expect(await packed()).toHaveLength(20);
  });
});

describe.each(databaseLanes)('kill -9 in the middle of an import of 100,000 rows [%s]', (lane) => {
  test.each([4_000, 12_000])(
    'after %i leaves none of them, and the next import works',
    async (rows) => {
      const held = await createTestDatabase(lane);
      try {
        const agency = await createAgency(
          held.database,
          { slug: 'a', name: 'a', simulated: false, timeZone: 'UTC' },
          questionBank,
          { now },
        );
        await held.database.close();
        const { onError: _onError, ...options } = held.options;
        const child = startChild('importing', JSON.stringify(options), agency.id, '100000');
        await child.line((line) => line === `written ${rows}`);
        await child.kill();
        expect(child.lines).not.toContain('created 100000');
        held.database = await openDatabase(held.options);
        const found = await withActor(
          held.database,
          { kind: 'agency', agencyId: agency.id },
          async (transaction) => ({
            packed: (await candidacyRowsSince(transaction, -1)).length,
            clients: (await transaction.sql.selectFrom('client').select('ref').execute()).length,
            imports: (await importList(transaction)).length,
            version: await currentDataVersion(transaction),
          }),
        );
        expect(found).toEqual({ packed: 0, clients: 0, imports: 0, version: 0 });
        const report = await saveIntake(held.database, agency.id, exampleFile(10), { commit: true, now });
        expect(report).toMatchObject({ created: 10, importRef: 'import-1', dataVersion: 1 });
      } finally {
        await held.close();
      }
    },
    300_000,
  );
});
