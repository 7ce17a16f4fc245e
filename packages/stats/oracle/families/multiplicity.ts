import { benjaminiHochberg, benjaminiYekutieli, bonferroni, hochberg, holm } from '../../src/index.ts';
import type { Adapter } from '../case.ts';
import { numberList, optionalText } from '../case-input.ts';

export const answer: Adapter = ({ input }, { sibling }) => {
  const from = optionalText(input, 'p_from');
  const p = numberList(from === undefined ? input : (sibling(from)?.input ?? {}), 'p');
  const bh = benjaminiHochberg(p);
  const adjusted = bonferroni(p);
  const rejected = (values: (number | null)[]): number =>
    values.filter((q) => q !== null && q <= 0.05).length;
  return {
    values: {
      bh,
      by: benjaminiYekutieli(p),
      holm: holm(p),
      bonferroni: adjusted,
      hochberg: hochberg(p),
      rejected_bh_q05: rejected(bh),
      rejected_bonferroni: rejected(adjusted),
    },
  };
};
