import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  calendarDate,
  calendarDateSchema,
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
  daysBetween,
  firstDayOfQuarter,
  isCalendarDate,
  lastDayOfQuarter,
  parseCalendarDate,
  quarterOf,
  quarterSchema,
} from './calendar-date.ts';

const firstDay = dayNumber(parseCalendarDate('1900-01-01'));
const lastDay = dayNumber(parseCalendarDate('2199-12-31'));
const anyDayNumber = fc.integer({ min: firstDay, max: lastDay });
const anyDate = anyDayNumber.map(dateOfDayNumber);

describe('calendar days', () => {
  test('day numbers count from 1970-01-01', () => {
    expect(dayNumber(parseCalendarDate('1970-01-01'))).toBe(0);
    expect(dayNumber(parseCalendarDate('1969-12-31'))).toBe(-1);
    expect(dayNumber(parseCalendarDate('2000-03-01'))).toBe(11_017);
  });

  test('day number and text are each other’s inverse', () => {
    fc.assert(
      fc.property(anyDayNumber, (days) => {
        const date = dateOfDayNumber(days);
        expect(isCalendarDate(date)).toBe(true);
        expect(dayNumber(date)).toBe(days);
      }),
    );
  });

  test('every single day of 1900 to 2199 follows the one before it', () => {
    let previous = '';
    for (let days = firstDay; days <= lastDay; days += 1) {
      const date = dateOfDayNumber(days);
      if (date <= previous || dayNumber(date) !== days) throw new Error(`${date} after ${previous}`);
      previous = date;
    }
    expect(previous).toBe('2199-12-31');
    expect(lastDay - firstDay + 1).toBe(300 * 365 + 73);
  });

  test('agrees with UTC arithmetic, whatever the time zone of the machine', () => {
    fc.assert(
      fc.property(anyDayNumber, (days) => {
        expect(dateOfDayNumber(days)).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
      }),
    );
  });

  test.each(['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Apia'])(
    'gives the same days under TZ=%s',
    (zone) => {
      const before = process.env['TZ'];
      process.env['TZ'] = zone;
      try {
        expect(addDays(parseCalendarDate('2026-03-07'), 2)).toBe('2026-03-09');
        expect(addDays(parseCalendarDate('2011-12-29'), 2)).toBe('2011-12-31');
        expect(daysBetween(parseCalendarDate('2025-10-25'), parseCalendarDate('2025-11-03'))).toBe(9);
      } finally {
        if (before === undefined) delete process.env['TZ'];
        else process.env['TZ'] = before;
      }
    },
  );

  test('adding days and counting them agree', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
        expect(daysBetween(from, to)).toBe(-daysBetween(to, from) + 0);
      }),
    );
  });

  test('ISO text sorts like the days themselves', () => {
    fc.assert(
      fc.property(anyDate, anyDate, (a, b) => {
        expect(a < b).toBe(dayNumber(a) < dayNumber(b));
      }),
    );
  });

  test.each([
    ['2024-02-29', true],
    ['2000-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2100-02-29', false],
    ['2024-04-31', false],
    ['2024-13-01', false],
    ['2024-00-10', false],
    ['2024-01-00', false],
    ['1899-12-31', false],
    ['2200-01-01', false],
    ['2024-1-1', false],
    ['01/02/2024', false],
    ['2024-01-01T00:00:00Z', false],
    [' 2024-01-01', false],
    ['', false],
  ])('%j is a real day: %s', (text, real) => {
    expect(isCalendarDate(text)).toBe(real);
    expect(calendarDateSchema.safeParse(text).success).toBe(real);
    if (real) expect(parseCalendarDate(text)).toBe(text);
    else expect(() => parseCalendarDate(text)).toThrow(RangeError);
  });

  test('year, month and day make a day, or nothing', () => {
    expect(calendarDate(2026, 3, 1)).toBe('2026-03-01');
    expect(calendarDate(2026, 2, 29)).toBeUndefined();
    expect(calendarDate(2026, 3, 1.5)).toBeUndefined();
    expect(calendarDate(Number.NaN, 3, 1)).toBeUndefined();
  });
});

describe('quarters', () => {
  test('a day lies between the first and the last day of its quarter', () => {
    fc.assert(
      fc.property(anyDate, (date: CalendarDate) => {
        const quarter = quarterOf(date);
        expect(quarterSchema.parse(quarter)).toBe(quarter);
        expect(firstDayOfQuarter(quarter) <= date && date <= lastDayOfQuarter(quarter)).toBe(true);
        expect(quarterOf(addDays(lastDayOfQuarter(quarter), 1))).not.toBe(quarter);
      }),
    );
  });

  test('the last quarter ends with the year, the first one knows leap years', () => {
    const quarter = (text: string) => quarterSchema.parse(text);
    expect(lastDayOfQuarter(quarter('2025-Q4'))).toBe('2025-12-31');
    expect(lastDayOfQuarter(quarter('2024-Q1'))).toBe('2024-03-31');
    expect(daysBetween(firstDayOfQuarter(quarter('2024-Q1')), lastDayOfQuarter(quarter('2024-Q1')))).toBe(90);
    expect(quarterSchema.safeParse('2025-Q5').success).toBe(false);
  });
});
