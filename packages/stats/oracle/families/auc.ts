import { auc, aucDifferenceTest, aucVariance } from '../../src/index.ts';
import type { Adapter } from '../case.ts';
import { optionalText, text } from '../case-input.ts';
import { completeNumbers } from '../table.ts';
import { ends, pOf } from './correlation.ts';

export const answer: Adapter = ({ input }, { table }) => {
  const [yName, xName, otherName] = [text(input, 'y'), text(input, 'x'), optionalText(input, 'x2')];
  const columns = completeNumbers(table!, [yName, xName, ...(otherName === undefined ? [] : [otherName])]);
  const y = columns[yName]!;
  const x = columns[xName]!;
  const first = auc(y, x, { interval: 'delong' });
  const values: Record<string, unknown> = {
    n1: y.filter((value) => value === 1).length,
    n0: y.filter((value) => value === 0).length,
    auc: first,
    var_delong: aucVariance(y, x),
    ci_delong_unclamped_by_rule: ends(first),
  };
  if (otherName !== undefined) {
    const other = columns[otherName]!;
    const test = aucDifferenceTest(y, x, other);
    Object.assign(values, { auc2: auc(y, other), paired_delong_z: test, paired_delong_p: pOf(test) });
  }
  return { values };
};
