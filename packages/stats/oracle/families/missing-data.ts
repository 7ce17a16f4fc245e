import { multivariateNormalML } from '../../src/multivariate-normal-ml.ts';
import type { Adapter } from '../case.ts';
import { textList } from '../inputs.ts';
import { numbers } from '../table.ts';

/** Maximum likelihood moments from incomplete rows (EM). */
export const answer: Adapter = ({ input }, { table }) => {
  if (!table || !('vars' in input)) return undefined;
  const columns = textList(input, 'vars').map((name) => numbers(table, name));
  const fit = multivariateNormalML(
    Array.from({ length: table.rows }, (_, i) => columns.map((column) => column[i] ?? null)),
  );
  if (fit.kind === 'not-estimable') return { values: { status: fit } };
  return {
    values: {
      n: fit.n,
      mean: fit.mean,
      cov_ml: fit.covariance,
      cor: fit.correlation,
      loglik: fit.logLikelihood,
    },
  };
};
