/**
 * What happened to each hire of a cohort, as far as `asOf` could know it: values, or times with what ended them.
 *
 * Hires that cannot take part are counted by reason; kept and counted always add up to the cohort's hires.
 */
import {
  type CalendarDate,
  clocks,
  dayNumber,
  type Exclusion,
  exitCauses,
  type OutcomeId,
  type ProductReason,
  type RatingDay,
  ratingDays,
  type TimeUnit,
} from '@hindsight/domain';
import { numberAt } from './code-column.ts';
import { clockCode, type Frame, isInScope, noDay, unitCode, wouldRehire } from './frame.ts';
import { unitAt, windowIn } from './outcome-window.ts';

const calendar = clocks.indexOf('calendar');
const undated = clocks.indexOf('none');
const ownChoice = exitCauses.indexOf('own-choice') + 1;

/** Outcomes with a time: which event is asked about. */
export type TimeOutcome = 'first-model' | 'exit' | 'exit-by-cause';

export type TimeRows = {
  kind: 'time';
  rows: Int32Array;
  times: Int32Array;
  /** 0 nothing happened until then, 1 the event, 2 and more what competes with it. */
  codes: Uint8Array;
  /** Under observation after this time; 0 is from the start. */
  entries: Int32Array;
  unit: TimeUnit;
  /** Names of codes 1, 2, … */
  events: readonly string[];
  exclusions: Exclusion[];
};

export type ValueRows = {
  kind: 'value';
  rows: Int32Array;
  values: Float64Array;
  unit: TimeUnit;
  exclusions: Exclusion[];
  /** Old enough, but nobody has said how it stands: counted as `STATE_UNKNOWN`. */
  unknownRows: Int32Array;
};

/** Row numbers of hires, and how many more belong to the cohort but have no dates. */
export type Hires = { hires: Int32Array; undatedHires: number };

/** Times to an event, over all follow-up. */
export function timeRows(frame: Frame, outcome: TimeOutcome, cohort: Hires, asOf: CalendarDate): TimeRows {
  const keep = keeper(cohort);
  const { hires } = cohort;
  const times = new Int32Array(hires.length);
  const codes = new Uint8Array(hires.length);
  const entries = new Int32Array(hires.length);
  const unit = commonUnit(frame, hires, outcome === 'first-model');
  const today = dayNumber(asOf);
  for (const row of hires) {
    const seen = sightOf(frame, row, today, unit, outcome === 'first-model');
    if (typeof seen === 'string') {
      keep.exclude(seen);
      continue;
    }
    const { shippedAt, leftAt, lastKnownAt } = seen;
    let time = lastKnownAt;
    let code = 0;
    if (outcome === 'first-model') {
      if (shippedAt !== noDay && (leftAt === noDay || shippedAt <= leftAt)) [time, code] = [shippedAt, 1];
      else if (leftAt !== noDay) [time, code] = [leftAt, 2];
    } else if (leftAt !== noDay) {
      const cause = frame.exitCause[row]! || exitCauses.length;
      [time, code] = [leftAt, outcome === 'exit' ? 1 : causeCode(cause)];
    }
    if (time === noDay || time < 0) {
      keep.exclude('STATE_UNKNOWN');
      continue;
    }
    const entry = numberAt(frame.numbers.trackedFrom, row) ?? 0;
    if (entry > 0 && time <= entry) {
      keep.exclude('FOLLOW_UP_TOO_SHORT');
      continue;
    }
    times[keep.count] = time;
    codes[keep.count] = code;
    entries[keep.count] = Math.max(0, entry);
    keep.include(row);
  }
  return {
    kind: 'time',
    rows: keep.rows(),
    times: times.slice(0, keep.count),
    codes: codes.slice(0, keep.count),
    entries: entries.slice(0, keep.count),
    unit,
    events: eventNames[outcome],
    exclusions: keep.exclusions(),
  };
}

