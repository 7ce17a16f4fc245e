import { expect, it } from 'vitest';
import { mappingScope } from './mapping-scope.ts';
import { readShipped, shippedMapping } from './test-files.ts';

it.each([
  ['selection-data', ['rating'], [365], []],
  ['survival', ['exit', 'status-confirmed'], [], ['time', 'completeUpTo']],
  ['tenure', ['first-model'], [], ['time', 'inScope', 'completeUpTo']],
  [
    'placements-only',
    ['exit', 'status-confirmed'],
    [],
    ['time', 'title', 'completeUpTo', 'feeShare', 'guaranteeDays'],
  ],
])('%s speaks of what it has columns for, and of nothing else', (name, eventKinds, ratingDays, fields) => {
  expect(mappingScope(shippedMapping(name))).toMatchObject({ eventKinds, ratingDays, fields });
});

it('a file comes with what it speaks of', async () => {
  const file = await readShipped('survival', 'Survival.csv');
  expect(file).toMatchObject(mappingScope(shippedMapping('survival')));
});
