import { describe, expect, it } from 'vitest';
import * as stats from './index.ts';

const curveOf = (rows: stats.SurvivalRows, options?: stats.KaplanMeierOptions): stats.KaplanMeier => {
  const curve = stats.kaplanMeier(rows, options);
  if (curve.kind !== 'curve') throw new Error(curve.reason);
  return curve;
};
const hand = { time: [1, 2, 3, 4, 5], event: [1, 0, 1, 1, 0] };

describe('Kaplan–Meier on paper', () => {
  it('4/5, then 2/3 of it, then half of that', () => {
    expect(curveOf(hand).points.map((point) => point.value)).toEqual(
      [4 / 5, 4 / 5, (4 / 5) * (2 / 3), (4 / 5) * (2 / 3) * (1 / 2), (4 / 5) * (2 / 3) * (1 / 2)].map((v) =>
        expect.closeTo(v, 14),
      ),
    );
    expect(curveOf(hand).points.map((point) => point.atRisk)).toEqual([5, 4, 3, 2, 1]);
  });
  it('an event comes before a censoring at the same time', () => {
    expect(curveOf({ time: [4, 4, 6, 6], event: [1, 0, 1, 0] }).points.map((point) => point.value)).toEqual([
      0.75, 0.375,
    ]);
  });
  it('late entry keeps a row out of the risk sets before it', () => {
    // R: survfit(Surv(c(0,0,1,2), c(1,2,3,4), c(1,1,0,1)) ~ 1)$n.risk
    const late = curveOf({ time: [1, 2, 3, 4], event: [1, 1, 0, 1], entry: [0, 0, 1, 2] });
    expect(late.points.map((point) => point.atRisk)).toEqual([2, 2, 2, 1]);
  });
  it('0.1 + 0.2 and 0.3 are one time', () => {
    expect(curveOf({ time: [0.1 + 0.2, 0.3, 1], event: [1, 1, 0] }).points).toHaveLength(2);
  });
  it('with a cause, the other events are censored', () => {
    const curve = curveOf({ time: [1, 2, 3], event: [2, 1, 2] }, { cause: 1 });
    expect(curve.points.map((point) => point.value)).toEqual([1, 0.5, 0.5]);
    expect(curve.points.map((point) => point.censored)).toEqual([1, 0, 1]);
  });
  it('read at given times it is the same curve, with what happened in between added up', () => {
    const table = stats.countSurvival(
      { time: [1, 2, 3, 4, 5, 2, 4], event: [1, 0, 1, 1, 0, 1, 1] },
      [1, 1, 1, 1, 1, 2, 2],
    );
    const [first, second] = stats.kaplanMeierAtTimes(table, [0, 2, 3.5, 4, 9]) as stats.Curve[];
    const whole = stats.kaplanMeierFromCounts(table, { score: 1 }) as stats.KaplanMeier;
    const limits = (t: number) => ({ value: whole.points[t]!.value, low: whole.points[t]!.low });
    // R: summary(survfit(Surv(time, event) ~ score), times = c(0, 2, 3.5, 4))
    expect(first!.points).toEqual([
      { time: 0, value: 1, low: 1, high: 1, atRisk: 5, events: 0, censored: 0 },
      { time: 2, ...limits(1), high: whole.points[1]!.high, atRisk: 4, events: 1, censored: 1 },
      { time: 3.5, ...limits(2), high: whole.points[2]!.high, atRisk: 2, events: 1, censored: 0 },
      { time: 4, ...limits(3), high: whole.points[3]!.high, atRisk: 2, events: 1, censored: 0 },
    ]);
    // Where nobody is left the upper limit stays.
    const end = (stats.kaplanMeierFromCounts(table, { score: 2 }) as stats.KaplanMeier).points[1]!;
    expect(second!.points.at(-1)).toMatchObject({ time: 4, value: 0, low: 0, high: end.high });
    expect(stats.kaplanMeierAtTimes(table, [2, 2])[0]).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  it('read at given times, late entry counts as everywhere', () => {
    const rows = { time: [3, 5, 5, 8, 9, 9], event: [1, 2, 1, 0, 1, 0], entry: [0, 0, 3, 4, 5, 0] };
    const table = stats.countSurvival(rows);
    const whole = stats.kaplanMeierFromCounts(table, { cause: 1 }) as stats.KaplanMeier;
    const [curve] = stats.kaplanMeierAtTimes(table, [3, 5, 8, 9], { cause: 1 }) as stats.Curve[];
    const same = whole.points.map(({ time, value, low, high, atRisk, events, censored }) => ({
      time,
      value,
      low,
      high,
      atRisk,
      events,
      censored,
    }));
    expect(curve!.points).toEqual(same);
  });
  it.each([
    // R: survfit(Surv(1:4, c(1,1,1,1)) ~ 1, conf.type = …)$lower and $upper
    ['log-log', [0.127946918, 0.057847083, 0.008947824], [0.9605486, 0.8448613, 0.6653253]],
    ['log', [0.42593227, 0.18765893, 0.04579076], [1, 1, 1]],
    ['plain', [0.3256553, 0.010009, 0], [1, 0.989991, 0.6743447]],
  ] as const)('the %s interval is R’s, and nobody left keeps the last upper limit', (interval, low, high) => {
    const { points } = curveOf({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] }, { interval });
    low.forEach((limit, t) => expect(points[t]!.low).toBeCloseTo(limit, 6));
    high.forEach((limit, t) => expect(points[t]!.high).toBeCloseTo(limit, 6));
    expect(points[3]).toMatchObject({ value: 0, low: 0, high: points[2]!.high, standardError: null });
  });
  it('the median is the middle of a flat part at one half', () => {
    expect(stats.survivalMedian(curveOf({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] }))).toMatchObject({
      value: 2.5,
      low: 1,
      high: 'not reached',
    });
    expect(stats.survivalQuantile(curveOf({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] }), 0.25)).toMatchObject({
      value: 1.5,
    });
    expect(stats.survivalMedian(curveOf({ time: [2, 4, 7], event: [1, 0, 0] }))).toMatchObject({
      reason: 'NOT_REACHED',
    });
    expect(stats.survivalMedian(curveOf({ time: [5, 8], event: [0, 0] }))).toMatchObject({
      reason: 'NO_EVENTS',
    });
    expect(stats.survivalQuantile(curveOf(hand), 1)).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  it('a median that is not reached still has a lower limit when the band goes down that far', () => {
    const rows = { time: [1, 2, 3, 4, 5, 6, 7, 8], event: [1, 1, 1, 0, 0, 0, 0, 0] };
    expect(stats.survivalMedian(curveOf(rows))).toEqual({
      kind: 'not-estimable',
      reason: 'NOT_REACHED',
      n: 8,
    });
    expect(stats.survivalQuantileLimits(curveOf(rows), 0.5)).toEqual({ low: 1, high: 'not reached' });
  });
  it('read at a time: nothing before the first event, nothing after the follow-up', () => {
    const curve = curveOf({ time: [3, 5, 8], event: [0, 1, 0] });
    expect(stats.survivalAt(curve, 4)).toMatchObject({ reason: 'NO_EVENTS' });
    expect(stats.survivalAt(curve, 6)).toMatchObject({ value: 0.5, events: 1 });
    expect(stats.survivalAt(curve, 9)).toMatchObject({ reason: 'OUT_OF_RANGE' });
  });
  it('refuses risk sets that cannot be', () => {
    const sets = { n: 3, times: [1, 2], atRisk: [3, 2], events: [1, 3], censored: [0, 0] };
    expect(stats.kaplanMeierFromRiskSets(sets)).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.kaplanMeierFromRiskSets({ ...sets, times: [2, 1], events: [1, 1] })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(stats.kaplanMeierFromRiskSets({ ...sets, times: [] })).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.kaplanMeier({ time: [], event: [] })).toMatchObject({ reason: 'EMPTY' });
    expect(stats.kaplanMeier(hand, { level: 0 })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('restricted mean', () => {
  it('is the area under the curve', () => {
    // 1·1 + 4/5·2 + 8/15·1 up to 4
    expect(stats.restrictedMean(curveOf(hand), 4)).toMatchObject({
      value: expect.closeTo(1 + 1.6 + 8 / 15, 12),
      unit: 'days',
    });
  });
  it('without an event is tau, with a lower limit', () => {
    const mean = stats.restrictedMean(curveOf({ time: [5, 6, 7], event: [0, 0, 0] }), 4);
    expect(mean).toMatchObject({
      value: 4,
      high: 4,
      low: expect.closeTo((4 * 3) / (3 + 1.959963984540054 ** 2), 12),
    });
  });
  it('the difference of a group with itself is 0, and its test has p = 1', () => {
    const curve = curveOf(hand);
    expect(stats.restrictedMeanDifference(curve, curve, 4)).toMatchObject({ value: 0 });
    expect(stats.restrictedMeanTest(curve, curve, 4)).toMatchObject({ statistic: 0, p: 1 });
    const still = curveOf({ time: [5, 6], event: [0, 0] });
    expect(stats.restrictedMeanTest(still, still, 4)).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(stats.restrictedMean(curve, 0)).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  it('past the follow-up the curve is held flat, and the method says so', () => {
    expect(stats.restrictedMean(curveOf(hand), 9)).toMatchObject({
      method: 'restricted mean, flat after follow-up',
    });
  });
});

describe('log-rank', () => {
  const rows = { time: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 1, 0, 1] };
  it('six rows by hand: 3 against 1.15 expected', () => {
    const test = stats.logRank(rows, [0, 0, 0, 1, 1, 1]);
    expect(test).toMatchObject({
      df: 1,
      groups: [{ observed: 3, expected: expect.closeTo(1.15, 12) }, { observed: 2 }],
    });
  });
  it('says why not', () => {
    expect(stats.logRank(rows, [1, 1, 1, 1, 1, 1])).toMatchObject({ reason: 'ONE_GROUP_EMPTY' });
    expect(stats.logRank({ ...rows, event: [0, 0, 0, 0, 0, 0] }, [0, 0, 0, 1, 1, 1])).toMatchObject({
      reason: 'NO_EVENTS',
    });
    expect(stats.logRank({ time: [], event: [] }, [])).toMatchObject({ reason: 'EMPTY' });
    expect(stats.logRank(rows, [1, 2])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.logRank({ time: [1, 9], event: [1, 0], entry: [0, 5] }, [0, 1])).toMatchObject({
      reason: 'SINGULAR',
    });
  });
  it('strata of one group each have nothing to compare', () => {
    expect(stats.logRankTrend(rows, [0, 0, 0, 1, 1, 1], { strata: [0, 0, 0, 1, 1, 1] })).toMatchObject({
      reason: 'SINGULAR',
    });
  });
});

describe('Cox', () => {
  // R: coxph(Surv(entry, t, event > 0) ~ x, cluster = c) and its concordance
  const rows = {
    time: [5, 6, 6, 9, 10, 12, 3, 8],
    event: [1, 0, 1, 1, 1, 0, 1, 1],
    entry: [0, 1, 0, 5, 3, 6, 1, 4],
  };
  const x = [1, 2, 3, 4, 5, 3, 2, 1];

  it('with delayed entry and clusters agrees with R', () => {
    const model = stats.cox(rows, { x }, { cluster: [1, 1, 2, 2, 3, 3, 4, 4] });
    if (model.kind !== 'cox-model') throw new Error(model.reason);
    const [one] = model.coefficients;
    expect(one!.coefficient.value).toBeCloseTo(-0.3258007662611, 11);
    expect(one!.standardError).toBeCloseTo(0.3671420457767, 11);
    expect(one!.robustStandardError).toBeCloseTo(0.0771701478634, 11);
    expect(model.concordance).toMatchObject({
      value: expect.closeTo(0.6470588235294, 12),
      standardError: expect.closeTo(0.0359595323371, 10),
    });
    expect(model.clusters).toBe(4);
  });
  it('says when the likelihood has no maximum', () => {
    const split = { time: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 1, 1, 1] };
    const score = [1, 1, 1, 0, 0, 0];
    expect(stats.cox(split, { score })).toMatchObject({ reason: 'SEPARATION' });
    expect(stats.coxFromCounts(stats.countSurvival(split, score))).toMatchObject({ reason: 'SEPARATION' });
    expect(stats.coxProportionality(split, { score })).toMatchObject({ reason: 'SEPARATION' });
  });
  it('and gives Firth’s finite answer instead, with the penalised likelihood of R', () => {
    // R: optim over coxph(init = b, iter.max = 0)$loglik + ½ log det of the information
    const data = { time: [1, 2, 2, 3, 4, 5, 5, 6, 7, 8], event: [1, 1, 1, 0, 1, 1, 0, 1, 1, 0] };
    const covariates = { x: [5, 4, 2, 3, 4, 1, 2, 1, 2, 3], z: [1, 0, 0, 1, 0, 1, 1, 0, 1, 0] };
    const fit = stats.firthCox(data, covariates);
    if (fit.kind !== 'firth-cox') throw new Error(fit.reason);
    expect(fit.penalisedLogLikelihood[0]).toBeCloseTo(-10.6194639343, 9);
    expect(fit.penalisedLogLikelihood[1]).toBeCloseTo(-9.98520999242, 9);
    expect(fit.coefficients[0]!.coefficient.value).toBeCloseTo(0.43321438, 6);
    expect(fit.coefficients[0]!.coefficient.low).toBeCloseTo(-0.34136292, 5);
    expect(fit.coefficients[0]!.test.statistic).toBeCloseTo(1.16499683796, 6);
    const split = stats.firthCox(
      { time: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 1, 1, 1] },
      { x: [1, 1, 1, 0, 0, 0] },
    );
    expect(split.kind).toBe('firth-cox');
  });
  it('says why not', () => {
    expect(stats.cox(rows, {})).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.cox(rows, { x: [1, 1, 1, 1, 1, 1, 1, 1] })).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(stats.cox(rows, { x, y: x.map((v) => 2 * v) })).toMatchObject({ reason: 'SINGULAR' });
    expect(stats.cox({ ...rows, event: x.map(() => 0) }, { x })).toMatchObject({ reason: 'NO_EVENTS' });
    expect(stats.cox({ time: [], event: [] }, { x: [] })).toMatchObject({ reason: 'EMPTY' });
    expect(stats.cox(rows, { x }, { level: 2 })).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.cox(rows, { x }, { cluster: x.map(() => 1) })).toMatchObject({ reason: 'TOO_FEW' });
    expect(stats.coxFromCounts(stats.countSurvival(rows))).toMatchObject({ reason: 'NO_VARIANCE' });
    expect(stats.firthCox(rows, { x }, { level: 2 })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});

describe('competing risks', () => {
  it('with delayed entry agrees with R’s infinitesimal jackknife', () => {
    // R: survfit(Surv(entry, t, factor(event, 0:2)) ~ 1, id = 1:8)
    const risks = stats.aalenJohansen({
      time: [5, 6, 6, 9, 10, 12, 3, 8],
      event: [1, 0, 2, 1, 1, 0, 1, 2],
      entry: [0, 1, 0, 5, 3, 6, 1, 4],
    });
    if (risks.kind !== 'competing-risks') throw new Error(risks.reason);
    const want = [
      0.216506350946, 0.204939015319, 0.204939015319, 0.204939015319, 0.20824984994, 0.190871684647,
      0.190871684647,
    ];
    expect(risks.causes[0]!.points.map((point) => point.standardError)).toEqual(
      want.map((v) => expect.closeTo(v, 11)),
    );
    expect(risks.eventFree.points[3]!.standardError).toBeCloseTo(0.158971695594, 11);
  });
  it('one minus Kaplan–Meier would be too high', () => {
    const rows = { time: [1, 2, 3, 4, 5, 6], event: [1, 2, 0, 1, 2, 0] };
    const risks = stats.aalenJohansen(rows);
    if (risks.kind !== 'competing-risks') throw new Error(risks.reason);
    expect(stats.incidenceAt(risks, 1, 5)).toMatchObject({ value: expect.closeTo(7 / 18, 12), events: 2 });
    expect(1 - curveOf(rows, { cause: 1 }).points.at(-1)!.value).toBeCloseTo(4 / 9, 12);
    expect(stats.incidenceAt(risks, 1, 0.5)).toMatchObject({ reason: 'NO_EVENTS' });
    expect(stats.incidenceAt(risks, 1, 7)).toMatchObject({ reason: 'OUT_OF_RANGE' });
    expect(stats.incidenceAt(risks, 3, 5)).toMatchObject({ reason: 'INVALID_INPUT' });
  });
  it('from a table with delayed entry the variance is Aalen’s, and says so', () => {
    const rows = { time: [3, 5, 6, 9], event: [1, 2, 1, 0], entry: [0, 0, 3, 3] };
    const risks = stats.aalenJohansenFromCounts(stats.countSurvival(rows));
    if (risks.kind !== 'competing-risks') throw new Error(risks.reason);
    expect(risks.causes[0]!.method).toContain('aalen variance');
    const fromRows = stats.aalenJohansen(rows, { variance: 'aalen' });
    expect(fromRows).toMatchObject({
      causes: risks.causes.map(({ points }) => ({
        points: points.map(({ value, standardError }) => ({ value, standardError })),
      })),
    });
  });
  it('says why not', () => {
    expect(stats.aalenJohansen({ time: [], event: [] })).toMatchObject({ reason: 'EMPTY' });
    expect(stats.grayTest({ time: [1, 2], event: [1, 1] }, [0, 0], 1)).toMatchObject({
      reason: 'ONE_GROUP_EMPTY',
    });
    expect(stats.grayTest({ time: [1, 2], event: [2, 2] }, [0, 1], 1)).toMatchObject({ reason: 'NO_EVENTS' });
    expect(stats.grayTest({ time: [1, 2], event: [2, 2] }, [0, 1], 0)).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(stats.fineGray({ time: [1, 2], event: [2, 2] }, { x: [1, 2] }, 1)).toMatchObject({
      reason: 'NO_EVENTS',
    });
    expect(stats.fineGray({ time: [2, 3], event: [1, 2], entry: [0, 1] }, { x: [1, 2] }, 1)).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(stats.fineGray({ time: [1, 2, 3, 4], event: [1, 1, 1, 1] }, { x: [1, 1, 0, 0] }, 1)).toMatchObject(
      { reason: 'SEPARATION' },
    );
  });
});

describe('concordance', () => {
  it('with delayed entry only rows at risk are compared', () => {
    const rows = { time: [2, 6], event: [1, 1], entry: [0, 3] };
    expect(stats.harrellC(rows, [2, 1])).toMatchObject({ reason: 'NO_COMPARABLE_PAIRS' });
    expect(stats.unoC(rows, [2, 1])).toMatchObject({ reason: 'INVALID_INPUT' });
    expect(stats.harrellCFromCounts(stats.countSurvival(rows, [2, 1]))).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
  it('a perfect split with ties is below 1 with halves and 1 without them', () => {
    const rows = { time: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 1, 1, 1] };
    const score = [1, 1, 1, 0, 0, 0];
    expect(stats.harrellC(rows, score)).toMatchObject({ value: 0.8, pairs: { concordant: 9, tiedScore: 6 } });
    expect(stats.harrellC(rows, score, { tiedScores: 'excluded' })).toMatchObject({ value: 1 });
  });
  it('says why not', () => {
    expect(stats.harrellC({ time: [], event: [] }, [])).toMatchObject({ reason: 'EMPTY' });
    expect(stats.harrellC({ time: [1], event: [1] }, [1], { level: 7 })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
  });
});

describe('mean cumulative function', () => {
  it('agrees with R, with late entry and repeated events', () => {
    // R: survfit(Surv(start, stop, event) ~ 1, id = id)$cumhaz and $std.chaz
    const curve = stats.meanCumulativeFunction({
      end: [10, 8, 6, 12, 4],
      events: [[2, 5, 5.5], [], [3, 6], [5, 9, 11], [1]],
      entry: [0, 0, 1, 3, 0],
    });
    if (curve.kind !== 'curve') throw new Error(curve.reason);
    expect(curve.points.map((point) => point.value)).toEqual(
      [1 / 3, 7 / 12, 5 / 6, 4 / 3, 19 / 12, 11 / 6, 7 / 3, 10 / 3].map((v) => expect.closeTo(v, 12)),
    );
    const se = [
      0.272165526976, 0.255721564438, 0.284637521277, 0.418053248425, 0.550672988933, 0.575342088256,
      0.569275042553, 0.569275042553,
    ];
    expect(curve.points.map((point) => point.standardError)).toEqual(se.map((v) => expect.closeTo(v, 11)));
    expect(curve.events).toBe(9);
  });
  it('says why not', () => {
    expect(stats.meanCumulativeFunction({ end: [], events: [] })).toMatchObject({ reason: 'EMPTY' });
    expect(stats.meanCumulativeFunction({ end: [5], events: [[]] })).toMatchObject({ reason: 'NO_EVENTS' });
    expect(stats.meanCumulativeFunction({ end: [5], events: [[6]] })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(stats.meanCumulativeFunction({ end: [5], events: [[1]], entry: [2] })).toMatchObject({
      reason: 'INVALID_INPUT',
    });
    expect(stats.meanCumulativeFunction({ end: [5], events: [] })).toMatchObject({ reason: 'INVALID_INPUT' });
  });
});
