import {
  cox,
  coxProportionality,
  type Covariates,
  type CoxModel,
  type CoxOptions,
  type Tested,
} from '../../src/index.ts';
import type { Adapter, CaseContext, Table } from '../case.ts';
import { optionalText, text, textList } from '../case-input.ts';
import { columnsIn, survivalResponse } from '../r-expression.ts';
import { completeRows, numbers, texts } from '../table.ts';
import { dfOf, pOf } from './correlation.ts';

export const answer: Adapter = (oracleCase, context) => {
  const { input } = oracleCase;
  const response = text(input, 'response');
  const terms = text(input, 'covariates')
    .split('+')
    .map((term) => term.trim());
  const strata = terms.flatMap((term) => /^strata\((.+)\)$/.exec(term)?.[1] ?? []);
  const plain = terms.filter((term) => !term.startsWith('strata('));
  const factors = textList(input, 'factors');
  const ties = text(input, 'ties') as 'efron' | 'breslow';
  const used = [...columnsIn(response, context.table!), ...plain, ...strata];
  const fitOn = (table: Table, cluster?: string) => {
    const options: CoxOptions = { ties };
    if (strata[0] !== undefined) options.strata = codes(table, strata[0]);
    if (cluster !== undefined) options.cluster = codes(table, cluster);
    return {
      rows: survivalResponse(response, table),
      covariates: covariatesOf(table, plain, factors),
      options,
    };
  };
  const table = completeRows(context.table!, used);
  const { rows, covariates, options } = fitOn(table);
  const fit = cox(rows, covariates, options);
  if (fit.kind !== 'cox-model') return { values: { status: fit, reason: fit.reason } };
  const values = { ...modelValues(fit), ...proportionalityValues(rows, covariates, options) };
  const cluster = optionalText(input, 'cluster');
  if (cluster !== undefined)
    Object.assign(
      values,
      robustValues(context, [...used, cluster], (rest) => fitOn(rest, cluster)),
    );
  // summary.coxph prints Wald's statistic with two decimals; the note of the cases asks for 0.01.
  return { values, tolerances: { 'wald.0': { rel: 0, abs: 0.01 } } };
};

/** Treatment contrasts for the factors: one 0/1 column per level but the first. */
function covariatesOf(table: Table, terms: readonly string[], factors: readonly string[]): Covariates {
  const columns: Record<string, (number | null)[]> = {};
  for (const term of terms) {
    if (!factors.includes(term)) {
      columns[term] = numbers(table, term);
      continue;
    }
    const cells = texts(table, term);
    for (const level of levelsOf(cells).slice(1))
      columns[`${term}${level}`] = cells.map((cell) => (cell === '' ? null : Number(cell === level)));
  }
  return columns;
}

/** Distinct labels as R sorts them: numbers by size, texts alphabetically. */
function levelsOf(cells: readonly string[]): string[] {
  const labels = [...new Set(cells.filter((cell) => cell !== ''))];
  return labels.every((label) => !Number.isNaN(Number(label)))
    ? labels.sort((a, b) => Number(a) - Number(b))
    : labels.sort();
}

/** Labels as numbers. */
function codes(table: Table, name: string): (number | null)[] {
  const cells = texts(table, name);
  const levels = levelsOf(cells);
  return cells.map((cell) => (cell === '' ? null : levels.indexOf(cell)));
}

const triple = (test: Tested): unknown[] => [test, dfOf(test), pOf(test)];

function modelValues(fit: CoxModel) {
  const each = <T>(value: (one: CoxModel['coefficients'][number]) => T): T[] => fit.coefficients.map(value);
  return {
    n: fit.n,
    events: fit.events,
    terms: each(({ name }) => name),
    coef: each(({ coefficient }) => coefficient),
    se: each(({ standardError }) => standardError),
    z: each(({ test }) => test),
    p: each(({ test }) => test.p),
    hr: each(({ hazardRatio }) => hazardRatio),
    hr_lower: each(({ hazardRatio }) => hazardRatio.low),
    hr_upper: each(({ hazardRatio }) => hazardRatio.high),
    loglik: fit.logLikelihood,
    lrt: triple(fit.likelihoodRatio),
    wald: triple(fit.wald),
    score: triple(fit.score),
    concordance: [
      fit.concordance,
      fit.concordance.kind === 'estimate' ? fit.concordance.standardError : fit.concordance,
    ],
  };
}

function proportionalityValues(rows: Parameters<typeof cox>[0], covariates: Covariates, options: CoxOptions) {
  const values: Record<string, unknown> = {};
  for (const transform of ['km', 'rank', 'identity'] as const) {
    const zph = coxProportionality(rows, covariates, { ...options, transform });
    if (zph.kind !== 'cox-proportionality') continue;
    const tests = [...zph.terms.map(({ test }) => test), zph.global];
    values[`zph_${transform}`] = {
      rows: [...zph.terms.map(({ name }) => name), 'GLOBAL'],
      chisq: tests,
      df: tests.map(dfOf),
      p: tests.map(pOf),
    };
  }
  return values;
}

/** The robust part is a fit of its own, on the rows whose cluster is known. */
function robustValues(
  { table }: CaseContext,
  used: string[],
  fitOn: (table: Table) => { rows: Parameters<typeof cox>[0]; covariates: Covariates; options: CoxOptions },
) {
  const { rows, covariates, options } = fitOn(completeRows(table!, used));
  const fit = cox(rows, covariates, options);
  if (fit.kind !== 'cox-model') return {};
  return {
    robust_se: fit.coefficients.map(({ robustStandardError }) => robustStandardError),
    robust_score: fit.robustScore && triple(fit.robustScore),
  };
}
