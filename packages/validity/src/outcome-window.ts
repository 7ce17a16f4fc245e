import { type TimeUnit, timeUnits } from '@hindsight/domain';

/**
 * A fixed window in whole units of a clock. A clock that is too coarse for the window has none: half a year
 * cannot be seen on a clock of years.
 */
const windowInUnits: Readonly<Record<180 | 365, Readonly<Partial<Record<TimeUnit, number>>>>> = {
  180: { day: 180, week: 26, month: 6 },
  365: { day: 365, week: 52, month: 12, year: 1 },
};

export function windowIn(unit: TimeUnit, windowDays: 180 | 365): number | undefined {
  return windowInUnits[windowDays][unit];
}

/** Where curves are read and counts stand under the plot. */
export const referenceTimes: Readonly<Record<TimeUnit, readonly number[]>> = {
  day: [0, 30, 60, 90, 180, 270, 365],
  week: [0, 4, 13, 26, 39, 52, 78, 104],
  month: [0, 3, 6, 9, 12, 18, 24],
  year: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
};

export const unitAt = (code: number): TimeUnit => timeUnits[code] ?? 'day';
