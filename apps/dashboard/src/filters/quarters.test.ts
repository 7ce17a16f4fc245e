import { expect, test } from 'vitest';
import { quartersBetween } from './quarters.ts';

test('quarters run over the year’s end, both ends included', () => {
  expect(quartersBetween('2023-Q3', '2024-Q2')).toEqual(['2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2']);
  expect(quartersBetween('2024-Q2', '2024-Q2')).toEqual(['2024-Q2']);
  expect(quartersBetween('2024-Q3', '2024-Q2')).toEqual([]);
});
