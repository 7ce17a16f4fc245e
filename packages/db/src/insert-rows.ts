import { sql, type SelectType } from 'kysely';
import type { Tables } from './tables.ts';
import type { AgencyTransaction } from './with-actor.ts';

/** A row as it is read, without the agency, which the transaction knows. */
export type RowOf<Name extends keyof Tables> = Omit<
  { [Column in keyof Tables[Name]]: SelectType<Tables[Name][Column]> },
  'agency_id'
>;

/** One statement's text stays well below the limits of the wire and of the embedded engine's memory. */
const rowsPerStatement = 4_000;

/**
 * Inserts many rows: one JSON parameter per statement, read by the database with the table's own column types.
 * Several times faster than a parameter per value, and free of the limit of 65,535 parameters.
 */
export async function insertRows<Name extends keyof Tables & string>(
  { sql: trx, agencyId }: AgencyTransaction,
  name: Name,
  rows: readonly RowOf<Name>[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const chunk = rows.slice(start, start + rowsPerStatement);
    const json = JSON.stringify(
      chunk.map((row) => ({ agency_id: agencyId, ...row })),
      bytesAsHex,
    );
    await sql`insert into ${sql.table(name)}
      select * from json_populate_recordset(null::${sql.table(name)}, ${json}::json)`.execute(trx);
  }
}

/** `Buffer` has a `toJSON` of its own, so bytes arrive here already taken apart; `Uint8Array` does not. */
function bytesAsHex(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
}
