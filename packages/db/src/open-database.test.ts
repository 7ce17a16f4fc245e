import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { questionBank } from '@hindsight/domain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAgency } from './create-agency.ts';
import type { Database } from './database.ts';
import { lockHolder } from './folder-lock.ts';
import { DatabaseHeldError, openDatabase } from './open-database.ts';
import { agencies } from './queries/agencies.ts';
import { type Child, startChild } from './testing/children/start-child.ts';
import { createTestDatabase } from './testing/index.ts';
import { preparedLanes } from './testing/prepared-lanes.ts';
import { withActor } from './with-actor.ts';

const slugs = (database: Database): Promise<string[]> =>
  withActor(database, { kind: 'operator' }, async (transaction) =>
    (await agencies(transaction)).map(({ slug }) => slug),
  );
const newAgency = (database: Database, slug: string) =>
  createAgency(database, { slug, name: slug, simulated: false, timeZone: 'UTC' }, questionBank.slice(0, 1), {
    now: () => 0,
  });

describe('the embedded database and its folder [pglite]', () => {
  let folder: string;
  const children: Child[] = [];
  const open: Database[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hindsight-open-'));
    cpSync(preparedLanes().pgliteTemplate, folder, { recursive: true });
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((database) => database.close()));
    await Promise.all(children.splice(0).map((child) => child.kill()));
    rmSync(folder, { recursive: true, force: true });
  });
  const openHere = async (whenHeld?: 'refuse' | 'connect'): Promise<Database> => {
    const database = await openDatabase({ dataDirectory: folder, whenHeld, onError: () => {} });
    open.push(database);
    return database;
  };
  const child = (name: 'holding' | 'writing'): Child => {
    const started = startChild(name, folder);
    children.push(started);
    return started;
  };

  test('what was written is there after closing and opening again; nothing is left beside the data', async () => {
    const first = await openHere();
    await newAgency(first, 'amber');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, '.s.PGSQL.5432')).mode & 0o777).toBe(0o600);
    await first.close();
    expect(existsSync(join(folder, '.s.PGSQL.5432'))).toBe(false);
    expect(existsSync(join(folder, 'hindsight.lock'))).toBe(false);
    expect(await slugs(await openHere())).toEqual(['amber']);
  });

  test('a second owner of the same folder is refused, within the process and from another one', async () => {
    const holder = child('holding');
    await holder.line((line) => line === 'open');
    const refused = openDatabase({ dataDirectory: folder, onError: () => {} });
    await expect(refused).rejects.toThrow(DatabaseHeldError);
    await expect(refused).rejects.toThrow(
      `Hindsight is already running on this data folder (process ${holder.process.pid})`,
    );
    await holder.kill();
    const mine = await openHere();
    await expect(openHere()).rejects.toThrow(`process ${process.pid}`);
    expect(await slugs(mine)).toEqual([]);
  });

  test('a command works through the process that holds the folder', async () => {
    const holder = child('holding');
    await holder.line((line) => line === 'open');
    const client = await openHere('connect');
    expect(client.mode).toBe('embedded-client');
    await newAgency(client, 'birch');
    expect(await slugs(client)).toEqual(['birch']);
    await client.close();
    holder.process.kill('SIGTERM');
    await holder.line(() => false).catch(() => {});
    const own = await openHere('connect');
    expect(own.mode).toBe('embedded');
    expect(await slugs(own)).toEqual(['birch']);
  });

  test('when the holder is killed, its client is told, lives on, and fails instead of waiting', async () => {
    const holder = child('holding');
    await holder.line((line) => line === 'open');
    const lost: unknown[] = [];
    const client = await openDatabase({
      dataDirectory: folder,
      whenHeld: 'connect',
      onError: (error) => lost.push(error),
    });
    open.push(client);
    await slugs(client);
    await holder.kill();
    await expect.poll(() => lost.length).toBeGreaterThan(0);
    await expect(slugs(client)).rejects.toThrow();
  });

  test('kill -9 loses nothing that was acknowledged, and the lock of the dead process is taken over', async () => {
    const writer = child('writing');
    await writer.line((line) => line === 'agency-5');
    await writer.kill();
    expect(lockHolder(folder)?.pid).toBe(writer.process.pid);
    const found = await slugs(await openHere());
    expect(found).toEqual(expect.arrayContaining(writer.lines));
    expect(found.length - writer.lines.length).toBeLessThanOrEqual(1);
  });

  test('a lock whose process id now belongs to another process is taken over', async () => {
    writeFileSync(join(folder, 'hindsight.lock'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
    const database = await openHere();
    const lock = JSON.parse(readFileSync(join(folder, 'hindsight.lock'), 'utf8')) as { startedAt: string };
    expect(database.mode).toBe('embedded');
    expect(lock.startedAt).not.toBe('1');
  });

  test('of two processes that find the same stale lock, one gets the folder', async () => {
    writeFileSync(join(folder, 'hindsight.lock'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
    const both = [child('holding'), child('holding')];
    const ends = await Promise.allSettled(both.map((one) => one.line((line) => line === 'open')));
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('a folder with a long name works, through a socket in a short private folder', async () => {
    folder = join(folder, 'a-very-long-folder-name'.repeat(5));
    cpSync(preparedLanes().pgliteTemplate, folder, { recursive: true });
    await newAgency(await openHere(), 'cedar');
    const directory = lockHolder(folder)?.socketDirectory ?? '';
    expect(directory.startsWith(folder)).toBe(false);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    const client = await openHere('connect');
    expect([client.mode, await slugs(client)]).toEqual(['embedded-client', ['cedar']]);
    await client.close();
    await open[0]?.close();
    expect(existsSync(directory)).toBe(false);
  });
});

describe('a lost connection [postgres 15]', () => {
  test('does not end the process, and the next question is answered', async () => {
    const held = await createTestDatabase('postgres 15');
    try {
      await slugs(held.database);
      await held.asOwner((query) =>
        query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()`,
        ),
      );
      await expect.poll(() => held.lost.length).toBeGreaterThan(0);
      expect(held.lost.filter((error) => 'client' in (error as object))).toEqual([]);
      expect(await slugs(held.database)).toEqual([]);
    } finally {
      await held.close();
    }
  });
});

describe('who may touch the embedded engine', () => {
  test('only its thread makes one, and only one place makes pools', () => {
    expect(filesThatMention(/new PGlite\b|PGlite\.create/)).toEqual(['embedded/engine-worker.ts']);
    expect(filesThatMention(/from '@electric-sql\/pglite(-socket|\/.*)?'/)).toEqual([
      'embedded/engine-worker.ts',
    ]);
    expect(filesThatMention(/new (pg\.)?Pool\(/)).toEqual(['connection-pool.ts']);
  });
});

function filesThatMention(pattern: RegExp): string[] {
  const root = join(import.meta.dirname);
  return sourceFiles(root).filter((file) => pattern.test(readFileSync(join(root, file), 'utf8')));
}

function sourceFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
}
