import { clopperPearson } from '../../src/clopper-pearson.ts';
import { fisherExact } from '../../src/fisher-exact.ts';
import { impactRatio } from '../../src/impact-ratio.ts';
import { caseTwoCorrelation } from '../../src/range-restriction.ts';
import { randomEffects } from '../../src/random-effects.ts';
import { correctUnreliability } from '../../src/unreliability.ts';
import { wilsonInterval } from '../../src/wilson-interval.ts';
import type { Adapter } from '../case.ts';
import { interval, numberInputs, numberList } from '../inputs.ts';

/** Edge cases of regression, agreement, proportions, range restriction and shrinkage. */
export const modelEdges: Record<string, Adapter> = {
  proportion: ({ input }) => {
    const [x, n] = numberInputs(input, ['x', 'n']) as [number, number];
    const wilson = wilsonInterval(x, n);
    if (wilson.kind === 'not-estimable') return { values: { status: wilson } };
    return { values: { wilson: interval(wilson), rule_of_three_upper: 3 / n, clopper_pearson: interval(clopperPearson(x, n)) } };
  },
  impact_ratio: ({ input }) => {
    const [x1, n1, x2, n2] = numberInputs(input, ['x1', 'n1', 'x2', 'n2']) as [number, number, number, number];
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
    return { values: { rc: corrected.value, flag: corrected.flags.includes('ABOVE_ONE') ? 'exceeds_1' : undefined } };
  },
  eb_shrinkage: ({ input }) => {
    const fit = randomEffects(numberList(input, 'yi'), numberList(input, 'vi'), { method: 'DL' });
    if (fit.kind === 'not-estimable') return { values: { status: fit, tau2: fit, tau2_dl: fit, mu: fit, blup: [fit] } };
    return { values: { tau2: fit.tau2, tau2_dl: fit.tau2, mu: fit.mean, blup: fit.shrunken.map((item) => item.value) } };
  },
};