export const eventNames: Readonly<Record<TimeOutcome, readonly string[]>> = {
  'first-model': ['shipped', 'left before shipping'],
  exit: ['left'],
  'exit-by-cause': [
    'left by own choice',
    'left over performance',
    'role was cut',
    'contract ended',
    'left for personal reasons',
    'left, reason unknown',
  ],
};

/** Codes follow `exitCauses`, whose first is the own choice. */
function causeCode(cause: number): number {
  return cause - ownChoice + 1;
}

/** Outcomes that are a value of each hire: a rating, or 0 and 1 for a state at the end of a window. */
export type ValueOutcome = Exclude<OutcomeId, 'time-to-first-model' | 'retention' | 'retention-by-cause'>;

/** Values of hires who were old enough on `asOf` and whose state is known; the rest are counted by reason. */
export function valueRows(frame: Frame, outcome: ValueOutcome, cohort: Hires, asOf: CalendarDate): ValueRows {
  const keep = keeper(cohort);
  const { hires } = cohort;
  const values = new Float64Array(hires.length);
  const shipping = outcome === 'shipped-180' || outcome === 'shipped-by-agreed-day';
  const unit = commonUnit(frame, hires, shipping);
  const today = dayNumber(asOf);
  const ratingDay = ratingDayOf(outcome);
  const unknown: number[] = [];
  for (const row of hires) {
    const value =
      ratingDay === undefined
        ? windowValue(frame, outcome, row, today, unit, shipping)
        : ratingValue(frame, ratingDay, row, today);
    if (typeof value === 'string') {
      keep.exclude(value);
      if (value === 'STATE_UNKNOWN') unknown.push(row);
      continue;
    }
    values[keep.count] = value;
    keep.include(row);
  }
  return {
    kind: 'value',
    rows: keep.rows(),
    values: values.slice(0, keep.count),
    unit,
    exclusions: keep.exclusions(),
    unknownRows: Int32Array.from(unknown),
  };
}

/** What could be known about a placement on the day `today`. Times of a calendar clock are cut there. */
type Sight = { cut: number; shippedAt: number; leftAt: number; lastKnownAt: number };

function sightOf(
  frame: Frame,
  row: number,
  today: number,
  unit: TimeUnit,
  shipping: boolean,
): Sight | ProductReason {
  const flags = frame.flags[row]!;
  if (shipping && !isInScope(flags)) return 'NOT_IN_SCOPE';
  const clock = clockCode(flags);
  if (clock === undated) return 'NO_FOLLOW_UP_TIME';
  if (unitAt(unitCode(flags)) !== unit) return 'OTHER_TIME_UNIT';
  const startedOn = frame.days.startedOn[row]!;
  let cut = Number.MAX_SAFE_INTEGER;
  if (clock === calendar) {
    if (startedOn === noDay) return 'NO_FOLLOW_UP_TIME';
    cut = today - startedOn;
    if (cut < 0) return 'NOT_MATURE';
  }
  const shippedAt = upTo(frame.days.firstModelAt[row]!, cut);
  const leftAt = upTo(frame.days.exitAt[row]!, cut);
  const followed = frame.days.followedUntil[row]!;
  // A shipped model or an exit is a confirmation as well, however it was entered.
  const confirmed = Math.max(followed === noDay ? noDay : Math.min(followed, cut), shippedAt, leftAt);
  return { cut, shippedAt, leftAt, lastKnownAt: confirmed };
}

const upTo = (time: number, cut: number): number => (time !== noDay && time <= cut ? time : noDay);

