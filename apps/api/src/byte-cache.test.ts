import { expect, test } from 'vitest';
import { ByteCache } from './byte-cache.ts';

const entry = (size: number) => ({ bytes: new Uint8Array(size) });

test('the least recently used entry leaves first when the bytes run out', () => {
  const cache = new ByteCache<{ bytes: Uint8Array }>(100);
  cache.set('a', entry(40));
  cache.set('b', entry(40));
  cache.get('a');
  cache.set('c', entry(40));
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('a')).toBeDefined();
  expect(cache.get('c')).toBeDefined();
});

test('replacing an entry does not count it twice', () => {
  const cache = new ByteCache<{ bytes: Uint8Array }>(100);
  cache.set('a', entry(60));
  cache.set('a', entry(60));
  cache.set('b', entry(40));
  expect(cache.get('a')).toBeDefined();
  expect(cache.get('b')).toBeDefined();
});
