import {
  aalenJohansen,
  auc,
  aucVariance,
  benjaminiHochberg,
  comomentCorrelation,
  comoments,
  countSurvival,
  coxFromCounts,
  harrellC,
  kaplanMeier,
  kendallTauB,
  logRank,
  pairCounts,
  pearson,
  pearsonTest,
  spearman,
  survivalMedian,
  type NotEstimable,
  type SurvivalRows,
} from '../../src/index.ts';
import type { Adapter, OracleCase } from '../case.ts';
import { numberList } from '../case-input.ts';
import { ends, pairValues, pOf } from './correlation.ts';
import { at } from './kaplan-meier.ts';

/** Edge cases of association, survival, AUC and multiplicity. */
export const associationAndSurvivalEdges: Record<string, Adapter> = {
  pearson: (oracleCase) => ({ values: pearsonEdge(oracleCase) }),
  spearman: ({ input }) => ({
    values: withStatus(spearman(numberList(input, 'x'), numberList(input, 'y')), (rho) => ({ rho })),
  }),
  kendall: ({ input }) => ({ values: kendallEdge(numberList(input, 'x'), numberList(input, 'y')) }),
  kaplan_meier: (oracleCase) => ({ values: kaplanMeierEdge(oracleCase) }),
  logrank: ({ input }) => ({ values: logRankEdge(input) }),
  cox: (oracleCase) => ({ values: coxEdge(oracleCase) }),
  aalen_johansen: (oracleCase) => ({ values: aalenJohansenEdge(oracleCase) }),
  auc: ({ input }) => {
    const [y, x] = [numberList(input, 'y'), numberList(input, 'x')];
    return { values: withStatus(auc(y, x), (value) => ({ auc: value, delong_var: aucVariance(y, x) })) };
  },
  bh: ({ input }) => ({ values: { bh: benjaminiHochberg(numberList(input, 'p')) } }),
};

/** The layout's way to say that a case has no answer. */
function withStatus<Result extends { kind: string }>(
  result: Result,
  values: (answer: Exclude<Result, NotEstimable>) => Record<string, unknown>,
): Record<string, unknown> {
  if (result.kind === 'not-estimable')
    return { status: result, reason: (result as unknown as NotEstimable).reason };
  return values(result as Exclude<Result, NotEstimable>);
}

function pearsonEdge({ input }: OracleCase) {
  const [x, y] = [numberList(input, 'x'), numberList(input, 'y')];
  const interval = pearson(x, y);
  const test = pearsonTest(x, y);
  const moments = comoments(x, y);
  // With two points there is neither test nor interval, with three a test alone.
  const r = interval.kind === 'estimate' ? interval : moments && comomentCorrelation(moments);
  return {
    ...withStatus(test, () => ({})),
    n: interval.n,
    r,
    r_if_forced: r,
    p: pOf(test),
    ci: interval.kind === 'estimate' ? ends(interval) : interval,
  };
}

function kendallEdge(x: (number | null)[], y: (number | null)[]) {
  return withStatus(kendallTauB(x, y), (tau) => ({
    tau_b: tau,
    ...pairValues(pairCounts(x, y)),
    spearman: spearman(x, y),
    pearson: pearson(x, y),
  }));
}

function followUp(input: Record<string, unknown>): SurvivalRows {
  return { time: numberList(input, 'time'), event: numberList(input, 'event') };
}

function kaplanMeierEdge({ input, expected }: OracleCase) {
  return withStatus(kaplanMeier(followUp(input)), (curve) => {
    const events = curve.points.filter((point) => point.events > 0);
    const rows = at(
      curve,
      events.map((point) => point.time),
    );
    const first = at(curve, [curve.points[0]!.time, curve.points.at(-1)!.time]);
    const none = curve.events === 0;
    const se = events.length === 1 && events[0]!.value === 0 ? 'not_estimable' : rows.se_greenwood;
    return {
      ...rows,
      se: none ? first.se_greenwood : se,
      events: curve.events,
      surv_at: first.surv,
      ci: none ? 'not_estimable' : undefined,
      median: curve.events === 0 ? 'not reached' : survivalMedian(curve),
      distinct_event_times: events.length,
      surv_after: events.at(-1)?.value,
      ...('surv' in expected && { surv: rows.surv }),
    };
  });
}

function logRankEdge(input: Record<string, unknown>) {
  const labels = Array.isArray(input['group']) ? (input['group'] as unknown[]) : [];
  const levels = [...new Set(labels)];
  const group = labels.map((label) => levels.indexOf(label));
  return withStatus(logRank(followUp(input), group), (test) => ({
    observed: test.groups.map(({ observed }) => observed),
    expected: test.groups.map(({ expected }) => expected),
    chisq: test.statistic,
    p: test.p,
  }));
}

/** The tie method of an edge case is no input: it stands in the call that R ran, else in the id. */
function coxEdge({ id, call, input }: OracleCase) {
  const rows = followUp(input);
  const x = numberList(input, 'x');
  const fit = coxFromCounts(countSurvival(rows, x), {
    ties: /breslow/i.test(`${String(call)} ${id}`) ? 'breslow' : 'efron',
  });
  return {
    ...withStatus(fit, (cox) => ({
      coef: cox.coefficient,
      se: cox.standardError,
      loglik: cox.logLikelihood,
      score: cox.score,
    })),
    logrank_chisq: logRank(rows, x),
    // The case takes C over the pairs whose scores differ: with ties as halves a perfect split has C < 1.
    harrell_C: harrellC(rows, x, { tiedScores: 'excluded' }),
  };
}

function aalenJohansenEdge({ input, expected }: OracleCase) {
  const rows = followUp(input);
  const times = (expected['times'] ?? []) as number[];
  return withStatus(aalenJohansen(rows), (risks) => {
    const read = (points: { time: number; value: number }[], start: number): number[] =>
      times.map((time) => points.filter((point) => point.time <= time).at(-1)?.value ?? start);
    const values: Record<string, unknown> = { times, event_free: read(risks.eventFree.points, 1) };
    risks.causes.forEach((curve, k) => {
      values[`cif${k + 1}`] = read(curve.points, 0);
    });
    for (const key of Object.keys(expected)) {
      const [, cause, time] = /^naive_1_minus_km_cause(\d+)_at_([0-9.]+)$/.exec(key) ?? [];
      if (cause === undefined) continue;
      const naive = kaplanMeier(rows, { cause: Number(cause) });
      if (naive.kind === 'curve') values[key] = 1 - at(naive, [Number(time)]).surv[0]!;
    }
    return values;
  });
}
