import {
  correlationTransform,
  goodmanKruskalGamma,
  kendallTauB,
  kendallTest,
  pairCounts,
  partialCorrelation,
  partialCorrelationTest,
  pearson,
  pearsonTest,
  semipartialCorrelation,
  somersD,
  spearman,
  spearmanTest,
  williamsTest,
  type Estimated,
  type Tested,
} from '../../src/index.ts';
import type { Adapter, CaseContext, OracleCase } from '../case.ts';
import { number, text, textList } from '../case-input.ts';
import { numbers } from '../table.ts';

export const answer: Adapter = (oracleCase, context) => {
  const kinds: Record<string, () => Record<string, unknown>> = {
    pearson: () => pearsonValues(oracleCase, context),
    spearman: () => spearmanValues(oracleCase, context),
    kendall: () => kendallValues(oracleCase, context),
    partial: () => partialValues(oracleCase, context),
    dependent: () => dependentValues(oracleCase, context),
  };
  const values = kinds[oracleCase.id.split('-')[0] ?? '']?.();
  return values && { values };
};

/** Both ends of an interval, or its reason twice. */
export function ends(result: Estimated): unknown[] {
  return result.kind === 'estimate' ? [result.low, result.high] : [result, result];
}

/** p of a test, or why there is none. */
export const pOf = (result: Tested): unknown => (result.kind === 'test' ? result.p : result);
export const dfOf = (result: Tested): unknown => (result.kind === 'test' ? result.df : result);

function pair({ input }: OracleCase, { table }: CaseContext) {
  const level = input['conf'] === undefined ? 0.95 : number(input, 'conf');
  return { x: numbers(table!, text(input, 'x')), y: numbers(table!, text(input, 'y')), level };
}

function pearsonValues(oracleCase: OracleCase, context: CaseContext) {
  const { x, y, level } = pair(oracleCase, context);
  const r = pearson(x, y, { level });
  const t = pearsonTest(x, y);
  const fisher = correlationTransform(r, 'pearson');
  return {
    n: r.n,
    r,
    t,
    df: dfOf(t),
    p: pOf(t),
    ci: ends(r),
    fisher_z: fisher?.z,
    fisher_z_se: fisher?.standardError,
  };
}

function spearmanValues(oracleCase: OracleCase, context: CaseContext) {
  const { x, y, level } = pair(oracleCase, context);
  const rho = spearman(x, y, { level });
  return {
    n: rho.n,
    rho,
    p_t_approx: pOf(spearmanTest(x, y)),
    bonett_wright_se_z: correlationTransform(rho, 'spearman')?.standardError,
    ci_bonett_wright: ends(rho),
  };
}

function kendallValues(oracleCase: OracleCase, context: CaseContext) {
  const { x, y, level } = pair(oracleCase, context);
  const tau = kendallTauB(x, y, { level });
  const test = kendallTest(x, y);
  return {
    tau_b: tau,
    z: test,
    p: pOf(test),
    ci_fieller: ends(tau),
    goodman_kruskal_gamma: goodmanKruskalGamma(x, y),
    somers_d_y_given_x: somersD(x, y),
    somers_d_x_given_y: somersD(x, y, { given: 'y' }),
    ...pairValues(pairCounts(x, y)),
  };
}

/** Pair counts under the layout's names. */
export function pairValues(counts: ReturnType<typeof pairCounts>) {
  if ('kind' in counts) return {};
  const { n, pairs, concordant, discordant, tiedX, tiedY, tiedBoth } = counts;
  return { n, pairs, concordant, discordant, tied_x: tiedX, tied_y: tiedY, tied_both: tiedBoth };
}

function partialValues(oracleCase: OracleCase, context: CaseContext) {
  const { x, y } = pair(oracleCase, context);
  const given = textList(oracleCase.input, 'given').map((name) => numbers(context.table!, name));
  const r = partialCorrelation(x, y, given);
  const t = partialCorrelationTest(x, y, given);
  return {
    n: r.n,
    partial_r: r,
    df: dfOf(t),
    t,
    p: pOf(t),
    ci: ends(r),
    semipartial_r_x_residualised: semipartialCorrelation(x, y, given),
  };
}

function dependentValues({ input }: OracleCase, { table }: CaseContext) {
  const [y, a, b] = ['y', 'a', 'b'].map((key) => numbers(table!, text(input, key))) as [never, never, never];
  const t = williamsTest(y, a, b);
  const complete = (column: (number | null)[]): (number | null)[] =>
    column.map((value, i) =>
      [y, a, b].some((other: (number | null)[]) => other[i] === null) ? null : value,
    );
  return {
    n: t.n,
    r_ya: pearson(complete(y), complete(a)),
    r_yb: pearson(complete(y), complete(b)),
    r_ab: pearson(complete(a), complete(b)),
    williams_t: t,
    df: dfOf(t),
    p: pOf(t),
  };
}
