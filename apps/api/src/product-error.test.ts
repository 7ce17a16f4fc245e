import { expect, test } from 'vitest';
import { apology, ProductError, publicError } from './product-error.ts';

test('an expected failure keeps its code and sentence, however deep it was wrapped', () => {
  const wrapped = new Error('outer', { cause: new ProductError('NOT_FOUND', 'There is no such question.') });
  expect(publicError(wrapped)).toEqual({ code: 'NOT_FOUND', sentence: 'There is no such question.' });
});

test('an unexpected failure is an apology without its own words', () => {
  const error = new Error('relation "candidacy_row" does not exist at 10.0.0.1:5432');
  expect(publicError(error)).toEqual({ code: 'INTERNAL', sentence: apology });
});

test.each([
  ['ECONNREFUSED', 'DATABASE_UNAVAILABLE'],
  ['57P01', 'DATABASE_UNAVAILABLE'],
  ['57014', 'TIMEOUT'],
])('a database failure %s is said as %s', (code, expected) => {
  const error = Object.assign(new Error('connect 127.0.0.1:5432'), { code });
  expect(publicError(error).code).toBe(expected);
  expect(publicError(error).sentence).not.toContain('5432');
});
