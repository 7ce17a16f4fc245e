import { questionBank } from '@hindsight/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAgency } from './create-agency.ts';
import { kyselyOf } from './database.ts';
import { agencies } from './queries/agencies.ts';
import { createTestDatabase, databaseLanes, type TestDatabase } from './testing/index.ts';
import { type Actor, type AgencyTransaction, withActor } from './with-actor.ts';

const now = (): number => Date.parse('2026-03-01T09:00:00Z');

describe.each(databaseLanes)('with an actor [%s]', (lane) => {
  let held: TestDatabase;
  const ids: string[] = [];

  beforeAll(async () => {
    held = await createTestDatabase(lane);
    for (const slug of ['amber', 'birch', 'cedar']) {
      const made = await createAgency(
        held.database,
        { slug, name: slug, simulated: false, timeZone: 'UTC' },
        questionBank.slice(0, 2),
        { now },
      );
      ids.push(made.id);
    }
  });
  afterAll(() => held.close());

  test('there is no transaction without a role and a scope', async () => {
    const open = (actor: unknown) => withActor(held.database, actor as { kind: 'operator' }, async () => 1);
    await expect(open(undefined)).rejects.toThrow('needs an actor');
    await expect(open({ kind: 'postgres' })).rejects.toThrow('needs an actor');
    await expect(open({ kind: 'agency', agencyId: '' })).rejects.toThrow('needs the id of the agency');
  });

  test('the login by itself may read nothing', async () => {
    await expect(sql`select * from agency`.execute(kyselyOf(held.database))).rejects.toThrow(
      'permission denied',
    );
    await expect(sql`select * from question`.execute(kyselyOf(held.database))).rejects.toThrow(
      'permission denied',
    );
  });

  test('an operator sees the list of agencies and nothing inside of them', async () => {
    const operator: Actor = { kind: 'operator' };
    const all = await withActor(held.database, operator, agencies);
    expect(all.map(({ slug }) => slug)).toEqual(['amber', 'birch', 'cedar']);
    await expect(
      withActor(held.database, operator, ({ sql: trx }) => trx.selectFrom('question').selectAll().execute()),
    ).rejects.toThrow('permission denied');
  });

  test('an agency sees its own rows although the query names no agency', async () => {
    for (const agencyId of ids) {
      const rows = await withActor(held.database, { kind: 'agency', agencyId }, ({ sql: trx }) =>
        trx.selectFrom('question').select('agency_id').execute(),
      );
      expect(rows).toEqual([{ agency_id: agencyId }, { agency_id: agencyId }]);
    }
  });

  test('an agency can neither write into another one nor move a row there', async () => {
    const [own = '', foreign = ''] = ids;
    const write = (statement: (trx: AgencyTransaction['sql']) => Promise<unknown>) =>
      withActor(held.database, { kind: 'agency', agencyId: own }, ({ sql: trx }) => statement(trx), {
        access: 'write',
      });
    await expect(
      write((trx) =>
        trx
          .insertInto('screener')
          .values({
            agency_id: foreign,
            screener_id: '00000000-0000-7000-8000-000000000001',
            source: 'x',
            external_ref: 'x',
            ref: 'x',
            has_shipped: null,
          })
          .execute(),
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      write((trx) => trx.updateTable('question').set({ agency_id: foreign }).execute()),
    ).rejects.toThrow();
  });

  test('reading cannot write, and sees one moment from beginning to end', async () => {
    const agencyId = ids[0] ?? '';
    const actor = { kind: 'agency', agencyId } as const;
    await expect(
      withActor(held.database, actor, ({ sql: trx }) =>
        trx.updateTable('agency').set({ data_version: 9 }).execute(),
      ),
    ).rejects.toThrow('read-only');
    const level = await withActor(held.database, actor, async ({ sql: trx }) => {
      const { rows } = await sql<{ level: string }>`
        select current_setting('transaction_isolation') as level`.execute(trx);
      return rows[0]?.level;
    });
    expect(level).toBe('repeatable read');
  });

  test('role and scope end with the transaction', async () => {
    await withActor(held.database, { kind: 'agency', agencyId: ids[0] ?? '' }, async () => 1);
    const { rows } = await sql<{ role: string; scope: string | null }>`
      select current_user = session_user as unchanged, nullif(current_setting('app.agency_id', true), '') as scope`.execute(
      kyselyOf(held.database),
    );
    expect(rows).toEqual([{ unchanged: true, scope: null }]);
  });

  test('asking for a second transaction inside of one is refused instead of waiting for ever', async () => {
    await expect(
      withActor(held.database, { kind: 'operator' }, () =>
        withActor(held.database, { kind: 'operator' }, agencies),
      ),
    ).rejects.toThrow('already open');
  });

  test('300 interleaved transactions of three agencies never see a foreign row', async () => {
    let foreign = 0;
    let lostWrites = 0;
    const one = async (turn: number): Promise<void> => {
      const agencyId = ids[turn % ids.length] ?? '';
      const access = turn % 5 === 0 ? 'write' : 'read';
      await withActor(
        held.database,
        { kind: 'agency', agencyId },
        async ({ sql: trx }) => {
          for (let step = 0; step < 3; step += 1) {
            const rows = await trx.selectFrom('question').select('agency_id').execute();
            foreign += rows.filter((row) => row.agency_id !== agencyId).length;
            if (rows.length !== 2) lostWrites += 1;
            await new Promise((resolve) => setTimeout(resolve, turn % 3));
          }
          if (access === 'write') {
            await trx
              .updateTable('question')
              .set({ source: `turn ${turn}` })
              .execute();
            if (turn % 10 === 0) throw new Error('undo');
          }
        },
        { access },
      ).catch((error: unknown) => {
        if (!(error instanceof Error && error.message === 'undo')) throw error;
      });
    };
    await Promise.all(Array.from({ length: 300 }, (_, turn) => one(turn)));
    expect({ foreign, lostWrites }).toEqual({ foreign: 0, lostWrites: 0 });
  });
});
