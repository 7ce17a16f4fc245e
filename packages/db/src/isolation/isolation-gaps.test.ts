import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, databaseLanes, type OwnerQuery, type TestDatabase } from '../testing/index.ts';
import { isolationGaps } from './isolation-gaps.ts';

describe.each(databaseLanes)('isolation in the catalog [%s]', (lane) => {
  let held: TestDatabase;
  beforeAll(async () => {
    held = await createTestDatabase(lane);
  });
  afterAll(() => held.close());

  const gapsAfter = (...statements: string[]): Promise<string[]> =>
    held
      .asOwner(async (query) => {
        for (const statement of statements) await query(statement);
        throw new Broken(await isolationGaps(query));
      })
      .catch((error: unknown) => {
        if (error instanceof Broken) return error.gaps;
        throw error;
      });

  test('no gap: every table is closed, for every role and command that was granted', async () => {
    expect(await held.asOwner((query: OwnerQuery) => isolationGaps(query))).toEqual([]);
    const tables = await held.asOwner((query) =>
      query(
        "select 1 from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity",
      ),
    );
    expect(tables.length).toBe(24);
  });

  test.each([
    [
      'a policy was removed',
      ['drop policy act_agency_select on answer'],
      'answer: act_agency may select, and no policy',
    ],
    [
      'a policy lets everything through',
      ['alter policy act_agency_select on client using (true)'],
      'does not compare',
    ],
    [
      'a check lets everything in',
      ['alter policy act_agency_insert on client with check (true)'],
      'does not compare',
    ],
    [
      'row-level security was switched off',
      ['alter table screen disable row level security'],
      'not enabled and forced',
    ],
    [
      'the owner goes around it',
      ['alter table screen no force row level security'],
      'not enabled and forced',
    ],
    [
      'a new table was left open',
      ['create table note (agency_id uuid not null)'],
      'note: row-level security is not enabled',
    ],
    [
      'a right has no policy',
      ['grant delete on placement to act_agency'],
      'placement: act_agency may delete',
    ],
    [
      'a key reaches across agencies',
      ['create unique index shared on candidate (external_ref)'],
      'does not begin with',
    ],
    ['everybody may read', ['grant select on client to public'], 'client: everybody may select'],
    ['a view goes around it', ['create view all_clients as select * from client'], 'all_clients: a view'],
    [
      'a function goes around it',
      [
        "create function peek() returns bigint language sql security definer as 'select count(*) from client'",
      ],
      'peek: a function',
    ],
  ])('it is noticed when %s', async (_what, statements, expected) => {
    const gaps = await gapsAfter(...statements);
    expect(gaps.join('\n')).toContain(expected);
  });
});

/** Carries the findings out of a transaction that is rolled back. */
class Broken extends Error {
  readonly gaps: string[];
  constructor(gaps: string[]) {
    super('rolled back on purpose');
    this.gaps = gaps;
  }
}
