import { stringify } from 'csv-stringify/sync';
import { escapeFormula } from './formula-cell.ts';

export type CsvCell = string | number | boolean | null;

/**
 * Rows as a CSV file: UTF-8, comma, LF, first line the column names; missing is the empty cell. Text that a
 * spreadsheet would run as a formula gets an apostrophe, which the importer takes off again; numbers stay numbers.
 */
export function csvText(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return stringify([columns, ...rows], {
    escape_formulas: true,
    cast: { string: escapeFormula, boolean: String },
  });
}
