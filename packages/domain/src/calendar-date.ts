/**
 * Calendar days as ISO text (`2026-03-01`) and as day numbers since 1970-01-01.
 *
 * A calendar day has no time zone, so JavaScript's `Date` is never used for one: it would move the day.
 * Day arithmetic follows Howard Hinnant's `days_from_civil` / `civil_from_days` (proleptic Gregorian).
 */
import * as z from 'zod';

export type CalendarDate = string & { readonly __calendarDate: unique symbol };

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A real day between 1900 and 2199 in the form YYYY-MM-DD. */
export const calendarDateSchema = z
  .string()
  .refine((text) => isCalendarDate(text), { error: 'must be a real day written YYYY-MM-DD' })
  .transform((text) => text as CalendarDate);

/** True for a real day written YYYY-MM-DD; 2024-02-30 is not one. */
export function isCalendarDate(text: string): text is CalendarDate {
  const match = isoPattern.exec(text);
  if (!match) return false;
  return isRealDay(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The day as text, or `undefined` when year, month and day name no real day. */
export function calendarDate(year: number, month: number, day: number): CalendarDate | undefined {
  if (!isRealDay(year, month, day)) return undefined;
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}` as CalendarDate;
}

/** Parses ISO text; throws on anything else. For values that were already checked at the edge. */
export function parseCalendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`not a calendar day: ${JSON.stringify(text)}`);
  return text;
}

/** Days since 1970-01-01; negative before. */
export function dayNumber(date: CalendarDate): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day that lies `days` after 1970-01-01. */
export function dateOfDayNumber(days: number): CalendarDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthShifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthShifted + 2) / 5) + 1;
  const month = monthShifted < 10 ? monthShifted + 3 : monthShifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}` as CalendarDate;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** `2026-Q1`: quarters are how cohorts are cut, so that no filter can single out a day. */
export type Quarter = string & { readonly __quarter: unique symbol };

export const quarterSchema = z
  .string()
  .regex(/^\d{4}-Q[1-4]$/, { error: 'must be a quarter written YYYY-Qn' })
  .transform((text) => text as Quarter);

export function quarterOf(date: CalendarDate): Quarter {
  const month = Number(date.slice(5, 7));
  return `${date.slice(0, 4)}-Q${Math.ceil(month / 3)}` as Quarter;
}

export function firstDayOfQuarter(quarter: Quarter): CalendarDate {
  const month = (Number(quarter.slice(6)) - 1) * 3 + 1;
  return `${quarter.slice(0, 4)}-${pad(month)}-01` as CalendarDate;
}

export function lastDayOfQuarter(quarter: Quarter): CalendarDate {
  const year = Number(quarter.slice(0, 4));
  const next = Number(quarter.slice(6)) * 3 + 1;
  const first = next > 12 ? `${year + 1}-01-01` : `${quarter.slice(0, 4)}-${pad(next)}-01`;
  return addDays(first as CalendarDate, -1);
}

function isRealDay(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return false;
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
