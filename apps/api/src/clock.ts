/** The only place that reads the time. Everything else is given a clock. */
import { type CalendarDate, parseCalendarDate } from '@hindsight/domain';

export type Clock = {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** The calendar day that it is in `timeZone`. */
  today(timeZone: string): CalendarDate;
};

/** The machine's clock, or one that stands still at `fixedNow` (an ISO instant). */
export function createClock(fixedNow?: string): Clock {
  const fixed = fixedNow === undefined ? undefined : Date.parse(fixedNow);
  const now = (): number => fixed ?? Date.now();
  return { now, today: (timeZone) => dayIn(timeZone, now()) };
}

function dayIn(timeZone: string, instant: number): CalendarDate {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((candidate) => candidate.type === type)?.value ?? '';
  return parseCalendarDate(`${part('year')}-${part('month')}-${part('day')}`);
}
