import { allFinite, notEstimable } from './checked-results.ts';
import { normalDensity, normalUpperQuantile } from './distributions.ts';
import type { Estimated, NotEstimable } from './results.ts';
import { carryValidity, isOpenShare, isValidity, type Validity } from './validity-interval.ts';

/**
 * How far the mean outcome of selected people lies above that of all applicants, in SDs of the outcome
 * (Naylor–Shine).
 *
 * Use it where success has no threshold. Assumes a straight relation, a normal score and top-down selection.
 *
 * @param validity correlation; @param selectionRatio share selected
 * @returns SDs of the outcome (unit d); not estimable: INVALID_INPUT
 * Source: Naylor & Shine 1965: r·φ(z)/ratio.
 * @example
 * naylorShine(0.42, 0.2); // 0.588
 */
export function naylorShine(validity: Validity, selectionRatio: number): Estimated {
  if (!isOpenShare(selectionRatio) || !isValidity(validity)) return notEstimable('INVALID_INPUT', 0);
  const meanScore = meanScoreOfSelected(selectionRatio);
  return carryValidity(validity, (r) => r * meanScore, 'd', 'naylor-shine');
}

/**
 * Mean standard score of the selected when the top `selectionRatio` is taken.
 *
 * Use it to read utility figures apart. Assumes a normal score and top-down selection.
 *
 * @param selectionRatio share selected, strictly between 0 and 1
 * @throws RangeError for any other ratio
 * Source: φ(z)/ratio, Naylor & Shine 1965.
 * @example
 * meanScoreOfSelected(0.2); // 1.3998
 */
export function meanScoreOfSelected(selectionRatio: number): number {
  return normalDensity(normalUpperQuantile(selectionRatio)) / selectionRatio;
}

export type UtilityInput = {
  selected: number;
  /** How long the selected stay, in years. */
  years: number;
  selectionRatio: number;
  /** SD of yearly outcome in money; a visible assumption. */
  sdMoney: number;
  applicants: number;
  costPerApplicant: number;
  /** Yearly discount rate (0 for none), share of variable cost and tax rate, 0–1. */
  discount?: number;
  variableCostShare?: number;
  tax?: number;
};

/**
 * What a screen is worth in money over random selection (Brogden–Cronbach–Gleser, with Boudreau's adjustments).
 *
 * Use it as a what-if with every input visible; show the interval, never the point alone. Assumes top-down
 * selection at a fixed ratio, everybody accepting and staying `years`.
 *
 * @param validity correlation, with or without interval; @param input amounts in one currency
 * @returns `basic` without and `adjusted` with discounting, variable cost and tax, unit money; not estimable:
 * INVALID_INPUT
 * Source: Brogden 1949; Cronbach & Gleser 1965; Boudreau 1983.
 * @example
 * utility(0.42, { selected: 10, years: 2, selectionRatio: 0.2, sdMoney: 60000, applicants: 50, costPerApplicant: 500 });
 * // basic 680,504
 */
export function utility(
  validity: Validity,
  input: UtilityInput,
): { basic: Estimated; adjusted: Estimated } | NotEstimable {
  const {
    selected,
    years,
    selectionRatio,
    sdMoney,
    applicants,
    costPerApplicant,
    discount = 0,
    variableCostShare = 0,
    tax = 0,
  } = input;
  const amounts = [selected, years, sdMoney, applicants, costPerApplicant, discount, variableCostShare, tax];
  const valid =
    allFinite(amounts) && amounts.every((amount) => amount >= 0) && variableCostShare <= 1 && tax <= 1;
  if (!valid || !isOpenShare(selectionRatio) || !isValidity(validity))
    return notEstimable('INVALID_INPUT', 0);
  const perYear = selected * meanScoreOfSelected(selectionRatio) * sdMoney;
  const cost = applicants * costPerApplicant;
  const kept = (1 - variableCostShare) * (1 - tax);
  const effectiveYears = discountedYears(years, discount);
  return {
    basic: carryValidity(validity, (r) => years * r * perYear - cost, 'money', 'brogden-cronbach-gleser'),
    adjusted: carryValidity(
      validity,
      (r) => r * perYear * effectiveYears * kept - cost * (1 - tax),
      'money',
      'brogden-cronbach-gleser, boudreau',
    ),
  };
}

/** Present value of one unit at the end of each whole year (a part year is not counted once there is a rate). */
function discountedYears(years: number, discount: number): number {
  if (discount === 0) return years;
  let sum = 0;
  for (let t = 1; t <= years; t++) sum += (1 + discount) ** -t;
  return sum;
}
