import type { Estimate, Estimated, NotEstimable, StatisticalReason, Tested, TestResult } from './results.ts';

/** The answer "cannot say", with its reason and, where known, how many would be needed. */
export function notEstimable(reason: StatisticalReason, n: number, need?: number): NotEstimable {
  const counted = Number.isFinite(n) ? n : 0;
  return need === undefined
    ? { kind: 'not-estimable', reason, n: counted }
    : { kind: 'not-estimable', reason, n: counted, need };
}

/** An estimate whose every number is finite; otherwise OUT_OF_RANGE, so that NaN and Infinity cannot leave. */
export function estimate(fields: Omit<Estimate, 'kind'>): Estimated {
  const bounds = [fields.low, fields.high].filter((bound) => bound !== 'not reached');
  const finite = [fields.value, fields.level, fields.n, ...bounds].every(Number.isFinite);
  return finite
    ? { kind: 'estimate', ...fields }
    : notEstimable('OUT_OF_RANGE', Number.isFinite(fields.n) ? fields.n : 0);
}

/** A test whose every number is finite; otherwise OUT_OF_RANGE. */
export function testResult(fields: Omit<TestResult, 'kind'>): Tested {
  const finite = [fields.statistic, fields.p, fields.n, fields.df ?? 0].every(Number.isFinite);
  return finite
    ? { kind: 'test', ...fields }
    : notEstimable('OUT_OF_RANGE', Number.isFinite(fields.n) ? fields.n : 0);
}

/** True when every number is finite. Empty arrays pass. */
export function allFinite(...arrays: ArrayLike<number>[]): boolean {
  return arrays.every((array) => {
    for (let i = 0; i < array.length; i++) if (!Number.isFinite(array[i])) return false;
    return true;
  });
}

/** True for a coverage such as 0.95: strictly between 0 and 1. */
export const isLevel = (level: number): boolean => level > 0 && level < 1;

/** True for a count: a whole number from 0 to 2^53. */
export const isCount = (x: number): boolean => Number.isSafeInteger(x) && x >= 0;

/** The result itself when every number in it is finite, otherwise OUT_OF_RANGE: for results of many numbers. */
export function finiteResult<Result extends object>(result: Result, n: number): Result | NotEstimable {
  return isFiniteThroughout(result) ? result : notEstimable('OUT_OF_RANGE', n);
}

function isFiniteThroughout(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value !== 'object') return true;
  return Object.values(value).every(isFiniteThroughout);
}
