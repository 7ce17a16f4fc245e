import type { MappingText } from './mapping.ts';
import type { RowCells } from './row-cells.ts';

/** A name from its column or from the mapping's constant; `null` when the cell is empty. */
export function readText(row: RowCells, from: MappingText, longest?: number): string | null {
  return 'constant' in from ? from.constant : row.name(from.column, longest);
}

/** Like `readText`, but an empty cell refuses the row. */
export function requiredText(row: RowCells, from: MappingText, what: string): string {
  const before = row.problems.length;
  const text = readText(row, from);
  if (text !== null) return text;
  if ('column' in from && row.problems.length === before) {
    row.refuse(from.column, 'VALUE_MISSING', `The ${what} in column "${from.column}" is missing.`);
  }
  return '';
}
