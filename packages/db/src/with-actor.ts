/**
 * The only way to a transaction. The login may do nothing by itself: each transaction takes on the role of its actor
 * and the scope that row-level security compares with, both undone by the database when the transaction ends.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { sql, type Transaction } from 'kysely';
import { type Database, kyselyOf } from './database.ts';
import type { ActorRole } from './roles.ts';
import type { Tables } from './tables.ts';

/** Who acts. `operator` sets agencies up and sees their list, and nothing inside of them. */
export type Actor = { kind: 'agency'; agencyId: string } | { kind: 'operator' };

export type AgencyTransaction = { readonly sql: Transaction<Tables>; readonly agencyId: string };
export type OperatorTransaction = { readonly sql: Transaction<Tables>; readonly operator: true };

/** `read` (the default) sees one moment throughout; `write` may change things. */
export type AccessOptions = { access?: 'read' | 'write' };

const inTransaction = new AsyncLocalStorage<true>();
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const readTimeout = '30s';
const writeTimeout = '120s';
const lockTimeout = '10s';

export function withActor<Result>(
  database: Database,
  actor: { kind: 'agency'; agencyId: string },
  work: (transaction: AgencyTransaction) => Promise<Result>,
  options?: AccessOptions,
): Promise<Result>;
export function withActor<Result>(
  database: Database,
  actor: { kind: 'operator' },
  work: (transaction: OperatorTransaction) => Promise<Result>,
  options?: AccessOptions,
): Promise<Result>;
export async function withActor<Result>(
  database: Database,
  actor: Actor,
  work: (transaction: never) => Promise<Result>,
  { access = 'read' }: AccessOptions = {},
): Promise<Result> {
  const assume = settingsOf(actor);
  if (inTransaction.getStore()) {
    // On the embedded database the inner transaction would wait for the outer one for ever.
    throw new Error('a transaction is already open here: pass it on instead of asking for another one');
  }
  const builder = kyselyOf(database).transaction();
  const transaction =
    access === 'read'
      ? builder.setIsolationLevel('repeatable read').setAccessMode('read only')
      : builder.setIsolationLevel('read committed').setAccessMode('read write');
  return inTransaction.run(true, () =>
    transaction.execute(async (trx) => {
      await assumeRole(trx, assume, access === 'read' ? readTimeout : writeTimeout);
      const scoped =
        actor.kind === 'agency' ? { sql: trx, agencyId: actor.agencyId } : { sql: trx, operator: true };
      return work(scoped as never);
    }),
  );
}

/** Goes on inside of an agency that the operator has just made, in the same transaction. */
export async function enterAgency(
  transaction: OperatorTransaction,
  agencyId: string,
): Promise<AgencyTransaction> {
  await assumeRole(transaction.sql, settingsOf({ kind: 'agency', agencyId }), writeTimeout);
  return { sql: transaction.sql, agencyId };
}

type Settings = { role: ActorRole; agencyId: string; operator: 'on' | '' };

function settingsOf(actor: Actor | null | undefined): Settings {
  switch (actor?.kind) {
    case 'agency':
      if (!uuidPattern.test(actor.agencyId))
        throw new Error('a transaction of an agency needs the id of the agency');
      return { role: 'act_agency', agencyId: actor.agencyId, operator: '' };
    case 'operator':
      return { role: 'act_operator', agencyId: '', operator: 'on' };
    default:
      throw new Error('a transaction needs an actor');
  }
}

async function assumeRole(
  trx: Transaction<Tables>,
  settings: Settings,
  statementTimeout: string,
): Promise<void> {
  await sql`select set_config('role', ${settings.role}, true),
    set_config('app.agency_id', ${settings.agencyId}, true),
    set_config('app.operator', ${settings.operator}, true),
    set_config('statement_timeout', ${statementTimeout}, true),
    set_config('lock_timeout', ${lockTimeout}, true)`.execute(trx);
}
