import { clopperPearson } from '../../src/clopper-pearson.ts';
import { fisherExact } from '../../src/fisher-exact.ts';
import { impactRatio } from '../../src/impact-ratio.ts';
import { caseTwoCorrelation } from '../../src/range-restriction.ts';
import { logisticRegression } from '../../src/logistic-regression.ts';
import { randomEffects } from '../../src/random-effects.ts';
import { correctUnreliability } from '../../src/unreliability.ts';
import { ruleOfThree } from '../../src/rule-of-three.ts';
import { wilsonInterval } from '../../src/wilson-interval.ts';
import type { Adapter } from '../case.ts';
import { interval, numberInputs, numberList, numberMatrix } from '../inputs.ts';
import { categories, consistency, panel } from './reliability.ts';

/** Edge cases of regression, agreement, proportions, range restriction and shrinkage. */
export const modelEdges: Record<string, Adapter> = {
  proportion: ({ input }) => {
    const [x, n] = numberInputs(input, ['x', 'n']) as [number, number];
    const wilson = wilsonInterval(x, n);
    if (wilson.kind === 'not-estimable') return { values: { status: wilson } };
    return {
      values: {
        wilson: interval(wilson),
        rule_of_three_upper: ruleOfThree(n),
        clopper_pearson: interval(clopperPearson(x, n)),
      },
    };
  },
  impact_ratio: ({ input }) => {
    const [x1, n1, x2, n2] = numberInputs(input, ['x1', 'n1', 'x2', 'n2']) as [
      number,
      number,
      number,
      number,
    ];
    const fisher = fisherExact(x1, n1, x2, n2);
    return {
      values: {
        impact_ratio: impactRatio(x1, n1, x2, n2),
        fisher_p: 'kind' in fisher || fisher.exact.kind !== 'test' ? fisher : fisher.exact.p,
      },
    };
  },
  case_ii: ({ input }) => {
    const [r, u] = numberInputs(input, ['r', 'u']) as [number, number];
    const corrected = caseTwoCorrelation(r, u);
    return { values: typeof corrected === 'number' ? { rc: corrected } : { status: corrected } };
  },
  attenuation: ({ input }) => {
    const [r, rxx, ryy] = numberInputs(input, ['r', 'rxx', 'ryy']) as [number, number, number];
    const corrected = correctUnreliability({ r, rxx, ryy });
    if (corrected.kind === 'not-estimable') return { values: { status: corrected } };
    return {
      values: { rc: corrected.value, flag: corrected.flags.includes('ABOVE_ONE') ? 'exceeds_1' : undefined },
    };
  },
  icc: ({ input }) => {
    const result = panel(numberMatrix(input, 'matrix'));
    // Edge cases expect each form's value under its name, families an object.
    return { values: Object.fromEntries(Object.entries(result).map(([name, form]) => [name, estOf(form)])) };
  },
  cronbach_alpha: ({ input }) => {
    // A case may give the items under any name, or only how many there are.
    const matrix = Object.entries(input).find(([, value]) => Array.isArray(value) && Array.isArray(value[0]));
    const items = matrix
      ? numberMatrix(input, matrix[0])
      : [new Array<number>(Number(input['k'] ?? 0)).fill(1)];
    return { values: consistency(items) };
  },
  kappa: ({ input }) => ({ values: categories(numberMatrix(input, 'table')) }),
  logistic: ({ input }) => {
    const y = numberList(input, 'y');
    const predictors = [{ name: 'x', values: numberList(input, 'x') }];
    const ml = logisticRegression(y, predictors, { method: 'ml' });
    const firth = logisticRegression(y, predictors, { method: 'firth' });
    if (firth.kind === 'not-estimable') return { values: { status: firth, mle: ml } };
    const slope = firth.coefficients[1]?.test;
    return {
      values: {
        mle: ml.kind === 'not-estimable' ? ml : ml.coefficients.map(({ estimate }) => estimate),
        firth_coef: firth.coefficients.map(({ estimate }) => estimate),
        firth_se: firth.coefficients.map(({ standardError }) => standardError),
        plrt_p_slope: slope?.kind === 'test' ? slope.p : slope,
      },
    };
  },
  eb_shrinkage: ({ input }) => {
    const fit = randomEffects(numberList(input, 'yi'), numberList(input, 'vi'), { method: 'DL' });
    if (fit.kind === 'not-estimable')
      return { values: { status: fit, tau2: fit, tau2_dl: fit, mu: fit, blup: [fit] } };
    return {
      values: {
        tau2: fit.tau2,
        tau2_dl: fit.tau2,
        mu: fit.mean,
        blup: fit.shrunken.map((item) => item.value),
      },
    };
  },
};

/** The estimate inside a form of the intraclass correlation, anything else as it is. */
const estOf = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && 'est' in value ? value.est : value;
