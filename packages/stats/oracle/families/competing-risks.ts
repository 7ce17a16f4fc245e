import {
  aalenJohansen,
  cox,
  fineGray,
  grayTest,
  type CompetingRisks,
  type IncidenceCurve,
} from '../../src/index.ts';
import type { Adapter, CaseContext, OracleCase } from '../case.ts';
import { number, numberList, optionalText, text, textList } from '../case-input.ts';
import { completeRows, numbers } from '../table.ts';
import { dfOf, pOf } from './correlation.ts';

export const answer: Adapter = (oracleCase, context) => {
  const kinds: Record<string, () => Record<string, unknown>> = {
    cif: () => incidence(oracleCase, context),
    finegray: () => subdistribution(oracleCase, context),
    causespecific: () => causeSpecific(oracleCase, context),
  };
  const values = kinds[oracleCase.id.split('-')[0] ?? '']?.();
  return values && { values };
};

/** Follow-up with the causes renumbered 1, 2, …; codes that are neither censoring nor a cause are missing. */
function followUp({ input }: OracleCase, { table }: CaseContext, causes: readonly number[]) {
  const censor = input['censor_code'] === undefined ? 0 : number(input, 'censor_code');
  const event = numbers(table!, text(input, 'event')).map((code) => {
    if (code === null || code === censor) return code === null ? null : 0;
    const position = causes.indexOf(code);
    return position < 0 ? null : position + 1;
  });
  return { time: numbers(table!, text(input, 'time')), event };
}

function incidence(oracleCase: OracleCase, context: CaseContext) {
  const { input, expected } = oracleCase;
  const causes = numberList(input, 'causes').flatMap((value) => value ?? []);
  const times = numberList(input, 'times').flatMap((value) => value ?? []);
  // R drops incomplete rows over group and all covariates of the dataset's cases; the groups' own cells are complete.
  const groupName = optionalText(input, 'group');
  const rows = followUp(oracleCase, context, causes);
  const labels = groupName === undefined ? rows.time.map(() => 1) : numbers(context.table!, groupName);
  const keep = sameRows(oracleCase, context);
  const groups = [...new Set(labels)].filter((label) => label !== null).sort((a, b) => a - b);
  const curves = groups.map((value) => {
    const inside = (column: (number | null)[]) =>
      column.map((cell, i) => (labels[i] === value && keep(i) ? cell : null));
    const options = { causes: causes.length, interval: 'log' } as const;
    const part = { time: inside(rows.time), event: inside(rows.event) };
    return {
      value,
      jackknife: aalenJohansen(part, options),
      aalen: aalenJohansen(part, { ...options, variance: 'aalen' }),
    };
  });
  const perGroup = curves.map(({ value, jackknife }) => {
    const name = groupName === undefined ? 'all' : `${groupName}=${value}`;
    return [name, jackknife.kind === 'competing-risks' ? states(jackknife, times) : jackknife] as const;
  });
  // cmprsk lists causes by code, survival in the order given.
  const byCode = [...causes.keys()].sort((a, b) => causes[a]! - causes[b]!);
  const cuminc = byCode.flatMap((k) =>
    curves.map(({ value, aalen }) => ({
      name: `${value} ${causes[k]}`,
      rows: aalen.kind === 'competing-risks' ? untilEnd(aalen.causes[k]!, times) : [],
    })),
  );
  const tests = byCode.map((k) =>
    grayTest({ ...rows, time: rows.time.map((t, i) => (keep(i) ? t : null)) }, labels, k + 1),
  );
  return {
    states: ['(s0)', ...causes.map(String)],
    aalen_johansen: Object.fromEntries(perGroup),
    cuminc: {
      curves: cuminc.map(({ name }) => name),
      est: cuminc.map(({ rows: read }) => read.map((row) => row?.value ?? null)),
      var: cuminc.map(({ rows: read }) => read.map((row) => (row ? row.standardError ** 2 : null))),
    },
    ...(expected['gray_test'] !== undefined && {
      gray_test: {
        cause: byCode.map((k) => String(causes[k])),
        stat: tests,
        df: tests.map(dfOf),
        p: tests.map(pOf),
      },
    }),
  };
}

