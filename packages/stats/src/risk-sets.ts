import type { SurvivalCounts } from './count-tables.ts';

/** Numbers at risk, events and censorings at ascending times, of one group of rows. */
export type RiskSets = {
  n: number;
  times: ArrayLike<number>;
  atRisk: ArrayLike<number>;
  events: ArrayLike<number>;
  censored: ArrayLike<number>;
};

/** At risk and events of several groups over one time axis, row-major by group. */
export type GroupedRiskSets = {
  groups: number;
  times: readonly number[];
  atRisk: Float64Array;
  events: Float64Array;
  /** Rows per group. */
  n: Float64Array;
};

/** Which event codes count as the event; all of them when no cause is given. */
export type CauseOption = {
  /** Only this event code counts, the others are treated as censored at their time. */
  cause?: number;
};

/** Risk sets of each score of a table. */
export function groupedRiskSets(table: SurvivalCounts, cause?: number): GroupedRiskSets {
  const { scores, times, causes, counts, entries } = table;
  const width = causes + 1;
  const length = times.length;
  const atRisk = new Float64Array(scores.length * length);
  const events = new Float64Array(scores.length * length);
  const n = new Float64Array(scores.length);
  for (let s = 0; s < scores.length; s += 1) {
    let remaining = 0;
    for (let t = length - 1; t >= 0; t -= 1) {
      const cell = s * length + t;
      let leaving = 0;
      for (let code = 0; code < width; code += 1) leaving += counts[cell * width + code]!;
      const censored = counts[cell * width]!;
      events[cell] = cause === undefined ? leaving - censored : (counts[cell * width + cause] ?? 0);
      n[s]! += leaving;
      remaining += leaving - (entries ? entries[cell]! : 0);
      atRisk[cell] = remaining;
    }
  }
  return { groups: scores.length, times, atRisk, events, n };
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
  const kept: { time: number; atRisk: number; events: number; censored: number }[] = [];
  let remaining = 0;
  let n = 0;
  for (let t = times.length - 1; t >= 0; t -= 1) {
    let leaving = 0;
    let happened = 0;
    let entered = 0;
    for (const s of chosen) {
      const cell = s * times.length + t;
      for (let code = 0; code < width; code += 1) {
        const count = counts[cell * width + code]!;
        leaving += count;
        if (code > 0 && (cause === undefined || code === cause)) happened += count;
      }
      if (entries) entered += entries[cell]!;
    }
    n += leaving;
    remaining += leaving - entered;
    if (leaving > 0)
      kept.push({ time: times[t]!, atRisk: remaining, events: happened, censored: leaving - happened });
  }
  kept.reverse();
  return {
    n,
    times: kept.map((row) => row.time),
    atRisk: kept.map((row) => row.atRisk),
    events: kept.map((row) => row.events),
    censored: kept.map((row) => row.censored),
  };
}
