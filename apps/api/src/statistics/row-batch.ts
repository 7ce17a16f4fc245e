/** Packed rows as one buffer, so that a million of them move to the worker without being copied one by one. */
export type RowBatch = { bytes: Uint8Array; ends: Uint32Array };

export function batchRows(rows: readonly Uint8Array[]): RowBatch {
  const ends = new Uint32Array(rows.length);
  let size = 0;
  for (const [index, row] of rows.entries()) {
    size += row.byteLength;
    ends[index] = size;
  }
  const bytes = new Uint8Array(size);
  for (const [index, row] of rows.entries()) bytes.set(row, (ends[index] ?? 0) - row.byteLength);
  return { bytes, ends };
}

/** The rows as views into the batch. */
export function rowsOfBatch({ bytes, ends }: RowBatch): Uint8Array[] {
  return Array.from(ends, (end, index) => bytes.subarray(index === 0 ? 0 : ends[index - 1], end));
}
