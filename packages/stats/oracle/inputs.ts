import type { Estimated } from '../src/results.ts';

/** The named inputs of a case, which must be numbers. */
export function numberInputs(input: Record<string, unknown>, names: readonly string[]): number[] {
  return names.map((name) => {
    const value = input[name];
    if (typeof value !== 'number') throw new Error(`the input ${name} is not a number`);
    return value;
  });
}

/** The named input, which must be text. */
export function textInput(input: Record<string, unknown>, name: string): string {
  const value = input[name];
  if (typeof value !== 'string') throw new Error(`the input ${name} is not text`);
  return value;
}

/** The named input as a list of texts: a list, a single text, or nothing. */
export function textList(input: Record<string, unknown>, name: string): string[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** The two ends of an estimate, or the reason twice. */
export const interval = (result: Estimated): unknown[] =>
  result.kind === 'estimate' ? [result.low, result.high] : [result, result];

/** The named input as a list of numbers; a missing one ('NA') is NaN. A single number is a list of one. */
export function numberList(input: Record<string, unknown>, name: string): number[] {
  const value = input[name];
  return (Array.isArray(value) ? value : [value]).map((item) =>
    typeof item === 'number' ? item : Number.NaN,
  );
}

/** The named input as a matrix of numbers (array of rows). */
export function numberMatrix(input: Record<string, unknown>, name: string): number[][] {
  const value = input[name];
  if (!Array.isArray(value)) throw new Error(`the input ${name} is not a matrix`);
  return value.map((row) =>
    (Array.isArray(row) ? row : [row]).map((item) => (typeof item === 'number' ? item : Number.NaN)),
  );
}
