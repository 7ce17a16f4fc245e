import type { SurvivalCounts } from './count-tables.ts';

/** Numbers at risk, events and censorings at ascending times, of one group of rows. */
export type RiskSets = {
  n: number;
  times: ArrayLike<number>;
  atRisk: ArrayLike<number>;
  events: ArrayLike<number>;
  censored: ArrayLike<number>;
};

/**
 * At risk and events of several groups over one time axis, row-major by time: `atRisk[t * groups + g]`. The arrays
 * may be longer than that.
 */
export type GroupedRiskSets = {
  groups: number;
  times: readonly number[];
  atRisk: Float64Array;
  events: Float64Array;
  /** Events of all groups together, per time. */
  deaths: Float64Array;
  allDeaths: number;
  /** Rows per group. */
  n: number[];
};

/** Which event codes count as the event; all of them when no cause is given. */
export type CauseOption = {
  /** Only this event code counts, the others are treated as censored at their time. */
  cause?: number;
};

/**
 * Risk sets of each score of a table.
 *
 * @param room for callers that are done with the sets when they return: the next call with the same room overwrites
 *   them, which saves the larger part of the time with small tables
 */
export function groupedRiskSets(table: SurvivalCounts, cause?: number, room?: number): GroupedRiskSets {
  const { scores, times, causes, counts, entries } = table;
  const width = causes + 1;
  const length = times.length;
  const groups = scores.length;
  const { atRisk, events, deaths } = arraysFor(groups * length, room);
  deaths.fill(0, 0, length);
  const n = new Array<number>(groups).fill(0);
  let allDeaths = 0;
  const own = cause === undefined || !(Number.isInteger(cause) && cause >= 1 && cause < width) ? 0 : cause;
  for (let g = 0; g < groups; g += 1) {
    let remaining = 0;
    let all = 0;
    for (let t = length - 1; t >= 0; t -= 1) {
      const first = (g * length + t) * width;
      let happened = 0;
      for (let code = 1; code < width; code += 1) happened += counts[first + code]!;
      const leaving = counts[first]! + happened;
      if (cause !== undefined) happened = own === 0 ? 0 : counts[first + own]!;
      all += leaving;
      remaining += leaving;
      if (entries !== undefined) remaining -= entries[g * length + t]!;
      const cell = t * groups + g;
      atRisk[cell] = remaining;
      events[cell] = happened;
      deaths[t]! += happened;
      allDeaths += happened;
    }
    n[g] = all;
  }
  return { groups, times, atRisk, events, deaths, allDeaths, n };
}

type Arrays = Pick<GroupedRiskSets, 'atRisk' | 'events' | 'deaths'>;

const rooms: Arrays[] = [];
const ROOM = 2 ** 14;

function arraysFor(size: number, room: number | undefined): Arrays {
  if (room === undefined || room >= 8 || size > ROOM) return arraysOf(size);
  return (rooms[room] ??= arraysOf(ROOM));
}

function arraysOf(size: number): Arrays {
  return {
    atRisk: new Float64Array(size),
    events: new Float64Array(size),
    deaths: new Float64Array(size),
  };
}

/** Risk sets of all rows together, or of the scores at the given positions, at the times when anybody leaves. */
export function riskSetsOf(
  table: SurvivalCounts,
  cause?: number,
  scorePositions?: readonly number[],
): RiskSets {
  const { times, causes, counts, entries } = table;
  const width = causes + 1;
  const chosen = scorePositions ?? table.scores.map((_, s) => s);
  const n = chosen.reduce((sum, s) => sum + rowTotal(table, s), 0);
  const sets = {
    times: [] as number[],
    atRisk: [] as number[],
    events: [] as number[],
    censored: [] as number[],
  };
  let atRisk = n;
  if (entries)
    for (const s of chosen)
      for (let t = 0; t < times.length; t += 1) atRisk -= entries[s * times.length + t]!;
  for (let t = 0; t < times.length; t += 1) {
    let leaving = 0;
    let happened = 0;
    let entered = 0;
    for (let c = 0; c < chosen.length; c += 1) {
      const cell = chosen[c]! * times.length + t;
      const first = cell * width;
      leaving += counts[first]!;
      for (let code = 1; code < width; code += 1) {
        const count = counts[first + code]!;
        leaving += count;
        if (cause === undefined || code === cause) happened += count;
      }
      if (entries !== undefined) entered += entries[cell]!;
    }
    if (leaving > 0) {
      sets.times.push(times[t]!);
      sets.atRisk.push(atRisk);
      sets.events.push(happened);
      sets.censored.push(leaving - happened);
    }
    atRisk += entered - leaving;
  }
  return { n, ...sets };
}

function rowTotal({ times, causes, counts }: SurvivalCounts, score: number): number {
  const size = times.length * (causes + 1);
  let total = 0;
  for (let cell = score * size; cell < (score + 1) * size; cell += 1) total += counts[cell]!;
  return total;
}
