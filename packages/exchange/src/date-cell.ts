/** Calendar days as spreadsheets write them. The format is stated for each column and never guessed. */
import { type CalendarDate, calendarDate, dateOfDayNumber } from '@hindsight/domain';

export const dateFormats = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'M/D/YYYY',
  'D/M/YYYY',
  'D.M.YYYY',
  'D-M-YYYY',
  'D Mon YYYY',
  'excel-serial',
] as const;
export type DateFormat = (typeof dateFormats)[number];

const patterns: Readonly<Record<Exclude<DateFormat, 'excel-serial'>, RegExp>> = {
  'YYYY-MM-DD': /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/,
  'YYYY/MM/DD': /^(?<year>\d{4})\/(?<month>\d{2})\/(?<day>\d{2})$/,
  'M/D/YYYY': /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/,
  'D/M/YYYY': /^(?<day>\d{1,2})\/(?<month>\d{1,2})\/(?<year>\d{4})$/,
  'D.M.YYYY': /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})$/,
  'D-M-YYYY': /^(?<day>\d{1,2})-(?<month>\d{1,2})-(?<year>\d{4})$/,
  'D Mon YYYY': /^(?<day>\d{1,2}) (?<month>[A-Za-z]{3}) (?<year>\d{4})$/,
};

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Excel's day 1 is 1900-01-01, and Excel believes that 1900-02-29 existed; days after it count from 1899-12-30. */
const excelEpoch = -25_569;
const excelFirstTrueDay = 61;
const excelLastDay = 109_574;

/** The day that the cell names, or `null` when it is no real day in that format; 2024-02-30 is none. */
export function dateCell(text: string, format: DateFormat): CalendarDate | null {
  if (format === 'excel-serial') {
    if (!/^\d{1,6}$/.test(text)) return null;
    const serial = Number(text);
    return serial >= excelFirstTrueDay && serial <= excelLastDay
      ? dateOfDayNumber(excelEpoch + serial)
      : null;
  }
  const parts = patterns[format].exec(text)?.groups;
  if (!parts) return null;
  const month =
    format === 'D Mon YYYY'
      ? monthNames.indexOf(parts['month']?.toLowerCase() ?? '') + 1
      : Number(parts['month']);
  return calendarDate(Number(parts['year']), month, Number(parts['day'])) ?? null;
}
