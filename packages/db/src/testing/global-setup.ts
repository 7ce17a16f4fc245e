/** Vitest's global set-up: both lanes are started and migrated once for a whole run. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDatabase } from '../open-database.ts';
import { startPostgresServer } from './postgres-server.ts';
import { databaseUrl, type PreparedLanes, publishLanes } from './prepared-lanes.ts';

export default async function prepareLanes(): Promise<() => Promise<void>> {
  const undo: (() => void | Promise<void>)[] = [];
  const teardown = async (): Promise<void> => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const given = process.env['TEST_DATABASE_URL'];
    let adminUrl = given;
    if (!adminUrl) {
      const server = await startPostgresServer();
      undo.push(() => server.stop());
      adminUrl = server.url;
    }
    const server = await prepareServer(adminUrl, undo);
    const pgliteTemplate = mkdtempSync(join(tmpdir(), 'hindsight-template-'));
    undo.push(() => rmSync(pgliteTemplate, { recursive: true, force: true }));
    const embedded = await openDatabase({ dataDirectory: pgliteTemplate, onError: ignore });
    await embedded.close();
    publishLanes({ pgliteTemplate, server });
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

async function prepareServer(
  adminUrl: string,
  undo: (() => void | Promise<void>)[],
): Promise<PreparedLanes['server']> {
  const run = randomBytes(4).toString('hex');
  const password = randomBytes(16).toString('hex');
  const owner = { name: `hindsight_owner_${run}`, password };
  const login = { name: `hindsight_login_${run}`, password };
  const template = `hindsight_template_${run}`;
  const admin = new Client({ connectionString: databaseUrl(adminUrl, 'postgres') });
  await admin.connect();
  try {
    await admin.query(`create role ${owner.name} login createrole password '${password}'`);
    await admin.query(`create role ${login.name} login noinherit password '${password}'`);
    await admin.query(`create database ${template} owner ${owner.name}`);
  } finally {
    await admin.end();
  }
  undo.push(() => dropAll(adminUrl, run));
  const database = await openDatabase({
    databaseUrl: databaseUrl(adminUrl, template, login),
    databaseOwnerUrl: databaseUrl(adminUrl, template, owner),
    onError: ignore,
  });
  await database.close();
  return { adminUrl, owner, login, template };
}

async function dropAll(adminUrl: string, run: string): Promise<void> {
  const admin = new Client({ connectionString: databaseUrl(adminUrl, 'postgres') });
  await admin.connect();
  try {
    const { rows } = await admin.query<{ datname: string }>(
      `select datname from pg_database where datname like 'hindsight%' and datname like '%\\_' || $1`,
      [run],
    );
    for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
    await admin.query(`drop role if exists hindsight_login_${run}`);
    await admin.query(`drop role if exists hindsight_owner_${run}`).catch(ignore);
  } finally {
    await admin.end();
  }
}

function ignore(): void {}
