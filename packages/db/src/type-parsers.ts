/**
 * The one set of parsers for what the database sends: calendar days stay ISO text, counts and numerics become
 * numbers, moments become ISO instants. Everything else is read as `pg` reads it.
 */
import { types } from 'pg';

const int8 = 20;
const date = 1082;
const timestamptz = 1184;
const numeric = 1700;

const parsers = new Map<number, (text: string) => unknown>([
  [int8, wholeNumber],
  [numeric, Number],
  [date, (text) => text],
  [timestamptz, (text) => new Date(text).toISOString()],
]);

export const typeParsers: typeof types = {
  ...types,
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ??
    types.getTypeParser(oid, format as 'text')) as typeof types.getTypeParser,
};

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`a count of ${text} does not fit into a number`);
  return value;
}
