import { metaRegression } from '../../src/meta-regression.ts';
import { randomEffects, type HeterogeneityMethod } from '../../src/random-effects.ts';
import type { Adapter } from '../case.ts';
import { interval, textInput, textList } from '../inputs.ts';
import { completeNumbers } from '../table.ts';

/** Random-effects summaries and shrunken values; with `mods`, the meta-regression. */
export const answer: Adapter = ({ input }, { table }) => {
  if (!table) return undefined;
  const [yi, vi, mods] = [textInput(input, 'yi'), textInput(input, 'vi'), textList(input, 'mods')];
  const data = completeNumbers(table, [yi, vi, ...mods]);
  const effects = data[yi] ?? [];
  const variances = data[vi] ?? [];
  if (mods.length > 0) {
    const result = metaRegression(
      effects,
      variances,
      effects.map((_, i) => mods.map((name) => data[name]?.[i] ?? Number.NaN)),
    );
    if (result.kind === 'not-estimable') return { values: { status: result } };
    const { moderators, residualHeterogeneity } = result;
    return {
      values: {
        k: result.k,
        coef: result.coefficients,
        se: result.standardErrors,
        tau2: result.tau2,
        QM: moderators,
        QMp: moderators.kind === 'test' ? moderators.p : moderators,
        QE: residualHeterogeneity,
      },
    };
  }
  if (!('method' in input)) return undefined;
  const result = randomEffects(effects, variances, {
    method: textInput(input, 'method') as HeterogeneityMethod,
    search: 'as in R',
  });
  if (result.kind === 'not-estimable') return { values: { status: result } };
  const { heterogeneity, meanHartungKnapp: hk } = result;
  return {
    values: {
      k: result.k,
      mu: result.mean,
      se_mu: result.standardError,
      ci_mu: interval(result.mean),
      tau2: result.tau2,
      Q: heterogeneity,
      Q_p: heterogeneity.kind === 'test' ? heterogeneity.p : heterogeneity,
      I2: 100 * result.i2,
      H2: result.h2,
      prediction_interval: interval(result.prediction),
      blup: result.shrunken.map((item) => item.value),
      blup_se: result.shrunken.map((item) => item.standardError),
      shrinkage_weight: result.shrunken.map((item) => item.weight),
      plug_in_post_mean: result.shrunken.map((item) => item.value),
      plug_in_post_sd: result.shrunken.map((item) => item.plugInSd),
      knapp_hartung: { se: result.hartungKnappStandardError, ci: interval(hk) },
      tau2_se: result.tau2StandardError,
      tau2_ci_qprofile: interval(result.tau2Interval),
    },
  };
};
