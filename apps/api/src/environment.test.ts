import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

test('an empty environment gives the documented defaults', () => {
  expect(readEnvironment({})).toEqual({
    PORT: 4000,
    HINDSIGHT_DATA_DIR: './.hindsight',
    HINDSIGHT_TIME_ZONE: 'UTC',
    LOG_LEVEL: 'warn',
  });
});

test.each([
  [{ PORT: 'eighty' }, /PORT/],
  [{ PORT: '70000' }, /PORT/],
  [{ HINDSIGHT_NOW: 'yesterday' }, /HINDSIGHT_NOW/],
  [{ HINDSIGHT_TIME_ZONE: 'Mars/Olympus' }, /HINDSIGHT_TIME_ZONE/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
])('a wrong value is refused by the name of its variable: %o', (variables, name) => {
  expect(() => readEnvironment(variables)).toThrow(name);
});
