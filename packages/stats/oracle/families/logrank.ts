import { logRank, logRankTrend, type LogRank, type NotEstimable } from '../../src/index.ts';
import type { Adapter } from '../case.ts';
import { optionalText, text } from '../case-input.ts';
import { evaluate } from '../r-expression.ts';
import { numbers } from '../table.ts';

export const answer: Adapter = ({ input }, { table }) => {
  const rows = { time: numbers(table!, text(input, 'time')), event: evaluate(text(input, 'event'), table!) };
  const group = numbers(table!, text(input, 'group'));
  const strata = optionalText(input, 'strata');
  const options = strata === undefined ? {} : { strata: numbers(table!, strata) };
  const trend = logRankTrend(rows, group, options);
  const logrank = logRank(rows, group, options);
  const levels = logrank.kind === 'test' ? logrank.groups.map(({ value }) => value) : [];
  return {
    values: {
      logrank: testValues(logrank),
      trend:
        trend.kind === 'test'
          ? {
              scores: levels,
              statistic: trend.trend,
              variance: trend.variance,
              chisq: trend.statistic,
              p: trend.p,
            }
          : trend,
      peto_peto: testValues(logRank(rows, group, { ...options, rho: 1 })),
      levels,
    },
  };
};

export function testValues(test: LogRank | NotEstimable) {
  if (test.kind !== 'test') return test;
  return {
    n: test.groups.map(({ n }) => n),
    observed: test.groups.map(({ observed }) => observed),
    expected: test.groups.map(({ expected }) => expected),
    var: test.variance,
    chisq: test.statistic,
    df: test.df,
    p: test.p,
  };
}
