import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool, PoolConfig } from 'pg';
import { createPool } from './connection-pool.ts';
import { type Database, registerDatabase } from './database.ts';
import { startEmbeddedEngine } from './embedded/embedded-engine.ts';
import { socketDirectory, socketPort } from './embedded/socket-directory.ts';
import { isAlive, lockFolder, lockHolder } from './folder-lock.ts';
import { refuseUnsafeLogin } from './isolation/refuse-unsafe-login.ts';
import { migrate } from './migrate.ts';
import { embeddedLoginRole } from './roles.ts';
import type { Tables } from './tables.ts';

export type OpenOptions = {
  /** Folder of the embedded database; used unless there is a `databaseUrl`. */
  dataDirectory?: string | undefined;
  /** A PostgreSQL server, 15 or newer, as the login that may do nothing by itself. */
  databaseUrl?: string | undefined;
  /** The same database as its owner; needed to migrate. */
  databaseOwnerUrl?: string | undefined;
  /** When another process holds the embedded database: give up (default), or work through that process. */
  whenHeld?: 'refuse' | 'connect' | undefined;
  /** Bring the schema up to date. Default: yes, when there is a way to. */
  migrate?: boolean | undefined;
  /** Told when a connection is lost; the process goes on. */
  onError: (error: unknown) => void;
};

/** The folder is in use by a living process. */
export class DatabaseHeldError extends Error {
  override name = 'DatabaseHeldError';
  readonly pid: number;

  constructor(folder: string, pid: number) {
    super(
      `Hindsight is already running on this data folder (process ${pid}): ${folder}. ` +
        'Stop it first, or set HINDSIGHT_DATA_DIR to another folder.',
    );
    this.pid = pid;
  }
}

/**
 * Opens the database: a server when there is a `databaseUrl`, else the embedded one in `dataDirectory`.
 *
 * @example
 * const database = await openDatabase({ dataDirectory: './.hindsight', onError: console.error });
 * const all = await withActor(database, { kind: 'operator' }, agencies);
 * await database.close();
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if (options.databaseUrl) return openServer(options.databaseUrl, options);
  if (!options.dataDirectory) throw new Error('a database needs a data folder or the address of a server');
  return openEmbedded(resolve(options.dataDirectory), options);
}

async function openServer(databaseUrl: string, options: OpenOptions): Promise<Database> {
  if (options.migrate ?? options.databaseOwnerUrl !== undefined) {
    if (!options.databaseOwnerUrl) {
      throw new Error('migrating a server needs DATABASE_OWNER_URL: the login may not change the schema');
    }
    const ownerPool = createPool({ connectionString: options.databaseOwnerUrl, max: 1 }, options.onError);
    try {
      await migrate(ownerPool, decodeURIComponent(new URL(databaseUrl).username));
    } finally {
      await ownerPool.end();
    }
  }
  const pool = createPool(
    {
      connectionString: databaseUrl,
      max: 10,
      connectionTimeoutMillis: 5_000,
      idle_in_transaction_session_timeout: 60_000,
    },
    options.onError,
  );
  try {
    await refuseUnsafeLogin(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return databaseOver(pool, 'server', async () => {});
}

async function openEmbedded(folder: string, options: OpenOptions): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder);
  if (lock.kind === 'held') {
    if (options.whenHeld === 'connect') return connectToHolder(folder, lock.holder.pid, options);
    throw new DatabaseHeldError(folder, lock.holder.pid);
  }
  const undo: (() => void | Promise<void>)[] = [lock.release];
  try {
    const socket = socketDirectory(folder);
    undo.unshift(socket.remove);
    const engine = await startEmbeddedEngine(
      { dataDirectory: resolve(folder, 'database'), socketPath: socket.path },
      options.onError,
    );
    undo.unshift(engine.stop);
    if (options.migrate ?? true) {
      const ownerPool = createPool({ ...embeddedConnection(socket.directory), max: 1 }, options.onError);
      try {
        await migrate(ownerPool, embeddedLoginRole);
      } finally {
        await ownerPool.end();
      }
    }
    await engine.becomeLogin();
    const pool = createPool(embeddedConnection(socket.directory), options.onError);
    lock.publish(socket.directory);
    return databaseOver(pool, 'embedded', () => undoAll(undo));
  } catch (error) {
    await undoAll(undo);
    throw error;
  }
}

/** Works through the process that holds the folder; waits while that one is still starting. */
async function connectToHolder(folder: string, pid: number, options: OpenOptions): Promise<Database> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const holder = lockHolder(folder);
    if (!holder || !isAlive(holder)) return openEmbedded(folder, options);
    if (holder.socketDirectory) {
      const pool = createPool({ ...embeddedConnection(holder.socketDirectory), max: 2 }, options.onError);
      return databaseOver(pool, 'embedded-client', async () => {});
    }
    if (Date.now() > deadline) throw new DatabaseHeldError(folder, pid);
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

/** The engine speaks to one transaction at a time: a new connection may have to wait for a whole import. */
function embeddedConnection(directory: string): PoolConfig {
  return {
    host: directory,
    port: socketPort,
    user: 'postgres',
    database: 'postgres',
    max: 4,
    connectionTimeoutMillis: 300_000,
  };
}

function databaseOver(pool: Pool, mode: Database['mode'], afterwards: () => Promise<void>): Database {
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | undefined;
  return registerDatabase(
    {
      mode,
      close: () => (closing ??= kysely.destroy().then(afterwards)),
    },
    kysely,
  );
}

async function undoAll(steps: (() => void | Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
