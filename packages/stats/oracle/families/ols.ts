import { incrementalValidity } from '../../src/incremental-validity.ts';
import { linearRegression } from '../../src/linear-regression.ts';
import type { NamedColumn } from '../../src/named-columns.ts';
import { relativeWeights, standardisedSlopes } from '../../src/relative-weights.ts';
import type { Adapter } from '../case.ts';
import { textInput, textList } from '../inputs.ts';
import { completeNumbers, completeRows, texts } from '../table.ts';

/** Least squares: coefficients, robust errors, nested R², relative weights. */
export const answer: Adapter = ({ input }, { table }) => {
  if (!table || !('extra' in input)) return undefined;
  const y = textInput(input, 'y');
  const base = textList(input, 'base');
  const extra = textList(input, 'extra');
  const cluster = typeof input['cluster'] === 'string' ? input['cluster'] : undefined;
  const rows = completeRows(table, [y, ...base, ...extra, ...(cluster ? [cluster] : [])]);
  const data = completeNumbers(rows, [y, ...base, ...extra]);
  const column = (name: string): NamedColumn => ({ name, values: data[name] ?? [] });
  const outcome = data[y] ?? [];
  const all = [...base, ...extra].map(column);
  const fit = linearRegression(outcome, all, cluster ? { clusters: texts(rows, cluster) } : {});
  if (fit.kind === 'not-estimable') return { values: { status: fit } };
  const small = base.length > 0 ? linearRegression(outcome, base.map(column)) : undefined;
  const nested = incrementalValidity(outcome, base.map(column), extra.map(column));
  const weights = relativeWeights(outcome, all);
  const slopes = standardisedSlopes(outcome, all);
  const without = all.map((one) =>
    incrementalValidity(
      outcome,
      all.filter((other) => other !== one),
      [one],
    ),
  );
  return {
    values: {
      n: fit.n,
      terms: fit.coefficients.map((c) => c.name),
      coef: fit.coefficients.map((c) => c.estimate),
      se: fit.coefficients.map((c) => c.standardError),
      t: fit.coefficients.map((c) => c.test),
      p: fit.coefficients.map((c) => (c.test.kind === 'test' ? c.test.p : c.test)),
      r2_base: nested.kind === 'incremental' ? nested.r2Base : nested,
      r2_full: fit.r2,
      delta_r2: nested.kind === 'incremental' ? nested.deltaR2 : nested,
      delta_F: nested.kind === 'incremental' ? nested.test : nested,
      delta_df: [extra.length, fit.residualDf],
      delta_p: nested.kind === 'incremental' && nested.test.kind === 'test' ? nested.test.p : nested,
      adj_r2_base: small === undefined ? 0 : small.kind === 'linear-regression' ? small.adjustedR2 : small,
      adj_r2_full: fit.adjustedR2,
      sigma: fit.sigma,
      se_hc3: fit.coefficients.map((c) => c.hc3StandardError ?? null),
      std_beta: slopes.kind === 'slopes' ? slopes.beta : slopes,
      vif: slopes.kind === 'slopes' ? slopes.vif : slopes,
      relative_weights: weights.kind === 'weights' ? weights.parts.map((part) => part.value) : weights,
      semipartial_sq: without.map((result) => (result.kind === 'incremental' ? result.deltaR2 : result)),
      loo_q2: fit.leaveOneOutR2,
      se_cluster_cr1: fit.coefficients.map((c) => c.clusteredStandardError),
      n_clusters: fit.clusters,
    },
  };
};
