import type { CleanSurvival } from './survival-rows.ts';
import { distinct, positions } from './count-scores.ts';
import type { SurvivalCounts } from './count-tables.ts';

/** What leaves observation at each time, all rows together. */
export type IncidenceData = {
  n: number;
  times: readonly number[];
  causes: number;
  /** `exits[t * (causes + 1) + code]`. */
  exits: number[];
  atRisk: number[];
  /** Rows by common time of entry; absent where the pairing of entry and exit is not known. */
  cohorts?: Cohort[];
};

/** Rows that came under observation together: before position `from` of the time axis. */
export type Cohort = {
  from: number;
  /** Rows that leave, by code, in cells of causes + 1. */
  exits: number[];
  /** Where the cell of a time position starts in `exits`; absent when the cells are those of all times in order. */
  cells?: Map<number, number>;
};

/** Cumulative incidence after each time at which somebody leaves, with both kinds of variance. */
export type IncidenceSteps = {
  times: number[];
  atRisk: number[];
  eventFree: number[];
  incidence: number[][];
  events: number[][];
  censored: number[];
  /** Infinitesimal jackknife, as R's survival; index 0 is event-free, then the causes. */
  jackknife?: number[][];
  /** Aalen type, as R's cmprsk; one per cause. */
  aalen: number[][];
};

export function incidenceDataOfRows(clean: CleanSurvival, causes: number): IncidenceData {
  const { n, time, event, entry } = clean;
  const times = distinct(time);
  const width = causes + 1;
  const exits = new Array<number>(times.length * width).fill(0);
  const atRisk = new Array<number>(times.length).fill(0);
  const exit = positions(times, time);
  const cohorts = new Map<number, Cohort & { cells: Map<number, number> }>();
  for (let i = 0; i < n; i += 1) {
    const from = entry ? firstAfter(times, entry[i]!) : 0;
    const cohort = cohorts.get(from) ?? { from, exits: [], cells: new Map<number, number>() };
    cohorts.set(from, cohort);
    let cell = cohort.cells.get(exit[i]!);
    if (cell === undefined) {
      cell = cohort.exits.length;
      cohort.cells.set(exit[i]!, cell);
      for (let code = 0; code < width; code += 1) cohort.exits.push(0);
    }
    cohort.exits[cell + event[i]!]! += 1;
    exits[exit[i]! * width + event[i]!]! += 1;
    atRisk[exit[i]!]! += 1;
    if (from > 0) atRisk[from - 1]! -= 1;
  }
  for (let t = times.length - 2; t >= 0; t -= 1) atRisk[t]! += atRisk[t + 1]!;
  return { n, times, causes, exits, atRisk, cohorts: [...cohorts.values()] };
}

export function incidenceDataOfCounts(
  table: SurvivalCounts,
  scorePositions: readonly number[],
): IncidenceData {
  const { times, causes, counts, entries } = table;
  const width = causes + 1;
  const exits = new Array<number>(times.length * width).fill(0);
  const atRisk = new Array<number>(times.length).fill(0);
  let n = 0;
  let remaining = 0;
  for (let t = times.length - 1; t >= 0; t -= 1) {
    for (const s of scorePositions) {
      for (let code = 0; code < width; code += 1) {
        const count = counts[(s * times.length + t) * width + code]!;
        exits[t * width + code]! += count;
        remaining += count;
        n += count;
      }
      if (entries) remaining -= entries[s * times.length + t]!;
    }
    atRisk[t] = remaining;
  }
  const data: IncidenceData = { n, times, causes, exits, atRisk };
  if (entries) return data;
  return { ...data, cohorts: [{ from: 0, exits }] };
}

/** Aalen–Johansen with all rows starting event-free. */
export function incidenceSteps(data: IncidenceData): IncidenceSteps {
  const { times, causes, exits, atRisk } = data;
  const width = causes + 1;
  const result: IncidenceSteps = {
    times: [],
    atRisk: [],
    eventFree: [],
    incidence: [],
    events: [],
    censored: [],
    aalen: [],
  };
  const jackknife = data.cohorts ? new JackknifeVariance(data.cohorts, causes) : undefined;
  if (jackknife) result.jackknife = [];
  const aalen = new AalenVariance(causes);
  let survival = 1;
  let incidence = new Array<number>(causes).fill(0);
  for (let t = 0; t < times.length; t += 1) {
    const censored = exits[t * width]!;
    const events: number[] = [];
    let happened = 0;
    for (let code = 1; code < width; code += 1) {
      const count = exits[t * width + code]!;
      events.push(count);
      happened += count;
    }
    if (happened + censored === 0) continue;
    const n = atRisk[t]!;
    const before = survival;
    if (happened > 0) {
      survival = happened === n ? 0 : survival * ((n - happened) / n);
      incidence = incidence.map((value, k) => value + before * (events[k]! / n));
    }
    jackknife?.step(t, before, n, events);
    aalen.step(before, survival, n, events, incidence);
    result.times.push(times[t]!);
    result.atRisk.push(n);
    result.eventFree.push(survival);
    result.incidence.push(incidence);
    result.events.push(events);
    result.censored.push(censored);
    result.jackknife?.push(jackknife!.current());
    result.aalen.push(aalen.current(incidence));
  }
  return result;
}