function windowValue(
  frame: Frame,
  outcome: ValueOutcome,
  row: number,
  today: number,
  unit: TimeUnit,
  shipping: boolean,
): number | ProductReason {
  if (outcome === 'regressions-handled')
    return numberAt(frame.numbers.regressionsHandled, row) ?? 'NO_OUTCOME_YET';
  const seen = sightOf(frame, row, today, unit, shipping);
  if (typeof seen === 'string') return seen;
  const window = windowOf(frame, outcome, row, unit);
  if (typeof window === 'string') return window;
  if (seen.cut < window) return 'NOT_MATURE';
  // Had they left before their record began, nobody would know: counting them would inflate the share.
  if ((numberAt(frame.numbers.trackedFrom, row) ?? 0) > 0) return 'FOLLOW_UP_TOO_SHORT';
  const shipped = seen.shippedAt !== noDay && seen.shippedAt <= window;
  const left = seen.leftAt !== noDay && seen.leftAt <= window;
  const known = seen.lastKnownAt >= window;
  switch (outcome) {
    case 'shipped-180':
    case 'shipped-by-agreed-day':
      if (shipped && !(left && seen.leftAt < seen.shippedAt)) return 1;
      return left || known ? 0 : 'STATE_UNKNOWN';
    case 'rehire-180': {
      if (left) return 0;
      // Yes and no need the same knowledge: an early no that counts while an early yes does not bends the share down.
      const answer = wouldRehire(frame.flags[row]!);
      if (answer === null || !known) return 'STATE_UNKNOWN';
      return answer ? 1 : 0;
    }
    case 'fall-off':
      return left ? 1 : known ? 0 : 'STATE_UNKNOWN';
    default:
      return left ? 0 : known ? 1 : 'STATE_UNKNOWN';
  }
}

function windowOf(frame: Frame, outcome: ValueOutcome, row: number, unit: TimeUnit): number | ProductReason {
  switch (outcome) {
    case 'shipped-by-agreed-day':
      return numberAt(frame.numbers.agreedShipAt, row) ?? 'NO_OUTCOME_YET';
    case 'fall-off':
      if (unit !== 'day') return 'OTHER_TIME_UNIT';
      return numberAt(frame.numbers.guaranteeDays, row) ?? 'NO_OUTCOME_YET';
    case 'retained-365':
      return windowIn(unit, 365) ?? 'OTHER_TIME_UNIT';
    default:
      return windowIn(unit, 180) ?? 'OTHER_TIME_UNIT';
  }
}

function ratingDayOf(outcome: OutcomeId): RatingDay | undefined {
  return ratingDays.find((day) => outcome === `rating-${day}`);
}

/** A rating needs no clock; where there is one, the hire must be old enough for the question to have been asked. */
function ratingValue(frame: Frame, day: RatingDay, row: number, today: number): number | ProductReason {
  const startedOn = frame.days.startedOn[row]!;
  if (clockCode(frame.flags[row]!) === calendar && startedOn !== noDay && today - startedOn < day) {
    return 'NOT_MATURE';
  }
  return numberAt(frame.ratings[ratingDays.indexOf(day)]!, row) ?? 'NO_OUTCOME_YET';
}

/** The unit of most hires that have a clock; clocks of other units are excluded and counted, never converted. */
function commonUnit(frame: Frame, hires: Int32Array, inScopeOnly: boolean): TimeUnit {
  const tally = [0, 0, 0, 0];
  for (const row of hires) {
    const flags = frame.flags[row]!;
    if (clockCode(flags) === undated || (inScopeOnly && !isInScope(flags))) continue;
    tally[unitCode(flags)]! += 1;
  }
  return unitAt(tally.indexOf(Math.max(...tally)));
}

/** Collects who is kept and counts who is not. */
function keeper(cohort: Hires) {
  const kept = new Int32Array(cohort.hires.length);
  const left = new Map<ProductReason, number>();
  if (cohort.undatedHires > 0) left.set('NO_CALENDAR_DATES', cohort.undatedHires);
  return {
    count: 0,
    include(row: number): void {
      kept[this.count] = row;
      this.count += 1;
    },
    exclude(reason: ProductReason): void {
      left.set(reason, (left.get(reason) ?? 0) + 1);
    },
    rows(): Int32Array {
      return kept.slice(0, this.count);
    },
    exclusions(): Exclusion[] {
      return [...left].map(([reason, n]) => ({ reason, n })).sort((a, b) => (a.reason < b.reason ? -1 : 1));
    },
  };
}
