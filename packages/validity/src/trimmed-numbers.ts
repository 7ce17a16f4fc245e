/**
 * The one place where numbers of a finding lose digits: twelve significant ones are kept, so that a board stays
 * small. That is a relative change below 5e-12, far below what any two programs agree on.
 */
export function trimmed<Value>(value: Value): Value {
  return withDigits(value, 12);
}

/** The same with fewer digits, for curves that are drawn and not read off. */
export function withDigits<Value>(value: Value, digits: number): Value {
  if (typeof value === 'number') return Number(value.toPrecision(digits)) as Value;
  if (Array.isArray(value)) return value.map((item) => withDigits<unknown>(item, digits)) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withDigits<unknown>(item, digits)]),
  ) as Value;
}
