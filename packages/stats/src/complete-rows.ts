/** A column of values in which null, undefined and NaN mean "missing", never zero. */
export type Column = ArrayLike<number | null | undefined>;

/**
 * The rows in which every column has a value, as double arrays; undefined when the columns differ in length or
 * hold an infinite value.
 */
export function completeRows(...columns: Column[]): Float64Array[] | undefined {
  const length = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== length)) return undefined;
  if (columns.every(isWhole)) return columns.map((column) => new Float64Array(column));
  const kept = columns.map(() => new Float64Array(length));
  let n = 0;
  for (let i = 0; i < length; i += 1) {
    let complete = true;
    for (let c = 0; c < columns.length; c += 1) {
      const value = columns[c]![i];
      if (value === null || value === undefined || Number.isNaN(value)) {
        complete = false;
        break;
      }
      if (!Number.isFinite(value)) return undefined;
      kept[c]![n] = value;
    }
    if (complete) n += 1;
  }
  return kept.map((column) => column.subarray(0, n));
}

/** A typed array of whole numbers: neither a missing nor an infinite value can be in it. */
export type WholeColumn = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array;

export function isWhole(column: Column): column is WholeColumn {
  return (
    column instanceof Int32Array ||
    column instanceof Uint8Array ||
    column instanceof Int8Array ||
    column instanceof Uint16Array ||
    column instanceof Int16Array ||
    column instanceof Uint32Array
  );
}
