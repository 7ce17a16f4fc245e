/** Moments after the start, counted in whole units of the file's clock. */
import { addDays, type CalendarDate, daysBetween, type IntakeMoment, type TimeUnit } from '@hindsight/domain';
import type { MappingMoment } from './mapping.ts';
import type { RowCells } from './row-cells.ts';
import { shortened } from './refusal.ts';

/** Longest time that a file may claim, in days: about 136 years. */
const longestDays = 50_000;

/** Units since the start; negative for a day before it. `null` when missing or refused. */
export function readMoment(
  row: RowCells,
  from: MappingMoment,
  startedOn: CalendarDate | null,
): number | null {
  if ('unit' in from) return readDuration(row, from, startedOn);
  const day = row.day(from);
  return day === null || startedOn === null ? null : daysBetween(startedOn, day);
}

export function readDuration(
  row: RowCells,
  from: Extract<MappingMoment, { unit: TimeUnit }>,
  startedOn: CalendarDate | null,
): number | null {
  const cell = row.value(from.column);
  if (cell === null) return null;
  const given = row.number(from.column, cell);
  if (given === null) return null;
  const said = `${shortened(cell)} in column "${from.column}"`;
  if (given < 0)
    return row.refuse(from.column, 'DURATION_INVALID', `${said} is a time before the start.`, cell);
  const whole = rounded(given, from.round);
  if (!Number.isInteger(whole)) {
    return row.refuse(
      from.column,
      'DURATION_INVALID',
      `${said} is not a whole number of ${from.unit}s. State in the mapping how to round, or use a smaller unit.`,
      cell,
    );
  }
  if (whole > longestDays)
    return row.refuse(from.column, 'DURATION_INVALID', `${said} is too long to be true.`, cell);
  if (startedOn === null) return whole;
  const days = from.unit === 'week' ? whole * 7 : whole;
  if (days > daysBetween(startedOn, row.today)) {
    return row.refuse(
      from.column,
      'DATE_OUT_OF_RANGE',
      `${said} ends in the future; today is ${row.today}.`,
      cell,
    );
  }
  return days;
}

/** A count of units as the contract's moment: a day when the start is known. */
export function momentAt(time: number, startedOn: CalendarDate | null, latest = time): IntakeMoment {
  return startedOn === null
    ? { clock: 'elapsed', earliest: time, latest }
    : { clock: 'calendar', earliest: addDays(startedOn, time), latest: addDays(startedOn, latest) };
}

function rounded(value: number, rule: 'down' | 'up' | 'nearest' | undefined): number {
  if (rule === 'down') return Math.floor(value);
  if (rule === 'up') return Math.ceil(value);
  return rule === 'nearest' ? Math.round(value) : value;
}
