import { questionBank } from '@hindsight/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agencies } from './queries/agencies.ts';
import { candidacyRowsSince } from './queries/candidacy-rows-since.ts';
import { currentDataVersion } from './queries/current-data-version.ts';
import { importList } from './queries/import-list.ts';
import { saveIntakeIntoNewAgency } from './save-intake-into-new-agency.ts';
import { exampleFile } from './testing/example-file.ts';
import { createTestDatabase, databaseLanes, type TestDatabase } from './testing/index.ts';
import { withActor } from './with-actor.ts';

const now = (): number => Date.parse('2026-03-01T09:00:00Z');
const own = { slug: 'own', name: 'Your agency', simulated: false, timeZone: 'UTC' };

describe.each(databaseLanes)('a first file and its agency [%s]', (lane) => {
  let held: TestDatabase;
  beforeAll(async () => {
    held = await createTestDatabase(lane);
  });
  afterAll(() => held.close());

  const save = (file = exampleFile(5), commit = true) =>
    saveIntakeIntoNewAgency(held.database, own, questionBank, file, { commit, now });
  const all = () => withActor(held.database, { kind: 'operator' }, agencies);

  test('a dry run counts everything and leaves no agency', async () => {
    const { agency, report } = await save(exampleFile(5), false);
    expect(agency).toBeNull();
    expect(report).toMatchObject({ committed: false, importRef: null, created: 5, refused: 0 });
    expect(report).toMatchObject({ creates: { clients: { length: 5 } }, dataVersion: 0 });
    expect(await all()).toEqual([]);
  });

  test('a refused file says why and leaves no agency', async () => {
    const { agency, report } = await save(exampleFile(3, { create: [] }));
    expect(agency).toBeNull();
    expect(report).toMatchObject({ committed: false, importRef: null, refused: 3 });
    expect(report.refusals[0]?.code).toBe('UNKNOWN_CLIENT');
    expect(await all()).toEqual([]);
  });

  test('a good file makes the agency at data version 1; the same agency is not made twice', async () => {
    const { agency, report } = await save();
    expect(report).toMatchObject({ committed: true, importRef: 'import-1', created: 5, dataVersion: 1 });
    expect(await all()).toEqual([{ id: agency?.id, ...own }]);
    const found = await withActor(
      held.database,
      { kind: 'agency', agencyId: agency?.id ?? '' },
      async (transaction) => ({
        version: await currentDataVersion(transaction),
        rows: (await candidacyRowsSince(transaction, -1)).length,
        imports: (await importList(transaction)).length,
      }),
    );
    expect(found).toEqual({ version: 1, rows: 5, imports: 1 });
    await expect(save()).rejects.toThrow();
    expect(await all()).toHaveLength(1);
  });
});
