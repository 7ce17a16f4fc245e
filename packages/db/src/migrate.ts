/** Brings a database to the newest schema, in one transaction: two migrators queue up, a failure leaves nothing. */
import { Kysely, PostgresAdapter, PostgresDialect, sql, type Transaction } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Pool } from 'pg';
import { allMigrations } from './migrations/all-migrations.ts';
import { actorRoles, prepareRoles } from './roles.ts';

/** Any fixed number: the name of the lock under which one migrator works at a time. */
const migrationLock = 7_416_203;

export async function migrate(
  ownerPool: Pool,
  loginRole: string,
  migrations: Record<string, Migration> = allMigrations,
): Promise<string[]> {
  const db = new Kysely<never>({ dialect: new MigrationDialect({ pool: ownerPool }) });
  await prepareRoles(ownerPool, loginRole);
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(trx);
    await becomeOwner(trx);
    const migrator = new Migrator({ db: trx, provider: { getMigrations: async () => migrations } });
    const { error, results } = await migrator.migrateToLatest();
    if (error) throw error;
    for (const role of actorRoles)
      await sql`grant select on kysely_migration to ${sql.id(role)}`.execute(trx);
    return (results ?? []).map((result) => result.migrationName);
  });
}

/** The name of the newest migration that this program knows. */
export const newestMigration = Object.keys(allMigrations).sort().at(-1) ?? '';

/** A superuser never owns the tables: row-level security does not bind one. */
async function becomeOwner(trx: Transaction<never>): Promise<void> {
  const { rows } = await sql<{ superuser: boolean }>`
    select rolsuper as superuser from pg_roles where rolname = current_user`.execute(trx);
  if (!rows[0]?.superuser) return;
  await sql`grant usage, create on schema public to hindsight_owner`.execute(trx);
  await sql`select set_config('role', 'hindsight_owner', true)`.execute(trx);
}

/** The transaction already holds the lock, and would lose its own error by asking for another after a failure. */
class MigrationDialect extends PostgresDialect {
  override createAdapter(): PostgresAdapter {
    return new (class extends PostgresAdapter {
      override async acquireMigrationLock(): Promise<void> {}
      override async releaseMigrationLock(): Promise<void> {}
    })();
  }
}
