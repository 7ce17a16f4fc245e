import { expect, test } from 'vitest';
import { batchRows, rowsOfBatch } from './row-batch.ts';

test('rows come out of a batch as they went in, empty ones too', () => {
  const rows = [new Uint8Array([1, 2, 3]), new Uint8Array(), new Uint8Array([4])];
  expect(rowsOfBatch(batchRows(rows))).toEqual(rows);
  expect(rowsOfBatch(batchRows([]))).toEqual([]);
});
