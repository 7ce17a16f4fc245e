/**
 * A column of values held as small codes: one byte per row while there are at most 255 distinct values.
 *
 * Code 0 is a missing value. Nothing is ever binned: when the codes run out the column widens, and numbers end
 * in a plain column of doubles, whose statistics are counted by value instead of by code.
 */
export type CodeArray = Uint8Array | Uint16Array | Uint32Array;

export type CodeColumn<Value extends number | string> = {
  /** How far the codes may widen before a column of numbers becomes doubles. */
  readonly widest: 1 | 2 | 4;
  codes: CodeArray;
  /** Value of each code; position 0 stands for "missing" and is never read. */
  readonly values: (Value | null)[];
  readonly codeOf: Map<Value, number>;
  /** Present when the distinct values outgrew the codes; then `codes` is empty. */
  doubles: Float64Array | null;
};

/** Numbers that are levels of a scale: a byte, else doubles. */
export function levelColumn(capacity: number, levels: readonly number[] = []): CodeColumn<number> {
  const column = emptyColumn<number>(capacity, 1);
  for (const level of levels.slice(0, 255)) addValue(column, level);
  return column;
}

/** Numbers with some thousand distinct values, such as means of scores: a byte, two, else doubles. */
export function numberColumn(capacity: number): CodeColumn<number> {
  return emptyColumn<number>(capacity, 2);
}

/** Names: a byte, two or four. */
export function textColumn(capacity: number): CodeColumn<string> {
  return emptyColumn<string>(capacity, 4);
}

export function setNumber(column: CodeColumn<number>, row: number, value: number | null): void {
  if (column.doubles) {
    column.doubles[row] = value ?? Number.NaN;
    return;
  }
  if (value === null) {
    column.codes[row] = 0;
    return;
  }
  const key = value + 0; // −0 and 0 are one value
  const code = column.codeOf.get(key) ?? newCode(column, key);
  if (code === undefined) setNumber(column, row, key);
  else column.codes[row] = code;
}

export function setText(column: CodeColumn<string>, row: number, value: string): void {
  const code = column.codeOf.get(value) ?? newCode(column, value);
  if (code !== undefined) column.codes[row] = code;
}

/** The value of a row; `null` when it is missing. */
export function numberAt(column: CodeColumn<number>, row: number): number | null {
  if (column.doubles) {
    const value = column.doubles[row]!;
    return Number.isNaN(value) ? null : value;
  }
  return column.values[column.codes[row]!] ?? null;
}

export function textAt(column: CodeColumn<string>, row: number): string {
  return column.values[column.codes[row]!] ?? '';
}

export function hasValue(column: CodeColumn<number>, row: number): boolean {
  return column.doubles ? !Number.isNaN(column.doubles[row]!) : column.codes[row] !== 0;
}

export function moveRow(column: CodeColumn<number> | CodeColumn<string>, from: number, to: number): void {
  if (column.doubles) column.doubles[to] = column.doubles[from]!;
  else column.codes[to] = column.codes[from]!;
}

/** Allocates exactly `capacity` rows, keeping what is there. */
export function resizeColumn(column: CodeColumn<number> | CodeColumn<string>, capacity: number): void {
  if (column.doubles) column.doubles = resized(column.doubles, capacity, Number.NaN);
  else column.codes = resized(column.codes, capacity, 0);
}

/** Bytes held, the dictionary included (48 bytes for a map entry and its value, two for each character). */
export function columnBytes(column: CodeColumn<number> | CodeColumn<string>): number {
  let dictionary = 0;
  for (const value of column.values) dictionary += 48 + (typeof value === 'string' ? value.length * 2 : 0);
  return column.codes.byteLength + (column.doubles?.byteLength ?? 0) + dictionary;
}

export function resized<Items extends CodeArray | Int32Array | Float64Array>(
  items: Items,
  capacity: number,
  fill: number,
): Items {
  const Typed = items.constructor as new (length: number) => Items;
  const grown = new Typed(capacity);
  grown.set(items.length > capacity ? (items.subarray(0, capacity) as Items) : items);
  if (fill !== 0 && capacity > items.length) grown.fill(fill, items.length);
  return grown;
}

function emptyColumn<Value extends number | string>(capacity: number, widest: 1 | 2 | 4): CodeColumn<Value> {
  return { widest, codes: new Uint8Array(capacity), values: [null], codeOf: new Map(), doubles: null };
}

/** The next free code, after widening if needed; `undefined` when the column has become doubles. */
function newCode<Value extends number | string>(column: CodeColumn<Value>, value: Value): number | undefined {
  const limit = 256 ** column.codes.BYTES_PER_ELEMENT;
  if (column.values.length < limit) return addValue(column, value);
  if (column.codes.BYTES_PER_ELEMENT >= column.widest) {
    if (typeof value === 'string') throw new RangeError('more than four thousand million distinct names');
    toDoubles(column as CodeColumn<number>);
    return undefined;
  }
  column.codes =
    column.codes.BYTES_PER_ELEMENT === 1 ? Uint16Array.from(column.codes) : Uint32Array.from(column.codes);
  return addValue(column, value);
}

function addValue<Value extends number | string>(column: CodeColumn<Value>, value: Value): number {
  const code = column.values.length;
  column.values.push(value);
  column.codeOf.set(value, code);
  return code;
}

function toDoubles(column: CodeColumn<number>): void {
  const doubles = new Float64Array(column.codes.length);
  for (let row = 0; row < doubles.length; row += 1) {
    doubles[row] = column.values[column.codes[row]!] ?? Number.NaN;
  }
  column.doubles = doubles;
  column.codes = new Uint8Array(0);
  column.values.length = 1;
  column.codeOf.clear();
}
