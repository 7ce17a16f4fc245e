/**
 * Cells that a spreadsheet would run as a formula. On the way out an apostrophe is put before them; on the way in it
 * is taken off again, so that text survives the round trip. A cell that already begins with apostrophes before such a
 * sign gets one more, and loses one.
 */
const escapable = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const escaped = /^''*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

export function isFormulaLike(text: string): boolean {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text);
}

export function escapeFormula(text: string): string {
  return escapable.test(text) ? `'${text}` : text;
}

export function unescapeFormula(text: string): string {
  return escaped.test(text) ? text.slice(1) : text;
}
