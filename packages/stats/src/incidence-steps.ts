import { AalenVariance, type Cohort, JackknifeVariance } from './incidence-variance.ts';
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
