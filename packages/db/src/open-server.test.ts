import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isReady } from './is-ready.ts';
import { openDatabase } from './open-database.ts';
import { createTestDatabase, type TestDatabase } from './testing/index.ts';
import { databaseUrl, preparedLanes } from './testing/prepared-lanes.ts';

describe('opening a server [postgres 15]', () => {
  let held: TestDatabase;
  beforeAll(async () => {
    held = await createTestDatabase('postgres 15');
  });
  afterAll(() => held.close());

  const databaseName = (): string => new URL(held.options.databaseUrl ?? '').pathname.slice(1);

  test('a login that row-level security does not bind is refused', async () => {
    const asSuperuser = databaseUrl(preparedLanes().server.adminUrl, databaseName());
    await expect(openDatabase({ databaseUrl: asSuperuser, onError: () => {} })).rejects.toThrow(
      'whom row-level security does not bind',
    );
  });

  test('a login that inherits the rights of its roles is refused, with the statement that mends it', async () => {
    const name = `${preparedLanes().server.login.name}_inherits`;
    const admin = new Client({ connectionString: databaseUrl(preparedLanes().server.adminUrl, 'postgres') });
    await admin.connect();
    try {
      await admin.query(`create role ${name} login inherit password 'x'`);
      const url = databaseUrl(preparedLanes().server.adminUrl, databaseName(), { name, password: 'x' });
      await expect(openDatabase({ databaseUrl: url, onError: () => {} })).rejects.toThrow(
        `alter role ${name} noinherit`,
      );
      await admin.query(`drop role ${name}`);
    } finally {
      await admin.end();
    }
  });

  test('without the owner the schema is left as it is; asking for more is refused', async () => {
    const { databaseOwnerUrl: _owner, ...login } = held.options;
    await expect(openDatabase({ ...login, migrate: true })).rejects.toThrow('DATABASE_OWNER_URL');
    const database = await openDatabase(login);
    expect([database.mode, await isReady(database)]).toEqual(['server', { ready: true }]);
    await database.close();
    expect(await isReady(database)).toEqual({ ready: false, reason: 'DB_UNAVAILABLE' });
  });

  test('a schema older than the program is not ready', async () => {
    await held.asOwner((query) => query("update kysely_migration set name = '2000-01-01-older'"));
    expect(await isReady(held.database)).toEqual({ ready: false, reason: 'SCHEMA_BEHIND' });
    await held.asOwner((query) => query('alter table kysely_migration rename to kysely_migration_lost'));
    expect(await isReady(held.database)).toEqual({ ready: false, reason: 'SCHEMA_BEHIND' });
  });
});
