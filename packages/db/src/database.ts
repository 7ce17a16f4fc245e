import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** An open database. Whoever wants to read or write goes through `withActor`. */
export type Database = {
  /** `embedded-client`: another process of this machine holds the embedded database, and this one speaks to it. */
  readonly mode: 'embedded' | 'embedded-client' | 'server';
  /** Waits for running transactions, then lets go of the database. */
  close(): Promise<void>;
};

const queries = new WeakMap<Database, Kysely<Tables>>();

/** Keeps the query builder where only this package finds it. */
export function registerDatabase(database: Database, kysely: Kysely<Tables>): Database {
  queries.set(database, kysely);
  return database;
}

export function kyselyOf(database: Database): Kysely<Tables> {
  const kysely = queries.get(database);
  if (!kysely) throw new TypeError('this database was not opened by openDatabase');
  return kysely;
}