/**
 * Sum of squared influences of the rows on every state. Rows of a cohort share one influence while they are at
 * risk; afterwards only the second moments of the influences are needed, which move linearly. So the cost does
 * not depend on the number of rows.
 */
class JackknifeVariance {
  private readonly living: { cohort: Cohort; size: number; free: number; cause: Float64Array }[];
  private readonly causes: number;
  private freeFree = 0;
  private readonly freeCause: Float64Array;
  private readonly causeCause: Float64Array;
  private readonly hazards: Float64Array;
  private readonly moved: Float64Array;

  constructor(cohorts: readonly Cohort[], causes: number) {
    this.causes = causes;
    this.freeCause = new Float64Array(causes);
    this.causeCause = new Float64Array(causes);
    this.hazards = new Float64Array(causes);
    this.moved = new Float64Array(causes);
    this.living = cohorts.map((cohort) => {
      const size = cohort.exits.reduce((sum, count) => sum + count, 0);
      return { cohort, size, free: 0, cause: new Float64Array(causes) };
    });
  }

  step(t: number, survival: number, n: number, events: readonly number[]): void {
    const { causes, freeCause, causeCause, hazards, moved } = this;
    let hazard = 0;
    for (let k = 0; k < causes; k += 1) {
      hazards[k] = events[k]! / n;
      hazard += hazards[k]!;
    }
    const unit = survival / n;
    for (let k = 0; k < causes; k += 1) {
      const h = hazards[k]!;
      causeCause[k]! += h * (2 * freeCause[k]! + h * this.freeFree);
      freeCause[k] = (1 - hazard) * (freeCause[k]! + h * this.freeFree);
    }
    this.freeFree *= (1 - hazard) ** 2;
    for (const group of this.living) {
      if (group.cohort.from > t || group.size === 0) continue;
      for (let k = 0; k < causes; k += 1) moved[k] = group.cause[k]! + (group.free - unit) * hazards[k]!;
      const free = group.free * (1 - hazard) + unit * hazard;
      const { cells, exits } = group.cohort;
      const cell = cells ? cells.get(t) : t * (causes + 1);
      if (cell !== undefined) {
        for (let code = 0; code <= causes; code += 1) {
          const count = exits[cell + code]!;
          if (count === 0) continue;
          this.leave(count, code === 0 ? free : free - unit, moved, code - 1, unit);
          group.size -= count;
        }
      }
      group.free = free;
      group.cause.set(moved);
    }
  }

  /** Variances of the event-free share and of each incidence. */
  current(): number[] {
    const result = [this.freeFree, ...this.causeCause];
    for (const { size, free, cause } of this.living) {
      if (size === 0) continue;
      result[0]! += size * free * free;
      for (let k = 0; k < this.causes; k += 1) result[k + 1]! += size * cause[k]! * cause[k]!;
    }
    // Moments of influences that cancel may round to just below 0.
    return result.map((variance) => Math.max(0, variance));
  }

  private leave(count: number, free: number, cause: Float64Array, jumped: number, unit: number): void {
    this.freeFree += count * free * free;
    for (let k = 0; k < this.causes; k += 1) {
      const value = cause[k]! + (k === jumped ? unit : 0);
      this.freeCause[k]! += count * free * value;
      this.causeCause[k]! += count * value * value;
    }
  }
}

/**
 * The counting-process variance with correction for ties (Gray's cmprsk): over the event times s up to t, the
 * sum of w(s)·(1 + g)² for the cause and w(s)·g² for the others, where g = (F(s) − F(t))/S(s) and
 * w = S(s−)²·d·(1 − (d − 1)/(n − 1))/n².
 */
class AalenVariance {
  private readonly sums: { constant: number; linear: number; square: number }[];

  constructor(causes: number) {
    this.sums = Array.from({ length: causes }, () => ({ constant: 0, linear: 0, square: 0 }));
  }

  step(
    before: number,
    after: number,
    n: number,
    events: readonly number[],
    incidence: readonly number[],
  ): void {
    const inverse = after > 0 ? 1 / after : 0;
    this.sums.forEach((sum, k) => {
      const own = events[k]!;
      const others = events.reduce((total, d) => total + d, 0) - own;
      if (others > 0 && after > 0) add(sum, weight(before, n, others), incidence[k]! * inverse, inverse);
      if (own > 0) add(sum, weight(before, n, own), 1 + incidence[k]! * inverse, inverse);
    });
  }

  current(incidence: readonly number[]): number[] {
    return this.sums.map(({ constant, linear, square }, k) => {
      const f = incidence[k]!;
      return Math.max(0, constant + f * (f * square - 2 * linear));
    });
  }
}

function weight(survival: number, n: number, d: number): number {
  const ties = d > 1 ? 1 - (d - 1) / (n - 1) : 1;
  return (survival / n) * (survival / n) * d * ties;
}

function add(
  sum: { constant: number; linear: number; square: number },
  w: number,
  a: number,
  b: number,
): void {
  sum.constant += a * a * w;
  sum.linear += a * b * w;
  sum.square += b * b * w;
}

function firstAfter(times: readonly number[], entry: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= entry) low = middle + 1;
    else high = middle;
  }
  return low;
}
