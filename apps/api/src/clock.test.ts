import { expect, test } from 'vitest';
import { createClock } from './clock.ts';

test('a fixed clock stands still, and the day depends on the time zone only', () => {
  const clock = createClock('2026-10-31T23:30:00Z');
  expect(clock.now()).toBe(Date.UTC(2026, 9, 31, 23, 30));
  expect(clock.today('UTC')).toBe('2026-10-31');
  expect(clock.today('Asia/Tokyo')).toBe('2026-11-01');
  expect(clock.today('America/New_York')).toBe('2026-10-31');
});
