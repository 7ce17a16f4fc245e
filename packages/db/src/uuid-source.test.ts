import { expect, test } from 'vitest';
import { createUuidSource } from './uuid-source.ts';

const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('ids carry the moment, version 7, and are in rising order even within one millisecond', () => {
  const next = createUuidSource({ now: () => Date.parse('2026-03-01T00:00:00Z') });
  const ids = Array.from({ length: 20_000 }, next);
  expect(Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)).toBe(
    Date.parse('2026-03-01T00:00:00Z'),
  );
  expect(ids.every((id) => pattern.test(id))).toBe(true);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

test('a clock that jumps back does not bring the ids back', () => {
  let moment = 1_000;
  const next = createUuidSource({ now: () => moment });
  const before = next();
  moment = 10;
  expect(next() > before).toBe(true);
});

test('the same clock and the same random source make the same ids', () => {
  const fixed = () => createUuidSource({ now: () => 5, random: (bytes) => bytes.fill(7) });
  const [one, two] = [fixed(), fixed()];
  expect([one(), one()]).toEqual([two(), two()]);
});
