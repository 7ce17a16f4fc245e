import { notEstimable } from './checked-results.ts';
import type { Column } from './complete-rows.ts';
import { distinct, positions } from './count-scores.ts';
import type { NotEstimable } from './results.ts';
import { cleanSurvival, type SurvivalRows } from './survival-rows.ts';

/** Named columns, one coefficient each; turn a category into 0/1 columns first. */
export type Covariates = Readonly<Record<string, Column>>;

/** Rows of one stratum: positions in the clean rows, ascending by time, and descending by entry. */
export type CoxStratum = { byTime: Int32Array; byEntry?: Int32Array };

export type CoxData = {
  n: number;
  events: number;
  names: string[];
  time: Float64Array;
  entry?: Float64Array;
  /** 1 where the event happened. */
  event: Uint8Array;
  /** Standardised covariates, row-major. */
  x: Float64Array;
  /** Standard deviation of each covariate: coefficients are divided by it on the way out. */
  spread: Float64Array;
  strata: CoxStratum[];
  cluster?: Float64Array;
};

export type CoxColumns = {
  strata?: Column | undefined;
  cluster?: Column | undefined;
  cause?: number | undefined;
};

/** Complete, sorted and standardised rows, or why there is nothing to fit. */
export function coxData(
  rows: SurvivalRows,
  covariates: Covariates,
  columns: CoxColumns,
): CoxData | NotEstimable {
  const names = Object.keys(covariates);
  const extra = [...(columns.strata ? [columns.strata] : []), ...(columns.cluster ? [columns.cluster] : [])];
  const clean = cleanSurvival(rows, ...Object.values(covariates), ...extra);
  if (!clean || names.length === 0) return notEstimable('INVALID_INPUT', 0);
  const { n, time } = clean;
  if (n === 0) return notEstimable('EMPTY', 0);
  const event = Uint8Array.from(clean.event, (code) =>
    (columns.cause === undefined ? code > 0 : code === columns.cause) ? 1 : 0,
  );
  const events = event.reduce((sum, one) => sum + one, 0);
  if (events === 0) return notEstimable('NO_EVENTS', n);
  const p = names.length;
  const x = new Float64Array(n * p);
  const spread = new Float64Array(p);
  for (let j = 0; j < p; j += 1) {
    const deviation = standardise(clean.covariates[j]!, x, j, p);
    if (!(deviation > 0) || !Number.isFinite(deviation)) return notEstimable('NO_VARIANCE', n);
    spread[j] = deviation;
  }
  const stratum = columns.strata ? clean.covariates[p] : undefined;
  const groups = rowsByStratum(n, stratum);
  const strata = groups.map((rowsOf): CoxStratum => {
    const byTime = rowsOf.slice().sort((a, b) => time[a]! - time[b]!);
    if (!clean.entry) return { byTime };
    const entry = clean.entry;
    return { byTime, byEntry: rowsOf.slice().sort((a, b) => entry[b]! - entry[a]!) };
  });
  const data: CoxData = { n, events, names, time, event, x, spread, strata };
  if (clean.entry) data.entry = clean.entry;
  if (columns.cluster) data.cluster = clean.covariates[clean.covariates.length - 1]!;
  return data;
}

/** Writes a column as (value − mean)/deviation; returns the deviation, 0 for a constant. */
function standardise(column: Float64Array, x: Float64Array, j: number, p: number): number {
  const n = column.length;
  let low = Infinity;
  let high = -Infinity;
  for (const value of column) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low === high) return 0;
  const unit = Math.max(Math.abs(low), Math.abs(high));
  const origin = low / unit;
  let mean = 0;
  for (const value of column) mean += (value / unit - origin) / n;
  let square = 0;
  for (const value of column) square += (value / unit - origin - mean) ** 2 / n;
  const deviation = Math.sqrt(square);
  for (let i = 0; i < n; i += 1) x[i * p + j] = (column[i]! / unit - origin - mean) / deviation;
  return deviation * unit;
}

/** The positions of the rows of each stratum, ascending; all rows where there are no strata. */
function rowsByStratum(n: number, stratum: Float64Array | undefined): Int32Array[] {
  const axis = stratum ? distinct(stratum) : [0];
  const place = stratum ? positions(axis, stratum) : new Int32Array(n);
  const sizes = new Array<number>(axis.length).fill(0);
  for (let i = 0; i < n; i += 1) sizes[place[i]!]! += 1;
  const rows = sizes.map((size) => new Int32Array(size));
  const filled = sizes.map(() => 0);
  for (let i = 0; i < n; i += 1) {
    const k = place[i]!;
    rows[k]![filled[k]!] = i;
    filled[k]! += 1;
  }
  return rows;
}
