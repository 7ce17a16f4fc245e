import { sql } from 'kysely';
import type { Database } from './database.ts';
import { newestMigration } from './migrate.ts';
import { withActor } from './with-actor.ts';

export type Readiness = { ready: true } | { ready: false; reason: 'DB_UNAVAILABLE' | 'SCHEMA_BEHIND' };

/** Whether the database answers and has the schema that this program knows. Never throws. */
export async function isReady(database: Database): Promise<Readiness> {
  try {
    const newest = await withActor(database, { kind: 'operator' }, async (transaction) => {
      const { rows } = await sql<{ name: string }>`
        select name from kysely_migration order by name desc limit 1`.execute(transaction.sql);
      return rows[0]?.name ?? '';
    });
    return newest < newestMigration ? { ready: false, reason: 'SCHEMA_BEHIND' } : { ready: true };
  } catch (error) {
    return { ready: false, reason: isMissingTable(error) ? 'SCHEMA_BEHIND' : 'DB_UNAVAILABLE' };
  }
}

/** undefined_table, or no schema that this role may look into: nobody has migrated this database yet. */
function isMissingTable(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['42P01', '42501', '22023'].includes(String(error.code))
  );
}
