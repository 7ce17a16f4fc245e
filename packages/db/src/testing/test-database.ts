import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResultRow } from 'pg';
import type { Database } from '../database.ts';
import { socketPort } from '../embedded/socket-directory.ts';
import { lockHolder } from '../folder-lock.ts';
import { type OpenOptions, openDatabase } from '../open-database.ts';
import { databaseUrl, preparedLanes } from './prepared-lanes.ts';

/** Every database test runs on both: the engine that the product brings along, and a real server. */
export const databaseLanes = ['pglite', 'postgres 15'] as const;
export type DatabaseLane = (typeof databaseLanes)[number];

export type OwnerQuery = <Row extends QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;

export type TestDatabase = {
  /** A test that closes it may put the one that it opens again here. */
  database: Database;
  /** How to open the same database once more. */
  options: OpenOptions;
  /** Errors of lost connections that the open database has reported. */
  lost: unknown[];
  /** One transaction with every right, around row-level security: to look behind it and to break things. */
  asOwner<Result>(work: (query: OwnerQuery) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/** A fresh, migrated, empty database. Needs `@hindsight/db/testing/global-setup` as vitest's global set-up. */
export async function createTestDatabase(lane: DatabaseLane): Promise<TestDatabase> {
  return lane === 'pglite' ? embeddedTestDatabase() : serverTestDatabase();
}

async function embeddedTestDatabase(): Promise<TestDatabase> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'hindsight-test-'));
  cpSync(preparedLanes().pgliteTemplate, dataDirectory, { recursive: true });
  const lost: unknown[] = [];
  const options: OpenOptions = { dataDirectory, onError: (error) => lost.push(error) };
  const held: TestDatabase = {
    database: await openDatabase(options),
    options,
    lost,
    asOwner: (work) =>
      inTransaction(embeddedClient(dataDirectory), ['set local session authorization postgres'], work),
    async close() {
      await held.database.close();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
  return held;
}

async function serverTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, owner, login, template } = preparedLanes().server;
  const run = login.name.slice(login.name.lastIndexOf('_') + 1);
  const name = `hindsight_test_${randomBytes(6).toString('hex')}_${run}`;
  await asAdmin(adminUrl, `create database ${name} template ${template} owner ${owner.name}`);
  const lost: unknown[] = [];
  const options: OpenOptions = {
    databaseUrl: databaseUrl(adminUrl, name, login),
    databaseOwnerUrl: databaseUrl(adminUrl, name, owner),
    onError: (error) => lost.push(error),
  };
  const held: TestDatabase = {
    database: await openDatabase(options),
    options,
    lost,
    asOwner: (work) => inTransaction(new Client({ connectionString: databaseUrl(adminUrl, name) }), [], work),
    async close() {
      await held.database.close();
      await asAdmin(adminUrl, `drop database ${name} with (force)`);
    },
  };
  return held;
}

/** A connection of its own to the running embedded database. */
export function embeddedClient(dataDirectory: string): Client {
  const host = lockHolder(dataDirectory)?.socketDirectory;
  if (!host) throw new Error('nobody serves this data folder');
  return new Client({ host, port: socketPort, user: 'postgres', database: 'postgres' });
}

async function inTransaction<Result>(
  client: Client,
  first: string[],
  work: (query: OwnerQuery) => Promise<Result>,
): Promise<Result> {
  await client.connect();
  try {
    await client.query('begin');
    for (const statement of first) await client.query(statement);
    const result = await work(async (text, values) => (await client.query(text, values)).rows);
    await client.query('commit');
    return result;
  } finally {
    await client.end();
  }
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const admin = new Client({ connectionString: databaseUrl(adminUrl, 'postgres') });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
