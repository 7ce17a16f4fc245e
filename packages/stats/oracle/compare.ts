import type { Answers, Tolerance } from './case.ts';

/** Keys whose texts are for people. */
const PROSE = new Set(['note', 'reason', 'flag', 'shrunk']);

/**
 * Every disagreement between the expected values of a case and the answers, one sentence each; an empty list
 * means the case passes. Statuses are compared as statuses, reasons and prose are not compared.
 */
export function disagreements(expected: Record<string, unknown>, answers: Answers, tol: Tolerance): string[] {
  const problems: string[] = [];
  compareValue(expected, answers.values, '', tol, answers.tolerances ?? {}, problems);
  return problems;
}

function compareValue(
  want: unknown,
  got: unknown,
  path: string,
  tol: Tolerance,
  overrides: Record<string, Tolerance>,
  problems: string[],
): void {
  const at = path === '' ? 'case' : path;
  const fail = (): void => void problems.push(`${at}: want ${show(want)}, got ${show(got)}`);
  if (typeof want === 'number') {
    const { abs, rel } = overrides[path] ?? tol;
    const value = plainNumber(got);
    if (value === undefined || !(Math.abs(value - want) <= Math.max(abs, rel * Math.abs(want)))) fail();
  } else if (typeof want === 'string') {
    if (!sameText(want, got)) fail();
  } else if (Array.isArray(want)) {
    if (!isList(got) || got.length !== want.length) return fail();
    want.forEach((item, i) => compareValue(item, got[i], join(path, i), tol, overrides, problems));
  } else if (want !== null && typeof want === 'object') {
    if (got === null || typeof got !== 'object') return fail();
    for (const [key, item] of Object.entries(want)) {
      if (PROSE.has(key) && typeof item === 'string') continue;
      compareValue(item, (got as Record<string, unknown>)[key], join(path, key), tol, overrides, problems);
    }
  } else if (want !== got) fail();
}

/** A number as it is, or the value of an estimate. */
function plainNumber(got: unknown): number | undefined {
  if (typeof got === 'number') return got;
  const kind = kindOf(got);
  if (kind === 'estimate') return (got as { value: number }).value;
  if (kind === 'test') return (got as { statistic: number }).statistic;
  return undefined;
}

function sameText(want: string, got: unknown): boolean {
  if (want.startsWith('not_estimable')) return isNotEstimable(got);
  if (want.startsWith('not_reached')) return isNotReached(got);
  if (want === 'NA' || want === 'NaN')
    return got === null || got === want || isNotEstimable(got) || isNotReached(got);
  if (want === 'Inf' || want === '-Inf') return got === want || isNotReached(got);
  return got === want;
}

function isNotEstimable(got: unknown): boolean {
  return got === 'not_estimable' || kindOf(got) === 'not-estimable';
}

function isNotReached(got: unknown): boolean {
  if (got === 'not reached') return true;
  return kindOf(got) === 'not-estimable' && (got as { reason?: unknown }).reason === 'NOT_REACHED';
}

function kindOf(got: unknown): unknown {
  return got !== null && typeof got === 'object' ? (got as { kind?: unknown }).kind : undefined;
}

function isList(got: unknown): got is ArrayLike<unknown> {
  return Array.isArray(got) || (ArrayBuffer.isView(got) && 'length' in got);
}

const join = (path: string, key: string | number): string => (path === '' ? String(key) : `${path}.${key}`);

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