/** The generator dropped rows on the covariates of the Fine–Gray cases that share the id, before all of them. */
function sameRows({ id, input }: OracleCase, { table, siblings }: CaseContext): (i: number) => boolean {
  const stem = id.replace(/^cif-/, '');
  const covariates = siblings.flatMap((other) =>
    other.id.startsWith(`finegray-${stem}-`) ? textList(other.input, 'covariates') : [],
  );
  const used = [...covariates, text(input, 'time'), text(input, 'event')];
  const columns = [...new Set(used)].map((name) => numbers(table!, name));
  return (i) => columns.every((column) => column[i] !== null);
}

/** R's `summary(fit, times, extend = TRUE)`: one row per time, one column per state. */
function states(risks: CompetingRisks, times: readonly number[]) {
  const all = [risks.eventFree, ...risks.causes];
  const read = times.map((time) =>
    all.map((curve, state) => {
      const point = curve.points.filter((one) => one.time <= time).at(-1);
      return point ?? { value: state === 0 ? 1 : 0, standardError: 0, low: undefined, high: undefined };
    }),
  );
  // On the log scale there is no interval around 0; before the first time R prints 0 for both limits.
  const limit = (value: number, bound: number | undefined): number | null =>
    bound === undefined ? 0 : value === 0 ? null : bound;
  return {
    time: times,
    prob: read.map((row) => row.map(({ value }) => value)),
    se: read.map((row) => row.map(({ standardError }) => standardError)),
    lower: read.map((row) => row.map(({ value, low }) => limit(value, low))),
    upper: read.map((row) => row.map(({ value, high }) => limit(value, high))),
  };
}

/** cmprsk's `timepoints`: nothing after the last follow-up. */
function untilEnd(curve: IncidenceCurve, times: readonly number[]) {
  const end = curve.points.at(-1)!.time;
  return times.map((time) => {
    if (time > end) return undefined;
    return curve.points.filter((point) => point.time <= time).at(-1) ?? { value: 0, standardError: 0 };
  });
}

function covariatesOf({ input }: OracleCase, { table }: CaseContext) {
  return Object.fromEntries(textList(input, 'covariates').map((name) => [name, numbers(table!, name)]));
}

/** Event codes as they stand, with the censoring code as 0. */
function codedRows({ input }: OracleCase, { table }: CaseContext) {
  const censor = input['censor_code'] === undefined ? 0 : number(input, 'censor_code');
  const event = numbers(table!, text(input, 'event')).map((code) => (code === censor ? 0 : code));
  return { time: numbers(table!, text(input, 'time')), event };
}

/** The rows of these cases are complete in the group of the curves with the same stem, too. */
function withoutIncomplete(oracleCase: OracleCase, context: CaseContext): CaseContext {
  const group = context.siblings.flatMap((other) =>
    other.id.startsWith('cif-') && oracleCase.id.includes(`-${other.id.slice(4)}-`)
      ? (optionalText(other.input, 'group') ?? [])
      : [],
  );
  const { input } = oracleCase;
  const used = [text(input, 'time'), text(input, 'event'), ...textList(input, 'covariates'), ...group];
  return { ...context, table: completeRows(context.table!, used) };
}

function subdistribution(oracleCase: OracleCase, given: CaseContext) {
  const context = withoutIncomplete(oracleCase, given);
  const fit = fineGray(
    codedRows(oracleCase, context),
    covariatesOf(oracleCase, context),
    number(oracleCase.input, 'cause'),
  );
  if (fit.kind !== 'fine-gray') return { status: fit, reason: fit.reason };
  return {
    n: fit.n,
    coef: fit.coefficients.map(({ coefficient }) => coefficient),
    se: fit.coefficients.map(({ standardError }) => standardError),
    loglik: fit.logLikelihood[1],
    loglik_null: fit.logLikelihood[0],
  };
}

function causeSpecific(oracleCase: OracleCase, given: CaseContext) {
  const context = withoutIncomplete(oracleCase, given);
  const cause = number(oracleCase.input, 'cause');
  const fit = cox(codedRows(oracleCase, context), covariatesOf(oracleCase, context), { cause });
  if (fit.kind !== 'cox-model') return { status: fit, reason: fit.reason };
  return {
    n: fit.n,
    events: fit.events,
    coef: fit.coefficients.map(({ coefficient }) => coefficient),
    se: fit.coefficients.map(({ standardError }) => standardError),
    loglik: fit.logLikelihood,
  };
}
