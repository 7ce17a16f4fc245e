import { notEstimable } from './checked-results.ts';
import { isAscending, isCountTable } from './check-counts.ts';
import type { SurvivalCounts } from './count-tables.ts';
import { normalCritical } from './distributions.ts';
import type { KaplanMeierOptions } from './kaplan-meier.ts';
import type { CurvePoint, Drawn } from './results.ts';
import { survivalLimits } from './survival-interval.ts';

/**
 * Kaplan–Meier curves of every score, read at given times only: what a chart or a table of fixed days needs.
 *
 * Use it instead of `kaplanMeierByScore` where single steps are not wanted; it costs a fraction of them. A median
 * cannot be had from it. Shares, limits and assumptions as for `kaplanMeier`.
 *
 * @param times ascending; those after a score's last row are left out of its curve
 * @returns one curve per score, in their order; events and censorings of a point are those since the point before.
 *   EMPTY for a score without rows, INVALID_INPUT for no count table, times that do not ascend, or a level outside 0–1
 *
 * R: `summary(survfit(Surv(time, event) ~ score, conf.type = 'log-log'), times = times)`.
 * @example kaplanMeierAtTimes(countSurvival({ time, event }, score), [90, 180, 365])[0].points
 */
export function kaplanMeierAtTimes(
  table: SurvivalCounts,
  times: readonly number[],
  options: KaplanMeierOptions = {},
): Drawn[] {
  const { level = 0.95 } = options;
  if (!isCountTable(table) || !isAscending(times) || !(level > 0 && level < 1))
    return table.scores.map(() => notEstimable('INVALID_INPUT', 0));
  const critical = normalCritical(level);
  return table.scores.map((_, s) => curveAt(table, s, times, critical, options));
}

function curveAt(
  table: SurvivalCounts,
  score: number,
  readAt: readonly number[],
  critical: number,
  { cause, interval = 'log-log' }: KaplanMeierOptions,
): Drawn {
  const { times, causes, counts, entries } = table;
  const width = causes + 1;
  const offset = score * times.length;
  let n = 0;
  let atRisk = 0;
  let last = -1;
  for (let t = 0; t < times.length; t += 1) {
    const first = (offset + t) * width;
    let leaving = 0;
    for (let code = 0; code < width; code += 1) leaving += counts[first + code]!;
    n += leaving;
    if (leaving > 0) last = t;
    if (entries) atRisk -= entries[offset + t]!;
  }
  if (n === 0) return notEstimable('EMPTY', 0);
  atRisk += n;
  const points: CurvePoint[] = [];
  let survival = 1;
  let greenwood = 0;
  let highest = 1;
  let events = 0;
  let censored = 0;
  let next = 0;
  for (let t = 0; t <= last && next < readAt.length; t += 1) {
    const first = (offset + t) * width;
    const before = atRisk;
    let leaving = counts[first]!;
    let happened = 0;
    for (let code = 1; code < width; code += 1) {
      const count = counts[first + code]!;
      leaving += count;
      if (cause === undefined || code === cause) happened += count;
    }
    // Times between the steps see the curve as the step before left it.
    for (; next < readAt.length && readAt[next]! < times[t]!; next += 1) read(atRisk);
    if (happened > 0) {
      const left = atRisk - happened;
      if (left === 0) {
        highest = survivalLimits(survival, Math.sqrt(greenwood), critical, interval)?.high ?? highest;
        survival = 0;
      } else {
        survival *= left / atRisk;
        greenwood += happened / atRisk / left;
      }
    }
    events += happened;
    censored += leaving - happened;
    atRisk -= leaving;
    if (entries) atRisk += entries[offset + t]!;
    if (next < readAt.length && readAt[next] === times[t]) {
      read(before);
      next += 1;
    }
  }
  return { kind: 'curve', points, n, method: `kaplan-meier, ${interval}` };

  function read(atRiskThen: number): void {
    const limits = survivalLimits(survival, Math.sqrt(greenwood), critical, interval);
    points.push({
      time: readAt[next]!,
      value: survival,
      low: limits ? limits.low : 0,
      high: limits ? limits.high : highest,
      atRisk: atRiskThen,
      events,
      censored,
    });
    events = 0;
    censored = 0;
  }
}
