import {
  kaplanMeier,
  restrictedMean,
  restrictedMeanError,
  survivalQuantile,
  survivalQuantileLimits,
  type KaplanMeier,
  type KaplanMeierOptions,
} from '../../src/index.ts';
import type { Adapter } from '../case.ts';
import { number, numberList, optionalText, text } from '../case-input.ts';
import { evaluate } from '../r-expression.ts';
import { numbers } from '../table.ts';

export const answer: Adapter = ({ input, expected }, { table }) => {
  const time = numbers(table!, text(input, 'time'));
  const event = evaluate(text(input, 'event'), table!);
  const group = optionalText(input, 'group');
  const labels = group === undefined ? time.map(() => 0) : numbers(table!, group);
  const times = numberList(input, 'times').flatMap((value) => value ?? []);
  const tau = number(input, 'tau');
  const options: KaplanMeierOptions = {
    level: number(input, 'conf'),
    interval: text(input, 'conf_type') as 'log-log' | 'log' | 'plain',
  };
  const shapes = (expected['groups'] ?? {}) as Record<
    string,
    { curve?: unknown; quantiles?: { p: number[] } }
  >;
  const groups: Record<string, unknown> = {};
  for (const value of [...new Set(labels)].filter((label) => label !== null).sort((a, b) => a - b)) {
    const name = group === undefined ? 'all' : `${group}=${value}`;
    const inside = <T>(column: readonly T[]): T[] => column.filter((_, i) => labels[i] === value);
    const curve = kaplanMeier({ time: inside(time), event: inside(event) }, options);
    if (curve.kind !== 'curve') continue;
    const p = shapes[name]?.quantiles?.p ?? [];
    const quantiles = p.map((share) => survivalQuantile(curve, share));
    const limitsOf = p.map((share) => survivalQuantileLimits(curve, share));
    groups[name] = {
      n: curve.n,
      events: curve.events,
      at: at(curve, times),
      quantiles: {
        p,
        est: quantiles,
        lower: limitsOf.map(({ low }) => low),
        upper: limitsOf.map(({ high }) => high),
      },
      rmst: { tau, est: restrictedMean(curve, tau), se: restrictedMeanError(curve, tau) },
      curve: {
        time: curve.points.map((point) => point.time),
        n_risk: curve.points.map((point) => point.atRisk),
        n_event: curve.points.map((point) => point.events),
        n_censor: curve.points.map((point) => point.censored),
        surv: curve.points.map((point) => point.value),
        cumhaz: curve.points.map((point) => point.cumulativeHazard),
        lower: curve.points.map((point) => limits(point)[0]),
        upper: curve.points.map((point) => limits(point)[1]),
      },
    };
  }
  return { values: { groups } };
};

/** The curve read off at given times, with R's numbers at risk just before them. */
export function at(curve: KaplanMeier, times: readonly number[]) {
  const rows = times.map((time) => {
    const before = curve.points.filter((point) => point.time <= time).at(-1);
    const atRisk = curve.points.find((point) => point.time >= time)?.atRisk ?? 0;
    const [lower, upper] = before ? limits(before) : [1, 1];
    return { atRisk, surv: before?.value ?? 1, se: before ? before.standardError : 0, lower, upper };
  });
  return {
    time: times,
    n_risk: rows.map((row) => row.atRisk),
    surv: rows.map((row) => row.surv),
    se_greenwood: rows.map((row) => row.se),
    lower: rows.map((row) => row.lower),
    upper: rows.map((row) => row.upper),
  };
}

/** R prints no log-log limits at S = 1 after a censoring and at S = 0; the product's band has no width there. */
function limits(point: KaplanMeier['points'][number]): [number | null, number | null] {
  return point.value === 1 || point.value === 0 ? [null, null] : [point.low, point.high];
}
