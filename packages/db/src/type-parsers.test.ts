import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, databaseLanes, type TestDatabase } from './testing/index.ts';
import { withActor } from './with-actor.ts';

describe.each(databaseLanes)('what the database sends [%s]', (lane) => {
  let held: TestDatabase;
  beforeAll(async () => {
    held = await createTestDatabase(lane);
  });
  afterAll(() => held.close());

  const ask = (select: ReturnType<typeof sql>) =>
    withActor(
      held.database,
      { kind: 'operator' },
      async (transaction) => (await select.execute(transaction.sql)).rows[0],
    );

  test('calendar days stay text, whatever the time zone', async () => {
    expect(await ask(sql`select date '2024-03-31' as day, date '1999-12-31' as eve`)).toEqual({
      day: '2024-03-31',
      eve: '1999-12-31',
    });
  });

  test('counts and numerics are numbers; a count too large for one is an error, not a wrong number', async () => {
    expect(
      await ask(sql`select count(*) as n, sum(2::bigint) as sum, avg(1.5) as mean, 0.1::float8 as tenth
        from generate_series(1, 3)`),
    ).toEqual({ n: 3, sum: 6, mean: 1.5, tenth: 0.1 });
    await expect(ask(sql`select 9007199254740993::bigint as n`)).rejects.toThrow('does not fit');
  });

  test('moments are instants in UTC', async () => {
    expect(await ask(sql`select timestamptz '2024-03-31 02:30:00+02' as at`)).toEqual({
      at: '2024-03-31T00:30:00.000Z',
    });
  });

  test('a null stays null', async () => {
    expect(await ask(sql`select null::date as day, null::bigint as n`)).toEqual({ day: null, n: null });
  });
});
