import { readFileSync } from 'node:fs';
import type { Table } from './case.ts';

/** Reads a CSV of this layout: UTF-8, header row, quotes around text, empty cell = missing. */
export function readTable(path: string): Table {
  const [header = [], ...rows] = parseCsv(readFileSync(path, 'utf8'));
  const columns = new Map(header.map((name, j) => [name, rows.map((row) => row[j] ?? '')]));
  return { names: header, columns, rows: rows.length };
}

/** A column as numbers; a missing or non-numeric cell is null. */
export function numbers(table: Table, name: string): (number | null)[] {
  return texts(table, name).map((cell) => (cell === '' || Number.isNaN(Number(cell)) ? null : Number(cell)));
}

/** A column as text; a missing cell is ''. */
export function texts(table: Table, name: string): readonly string[] {
  const column = table.columns.get(name);
  if (!column) throw new Error(`the file has no column ${name}`);
  return column;
}

/** The given columns as numbers, keeping only the rows in which none of them is missing. */
export function completeNumbers<Name extends string>(
  table: Table,
  names: readonly Name[],
): Record<Name, number[]> {
  const columns = names.map((name) => numbers(table, name));
  const kept: number[][] = names.map(() => []);
  for (let i = 0; i < table.rows; i += 1) {
    const row = columns.map((column) => column[i] ?? null);
    if (row.includes(null)) continue;
    row.forEach((value, j) => kept[j]?.push(value ?? 0));
  }
  return Object.fromEntries(names.map((name, j) => [name, kept[j] ?? []])) as Record<Name, number[]>;
}

/** The table without the rows in which one of the given columns is missing. */
export function completeRows(table: Table, names: readonly string[]): Table {
  const wanted = names.map((name) => texts(table, name));
  const keep = Array.from({ length: table.rows }, (_, i) => i).filter((i) =>
    wanted.every((column) => column[i] !== ''),
  );
  const columns = new Map(
    [...table.columns].map(([name, column]) => [name, keep.map((i) => column[i] ?? '')]),
  );
  return { names: table.names, columns, rows: keep.length };
}

function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}
