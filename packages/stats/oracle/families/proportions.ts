import { clopperPearson } from '../../src/clopper-pearson.ts';
import { fisherExact, oddsRatioLimits } from '../../src/fisher-exact.ts';
import { fourFifths, impactRatio } from '../../src/impact-ratio.ts';
import { newcombeDifference, riskRatio, twoProportionTest } from '../../src/two-proportions.ts';
import { wilsonInterval } from '../../src/wilson-interval.ts';
import type { Adapter } from '../case.ts';
import { interval, numberInputs } from '../inputs.ts';

/** Two groups' successes and sizes: rates, tests, intervals and the four-fifths rule. */
export const answer: Adapter = ({ input }) => {
  if (!['x1', 'n1', 'x2', 'n2'].every((key) => key in input)) return undefined;
  const [x1, n1, x2, n2] = numberInputs(input, ['x1', 'n1', 'x2', 'n2']) as [number, number, number, number];
  const fisher = fisherExact(x1, n1, x2, n2);
  const pooled = twoProportionTest(x1, n1, x2, n2);
  const odds = oddsRatioLimits(x1, n1, x2, n2, { search: 'as in R' });
  return {
    values: {
      rate1: wilsonInterval(x1, n1),
      rate2: wilsonInterval(x2, n2),
      impact_ratio: impactRatio(x1, n1, x2, n2),
      four_fifths_flag: fourFifths(x1, n1, x2, n2) ?? false,
      fisher_p: 'kind' in fisher || fisher.exact.kind !== 'test' ? fisher : fisher.exact.p,
      fisher_mid_p: 'kind' in fisher || fisher.midP.kind !== 'test' ? fisher : fisher.midP.p,
      fisher_or_cmle: 'kind' in odds ? odds : odds.estimate,
      fisher_or_ci: 'kind' in odds ? [odds, odds] : [odds.low, odds.high],
      pooled_z: pooled,
      pooled_z_p: pooled.kind === 'test' ? pooled.p : pooled,
      chisq_no_correction: pooled.kind === 'test' ? pooled.statistic ** 2 : pooled,
      wilson1: interval(wilsonInterval(x1, n1)),
      wilson2: interval(wilsonInterval(x2, n2)),
      newcombe_diff: interval(newcombeDifference(x1, n1, x2, n2)),
      clopper_pearson1: interval(clopperPearson(x1, n1)),
      katz_log_rr_ci: interval(riskRatio(x1, n1, x2, n2)),
      risk_ratio: riskRatio(x1, n1, x2, n2),
    },
  };
};
