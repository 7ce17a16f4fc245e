import { cronbachAlpha } from '../../src/cronbach-alpha.ts';
import { generalizability } from '../../src/generalizability.ts';
import { intraclassCorrelations } from '../../src/intraclass-correlation.ts';
import { kappa } from '../../src/kappa.ts';
import { krippendorffAlpha } from '../../src/krippendorff-alpha.ts';
import type { Adapter, Table } from '../case.ts';
import { interval, numberMatrix, textInput, textList } from '../inputs.ts';
import { completeNumbers, completeRows, numbers, texts } from '../table.ts';

/** Agreement between raters and consistency of items. */
export const answer: Adapter = ({ id, input }, { table }) => {
  if ('table' in input) return { values: categories(numberMatrix(input, 'table')) };
  if (!table) return undefined;
  if ('rater_columns' in input) return { values: anyRaters(table, textList(input, 'rater_columns')) };
  if ('rater' in input) return { values: illStructured(table, input) };
  if (!('columns' in input)) return undefined;
  const columns = textList(input, 'columns');
  if (id.startsWith('icc-')) return { values: panel(rowsOf(table, columns)) };
  return id.startsWith('alpha-') ? { values: consistency(rowsOf(table, columns)) } : undefined;
};

function rowsOf(table: Table, names: readonly string[]): (number | null)[][] {
  const columns = names.map((name) => numbers(table, name));
  return Array.from({ length: table.rows }, (_, i) => columns.map((column) => column[i] ?? null));
}

export function panel(rows: (number | null)[][]): Record<string, unknown> {
  const result = intraclassCorrelations(rows);
  if (result.kind === 'not-estimable') return { status: result };
  const forms = Object.entries(result.forms).map(([name, { estimate, test, df2 }]) => {
    const [lower, upper] = interval(estimate);
    return [
      name,
      {
        est: estimate,
        F: test,
        df1: result.subjects - 1,
        df2,
        p: test.kind === 'test' ? test.p : test,
        lower,
        upper,
      },
    ] as const;
  });
  const { between, raters, error } = result.meanSquares;
  return {
    n_subjects: result.subjects,
    k_raters: result.raters,
    ms_between: between,
    ms_raters: raters,
    ms_error: error,
    ...Object.fromEntries(forms),
  };
}

export function consistency(rows: (number | null)[][]): Record<string, unknown> {
  const result = cronbachAlpha(rows);
  if (result.kind === 'not-estimable') return { status: result };
  return {
    n: result.n,
    k: result.items.length,
    raw_alpha: result.alpha,
    std_alpha: result.standardised,
    average_r: result.averageCorrelation,
    feldt_ci: interval(result.alpha),
    item_rest_r: result.items.map((item) => item.itemRest ?? null),
    alpha_if_dropped: result.items.map((item) => item.alphaWithout ?? null),
    spearman_brown_2k: result.doubled,
  };
}

export function categories(table: number[][]): Record<string, unknown> {
  const plain = kappa(table);
  const weighted = kappa(table, { weights: 'quadratic', variance: 'as in psych' });
  if (plain.kind === 'not-estimable' || weighted.kind === 'not-estimable') return { status: plain };
  return {
    n: plain.estimate.n,
    kappa: plain.estimate,
    kappa_se: plain.standardError,
    kappa_ci: interval(plain.estimate),
    quadratic_weighted_kappa: weighted.estimate,
    quadratic_se: weighted.standardError,
    quadratic_ci: interval(weighted.estimate),
    percent_agreement: plain.percentAgreement,
  };
}

function anyRaters(table: Table, columns: readonly string[]): Record<string, unknown> {
  const rows = rowsOf(table, columns);
  const at = (measurement: 'nominal' | 'ordinal' | 'interval' | 'ratio'): unknown =>
    krippendorffAlpha(rows, { measurement, replicates: 50 });
  return { nominal: at('nominal'), ordinal: at('ordinal'), interval: at('interval'), ratio: at('ratio') };
}

function illStructured(table: Table, input: Record<string, unknown>): Record<string, unknown> {
  const [score, subject, rater] = ['score', 'candidate', 'rater'].map((name) => textInput(input, name)) as [
    string,
    string,
    string,
  ];
  const rows = completeRows(table, [score, subject, rater]);
  const result = generalizability(
    completeNumbers(rows, [score])[score] ?? [],
    texts(rows, subject),
    texts(rows, rater),
  );
  if (result.kind === 'not-estimable') return { status: result };
  return {
    var_candidate: result.variance.subject,
    var_rater: result.variance.rater,
    var_residual: result.variance.residual,
    k_harmonic: result.raters,
    q: result.q,
    G_q_k: result.gqk,
    single_rater_reliability: result.singleRating,
    grand_mean: result.mean,
    rater_severity_blup: Object.fromEntries(result.severity.map(({ rater: name, value }) => [name, value])),
    reml_criterion: result.criterion,
  };
}
