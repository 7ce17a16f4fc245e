/** The one way to write a number: ASCII digits, an optional fraction, an optional exponent, no thousands separator. */
const withPoint = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const withComma = /^-?(?:\d+(?:,\d+)?|,\d+)(?:[eE][+-]?\d{1,3})?$/;

/** The number in the cell, or `null` for `NaN`, `Inf`, `1e999`, full-width digits and the other decimal sign. */
export function numberCell(text: string, decimalComma: boolean): number | null {
  if (!(decimalComma ? withComma : withPoint).test(text)) return null;
  const value = Number(decimalComma ? text.replace(',', '.') : text);
  if (!Number.isFinite(value)) return null;
  return value === 0 ? 0 : value;
}
