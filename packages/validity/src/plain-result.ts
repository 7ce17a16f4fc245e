import type { DrawnOrMissing, EstimatedOrMissing, TestedOrMissing } from '@hindsight/domain';
import type { Curve, Estimate, NotEstimable, TestResult } from '@hindsight/stats';

/**
 * A result of `stats` with the fields of the findings contract and no others: what a function of `stats` adds for
 * its own callers does not reach a reply.
 */
export function plain(result: NotEstimable): EstimatedOrMissing & TestedOrMissing & { kind: 'not-estimable' };
export function plain(result: Estimate | NotEstimable): EstimatedOrMissing;
export function plain(result: TestResult | NotEstimable): TestedOrMissing;
export function plain(result: Estimate | TestResult | NotEstimable): EstimatedOrMissing | TestedOrMissing {
  switch (result.kind) {
    case 'estimate': {
      const { kind, unit, value, low, high, level, n, events, coverage, method } = result;
      return {
        kind,
        unit,
        value,
        low,
        high,
        level,
        n,
        ...(events === undefined ? {} : { events }),
        ...(coverage === undefined ? {} : { coverage }),
        method,
      };
    }
    case 'test': {
      const { kind, statistic, df, p, n, method } = result;
      return { kind, statistic, ...(df === undefined ? {} : { df }), p, n, method };
    }
    default: {
      const { kind, reason, n, need } = result;
      return { kind, reason, n, ...(need === undefined ? {} : { need }) };
    }
  }
}

export function plainCurve(result: Curve | NotEstimable): DrawnOrMissing {
  if (result.kind === 'not-estimable') return plain(result);
  return {
    kind: 'curve',
    points: result.points.map(({ time, value, low, high, atRisk, events, censored }) => ({
      time,
      value,
      low,
      high,
      atRisk,
      events,
      censored,
    })),
    n: result.n,
    method: result.method,
  };
}
