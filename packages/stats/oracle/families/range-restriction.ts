import { caseFour } from '../../src/case-four.ts';
import { covarianceMatrix, correlationMatrix } from '../../src/covariance-matrix.ts';
import { lawley } from '../../src/lawley.ts';
import { pearson } from '../../src/pearson.ts';
import { caseThree, caseTwo, caseTwoCorrelation, caseTwoStandardError } from '../../src/range-restriction.ts';
import { correctRestrictionAndUnreliability, correctUnreliability } from '../../src/unreliability.ts';
import type { Adapter, Table } from '../case.ts';
import { interval, numberInputs, numberList, numberMatrix, textInput, textList } from '../inputs.ts';
import { completeNumbers } from '../table.ts';

/** Corrections of correlations for selection and unreliability, from values or from data. */
export const answer: Adapter = (oracleCase, { table }) => {
  const { input } = oracleCase;
  if (table && 'items' in input) return { values: selectionOnComposite(table, input) };
  if ('S_restricted' in input) return { values: multivariate(input) };
  if ('rxz' in input) return { values: indirect(input, Object.keys(oracleCase.expected)) };
  if ('ux' in input) return { values: trueScores(input) };
  if ('u' in input && 'r' in input) return { values: direct(input) };
  if ('ryy' in input && 'r' in input) return { values: unreliability(input) };
  return undefined;
};

function direct(input: Record<string, unknown>): Record<string, unknown> {
  const [r, u, n, ryy] = numberInputs(input, ['r', 'u', 'n', 'ryy']) as [number, number, number, number];
  const corrected = caseTwo(r, u, n);
  if (corrected.kind === 'not-estimable') return { status: corrected };
  const population = correctRestrictionAndUnreliability({ r, u, ryy, measuredIn: 'population' });
  const selected = correctRestrictionAndUnreliability({ r, u, ryy, measuredIn: 'selected' });
  return {
    rc: corrected.estimate,
    rc_ci_endpoint: interval(corrected.estimate),
    se_r: caseTwoStandardError(r, 1, n),
    se_rc_delta: caseTwoStandardError(r, u, n),
    rc_over_sqrt_ryy_unrestricted: population.kind === 'double-correction' ? population.value : population,
    rc_after_restricted_ryy: selected.kind === 'double-correction' ? selected.value : selected,
  };
}

function unreliability(input: Record<string, unknown>): Record<string, unknown> {
  const [r, rxx, ryy, n] = numberInputs(input, ['r', 'rxx', 'ryy', 'n']) as [number, number, number, number];
  const criterion = correctUnreliability({ r, ryy, n });
  const both = correctUnreliability({ r, ryy, rxx });
  return {
    r_corrected_criterion: criterion.kind === 'not-estimable' ? criterion : criterion.value,
    r_corrected_both: both.kind === 'not-estimable' ? both : both.value,
    ci_criterion_endpoint:
      criterion.kind === 'not-estimable' ? [criterion, criterion] : [criterion.low, criterion.high],
  };
}

function trueScores(input: Record<string, unknown>): Record<string, unknown> {
  const [r, ux, rxx, ryyRestricted] = numberInputs(input, ['r', 'ux', 'rxx_applicant', 'ryy_restricted']) as [
    number,
    number,
    number,
    number,
  ];
  const result = caseFour({ r, ux, rxx, ryyRestricted });
  if (result.kind === 'not-estimable') return { status: result };
  return {
    uT: result.uTrue,
    rxx_restricted: result.rxxRestricted,
    r_TP_restricted: result.trueScoreRestricted,
    r_TP_applicant: result.trueScore,
    r_XP_applicant_operational: result.operational,
  };
}

/** The number of selected people is part of the expected keys, as in `z_se_delta_n80`. */
function indirect(input: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  const [rxy, rxz, rzy, uz] = numberInputs(input, ['rxy', 'rxz', 'rzy', 'uz']) as [
    number,
    number,
    number,
    number,
  ];
  const answers: Record<string, unknown> = {};
  for (const key of keys) {
    const [, name, n] = /^(z_se_delta|z_ci)_n(\d+)$/.exec(key) ?? [];
    const result = caseThree({ rxy, rxz, rzy, uz, n: Number(n ?? 1000) });
    if (result.kind === 'not-estimable') answers['status'] = result;
    else
      answers[key] =
        name === 'z_ci' ? interval(result.estimate) : name ? result.standardErrorZ : result.estimate;
  }
  return answers;
}

function multivariate(input: Record<string, unknown>): Record<string, unknown> {
  const selection = numberList(input, 'selection_columns_1_based').map((column) => column - 1);
  const result = lawley(
    numberMatrix(input, 'S_restricted'),
    numberMatrix(input, 'V_unrestricted'),
    selection,
  );
  return result.kind === 'not-estimable'
    ? { status: result }
    : { cov: result.covariance, cor: result.correlation };
}

/** Selection of the top share on the sum of the items, ties at the cut included. */
function selectionOnComposite(table: Table, input: Record<string, unknown>): Record<string, unknown> {
  const items = textList(input, 'items');
  const outcome = textInput(input, 'y');
  const [frac] = numberInputs(input, ['frac']) as [number];
  const data = completeNumbers(table, [...items, outcome]);
  const columns = items.map((name) => data[name] ?? []);
  const y = data[outcome] ?? [];
  const z = y.map((_, i) => columns.reduce((sum, column) => sum + (column[i] ?? 0), 0));
  const cutoff = [...z].sort((a, b) => b - a)[Math.ceil(frac * z.length) - 1] ?? Number.NaN;
  const keep = z.map((value) => value >= cutoff);
  const selected = (column: readonly number[]): number[] => column.filter((_, i) => keep[i]);
  const sd = (column: readonly number[]): number =>
    Math.sqrt(covarianceMatrix([column])[0]?.[0] ?? Number.NaN);
  const [item = []] = columns;
  const uz = sd(selected(z)) / sd(z);
  const ux = sd(selected(item)) / sd(item);
  const n = selected(z).length;
  const value = (result: ReturnType<typeof pearson>): number =>
    result.kind === 'estimate' ? result.value : Number.NaN;
  const rxy = value(pearson(selected(item), selected(y)));
  const rzy = value(pearson(selected(z), selected(y)));
  const three = caseThree({ rxy, rxz: value(pearson(selected(item), selected(z))), rzy, uz, n });
  const population = covarianceMatrix(columns);
  const all = lawley(
    covarianceMatrix([...columns.map(selected), selected(y)]),
    population,
    items.map((_, i) => i),
  );
  const viaComposite = lawley(
    covarianceMatrix([selected(z), selected(item), selected(y)]),
    covarianceMatrix([z]),
    [0],
  );
  return {
    n_applicants: z.length,
    n_selected: n,
    cutoff,
    u_composite: uz,
    u_item1: ux,
    r_item1_y_restricted: rxy,
    caseII_item1: caseTwoCorrelation(rxy, ux),
    caseIII_item1: three.kind === 'corrected' ? three.estimate : three,
    r_z_y_restricted: rzy,
    caseII_composite: caseTwoCorrelation(rzy, uz),
    lawley_validities: all.kind === 'lawley' ? items.map((_, i) => all.correlation[i]?.[items.length]) : all,
    lawley_via_composite_item1:
      viaComposite.kind === 'lawley' ? viaComposite.correlation[1]?.[2] : viaComposite,
    lawley_var_y: all.kind === 'lawley' ? all.covariance[items.length]?.[items.length] : all,
    true_unrestricted_validities: columns.map(
      (column) => correlationMatrix(covarianceMatrix([column, y]))[0]?.[1],
    ),
  };
}
