import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sessionStateProblems } from './session-state.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const sources = globSync(['packages/db/src/**/*.ts', 'apps/api/src/**/*.ts'], { cwd: root }).filter(
  (file) => !file.endsWith('.test.ts'),
);

/** Opens the one session of the embedded database and gives up its superuser rights, before anybody connects. */
const engine = 'packages/db/src/embedded/engine-worker.ts';

describe('no statement leaves something behind in the session', () => {
  test('in any source of the database and the API', () => {
    const problems = sources
      .filter((file) => file !== engine)
      .flatMap((file) => {
        const mayGlueSql = file.startsWith('packages/db/src/migrations/');
        const text = readFileSync(join(root, file), 'utf8');
        return sessionStateProblems(text, { mayGlueSql }).map((problem) => `${file}, ${problem}`);
      });
    expect(problems).toEqual([]);
    expect(sources.filter((file) => file.startsWith('packages/db/')).length).toBeGreaterThan(0);
  });

  test.each([
    'await sql`set session authorization x`.execute(db);',
    "await pool.query('SET ROLE act_agency');",
    "await pool.query('begin; set statement_timeout = 0');",
    'await sql`\n  set search_path to app`.execute(db);',
    "await sql`select set_config('role', ${role}, false)`.execute(trx);",
    "await pool.query('reset role');",
    'await sql`create temporary table staged (id int)`.execute(trx);',
    'await sql`CREATE TEMP TABLE staged AS select 1`.execute(trx);',
    "await db.schema.createTable('staged').temporary().execute();",
    'await sql`prepare board (int) as select 1`.execute(db);',
    "await pool.query({ name: 'board', text: 'select 1' });",
    'await sql`select pg_advisory_lock(1)`.execute(db);',
    'await sql`select pg_try_advisory_lock(1)`.execute(db);',
    'await sql`declare rows cursor with hold for select 1`.execute(trx);',
    "await pool.query('LISTEN changes');",
    'await sql.raw(`select ${column}`).execute(db);',
    'sql<number>.raw(text);',
  ])('%j is found', (planted) => {
    expect(sessionStateProblems(planted)).toHaveLength(1);
  });

  test.each([
    "await sql`select set_config('role', ${role}, true), set_config('app.agency_id', ${id}, true)`.execute(trx);",
    'await sql`set local statement_timeout = 5000`.execute(trx);',
    'await sql`set constraints all deferred`.execute(trx);',
    'await sql`select pg_advisory_xact_lock(1)`.execute(trx);',
    "await trx.updateTable('agency').set({ name }).execute();",
    'await sql`update agency set name = ${name}`.execute(trx);',
    '// never: set session authorization\n/* sql.raw(text) */',
    "const address = 'postgres://localhost/x'; // create temp table",
    "const result = await pool.query({ text: 'select 1', values: [] });",
  ])('%j is let through', (fine) => {
    expect(sessionStateProblems(fine)).toEqual([]);
  });

  test('migrations may build statements from their own text, and nothing else', () => {
    expect(sessionStateProblems('sql.raw(statement)', { mayGlueSql: true })).toEqual([]);
    expect(sessionStateProblems("sql.raw('create temp table x ()')", { mayGlueSql: true })).toHaveLength(1);
  });

  test('the line of a finding is the line of the source', () => {
    expect(sessionStateProblems('/* two\nlines */\nsql.raw(text);')[0]).toContain('line 3:');
  });
});
