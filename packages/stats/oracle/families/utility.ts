import { taylorRussell } from '../../src/taylor-russell.ts';
import { meanScoreOfSelected, naylorShine, utility } from '../../src/utility-analysis.ts';
import type { Adapter } from '../case.ts';
import { numberInputs } from '../inputs.ts';

/** Success rates after selection, and what selection is worth. */
export const answer: Adapter = ({ input }) => {
  if ('base_rate' in input) {
    const [validity, baseRate, selectionRatio] = numberInputs(input, [
      'validity',
      'base_rate',
      'selection_ratio',
    ]) as [number, number, number];
    const rates = taylorRussell(validity, { baseRate, selectionRatio });
    const known = 'kind' in rates ? { selected: rates, rejected: rates } : rates;
    return {
      values: {
        success_rate_selected: known.selected,
        success_rate_rejected: known.rejected,
        mean_z_selected_naylor_shine: naylorShine(validity, selectionRatio),
      },
    };
  }
  if (!('sd_y' in input)) return undefined;
  const [
    selected,
    years,
    validity,
    selectionRatio,
    sdMoney,
    costPerApplicant,
    applicants,
    discount,
    tax,
    variableCostShare,
  ] = numberInputs(input, [
    'n_selected',
    'years',
    'validity',
    'selection_ratio',
    'sd_y',
    'cost_per_applicant',
    'n_applicants',
    'discount',
    'tax',
    'variable_cost_share',
  ]) as [number, number, number, number, number, number, number, number, number, number];
  const worth = utility(validity, {
    selected,
    years,
    selectionRatio,
    sdMoney,
    costPerApplicant,
    applicants,
    discount,
    tax,
    variableCostShare,
  });
  if ('kind' in worth) return { values: { status: worth } };
  return {
    values: {
      mean_z_selected: meanScoreOfSelected(selectionRatio),
      delta_u_basic: worth.basic,
      delta_u_boudreau: worth.adjusted,
    },
  };
};
