/**
 * How one thing known before the hire goes with what happened after it: the observed figures, from counts alone.
 *
 * Everything is turned so that + is good: high scores ship sooner, stay longer, are rated higher.
 */
import type { EstimatedOrMissing, Missing, TestedOrMissing } from '@hindsight/domain';
import {
  comoments,
  comomentsFromCounts,
  cox,
  coxFromCounts,
  aucFromCounts,
  type Estimate,
  harrellC,
  harrellCFromCounts,
  pearsonFromCounts,
  pearsonTestFromCounts,
  type ScoreOutcomeCounts,
  somersDFromCounts,
  spearmanFromCounts,
  type SurvivalCounts,
} from '@hindsight/stats';
import type { Method } from './method-table.ts';
import { plain } from './plain-result.ts';
import type { ScoredRows } from './score-counts.ts';

export type AssociationSize = {
  hires: number;
  /** Events, or the rarer of two results; null where neither exists. */
  rarer: number | null;
};

export type Association = AssociationSize & {
  observed: EstimatedOrMissing;
  rank: EstimatedOrMissing;
  pairs: EstimatedOrMissing;
  test: TestedOrMissing;
  /** The observed effect and its variance on the scale that all outcomes share; null without an estimate. */
  theta: { effect: number; variance: number } | null;
};

/** Standard deviation of the log of a time whose hazard ratio is 1: π/√6 (Gumbel). */
const logTimeSpread = Math.PI / Math.sqrt(6);

/** What was counted for one score: a table, or rows where a table would be too large. */
export type Counted = ScoreOutcomeCounts | SurvivalCounts | ScoredRows;

/**
 * @param byRow needed only where some hires were followed from later than their start: the error of Harrell's C then
 *   depends on each row's own entry
 */
export function associationOf(
  counted: Counted,
  method: Method,
  higherIsBetter: boolean,
  byRow: () => ScoredRows,
): Association {
  const oriented = higherIsBetter ? counted : reversed(counted);
  if (oriented.kind === 'score-outcome') {
    return valueAssociation(oriented, method.kind === 'value' && method.binary);
  }
  const isGood = goodSign(method) > 0;
  const higherScore = isGood ? 'earlier' : 'later';
  if (oriented.kind === 'survival' && !oriented.entries) {
    return timeAssociation(oriented, isGood, plain(harrellCFromCounts(oriented, { cause: 1, higherScore })));
  }
  const rows = oriented.kind === 'rows' ? oriented : higherIsBetter ? byRow() : reversed(byRow());
  return timeAssociation(
    oriented,
    isGood,
    plain(harrellC(rows.followUp, rows.scores, { cause: 1, higherScore })),
  );
}

/** Just the test, for the other outcomes of a family. */
export function testOf(counted: Counted): TestedOrMissing {
  if (counted.kind === 'score-outcome') return plain(pearsonTestFromCounts(counted));
  const fit = fittedCox(counted);
  return 'kind' in fit ? fit : fit.test;
}

/** Just θ, for tables with one client left out. */
export function effectOf(counted: Counted, method: Method, higherIsBetter: boolean): number | null {
  const oriented = higherIsBetter ? counted : reversed(counted);
  if (oriented.kind === 'score-outcome') {
    const r = pearsonFromCounts(oriented);
    return r.kind === 'estimate' ? Math.atanh(r.value) : null;
  }
  const fit = fittedCox(oriented);
  if ('kind' in fit) return null;
  return Math.asinh(perSpread(fit, scoreSpread(oriented), goodSign(method)).value / logTimeSpread);
}

/** Cause-specific Cox of event 1 on the score, from counts or from rows: the same numbers. */
function fittedCox(
  counted: SurvivalCounts | ScoredRows,
): { coefficient: Estimate; standardError: number; test: TestedOrMissing } | Missing {
  if (counted.kind === 'survival') {
    const model = coxFromCounts(counted, { cause: 1 });
    if (model.kind !== 'cox') return plain(model);
    return { coefficient: model.coefficient, standardError: model.standardError, test: plain(model.wald) };
  }
  const model = cox(counted.followUp, { score: counted.scores }, { cause: 1 });
  if (model.kind !== 'cox-model') return plain(model);
  const { coefficient, standardError } = model.coefficients[0]!;
  return { coefficient, standardError, test: plain(model.wald) };
}

/** Number of hires, and of the rarer result, behind a table. */
export function sizeOf(table: Counted, binary: boolean): AssociationSize {
  if (table.kind === 'rows') {
    const rarer = table.followUp.event.reduce((sum, code) => sum + (code === 1 ? 1 : 0), 0);
    return { hires: table.rows.length, rarer };
  }
  const { counts } = table;
  const width = table.kind === 'survival' ? table.causes + 1 : table.outcomes.length;
  const perResult = new Array<number>(width).fill(0);
  for (let i = 0; i < counts.length; i += 1) perResult[i % width]! += counts[i]!;
  const hires = perResult.reduce((sum, count) => sum + count, 0);
  if (table.kind === 'survival') return { hires, rarer: perResult[1] ?? 0 };
  if (!binary) return { hires, rarer: null };
  const yes = perResult[table.outcomes.indexOf(1)] ?? 0;
  return { hires, rarer: Math.min(yes, hires - yes) };
}

function valueAssociation(table: ScoreOutcomeCounts, binary: boolean): Association {
  const size = sizeOf(table, binary);
  const observed = pearsonFromCounts(table);
  return {
    ...size,
    observed: plain(observed),
    rank: plain(spearmanFromCounts(table)),
    // Of two hires who differ in the outcome; with a yes/no outcome this is the area under the ROC curve.
    pairs: binary
      ? plain(aucFromCounts(table))
      : mapped(plain(somersDFromCounts(table, { given: 'y' })), (d) => (1 + d) / 2, 'pairs'),
    test: plain(pearsonTestFromCounts(table)),
    theta:
      observed.kind === 'estimate' && Math.abs(observed.value) < 1
        ? { effect: Math.atanh(observed.value), variance: 1 / (observed.n - 3) }
        : null,
  };
}

function timeAssociation(
  table: SurvivalCounts | ScoredRows,
  eventIsGood: boolean,
  pairs: EstimatedOrMissing,
): Association {
  const size = sizeOf(table, false);
  const fit = fittedCox(table);
  const rank = mapped(pairs, (value) => 2 * value - 1, 'pairs', 'somers d of harrell c');
  if ('kind' in fit) return { ...size, observed: fit, rank, pairs, test: fit, theta: null };
  const b = perSpread(fit, scoreSpread(table), eventIsGood ? 1 : -1);
  const error = b.standardError / logTimeSpread;
  const scaled = b.value / logTimeSpread;
  return {
    ...size,
    observed: mapped(
      plain({ ...fit.coefficient, value: b.value, low: b.low, high: b.high }),
      (value) => value / Math.sqrt(value * value + logTimeSpread * logTimeSpread),
      'r',
      'cox per sd as r',
    ),
    rank,
    pairs,
    test: fit.test,
    theta: { effect: Math.asinh(scaled), variance: error ** 2 / (1 + scaled ** 2) },
  };
}

function goodSign(method: Method): 1 | -1 {
  return method.kind === 'time' && method.eventIsGood ? 1 : -1;
}

/** The log hazard ratio per standard deviation of the score among these hires, turned by `sign`. */
function perSpread(fit: { coefficient: Estimate; standardError: number }, spread: number, sign: 1 | -1) {
  const { value, low, high } = fit.coefficient;
  const ends = [low, high].map((end) => (end === 'not reached' ? value : end) * spread * sign);
  return {
    value: value * spread * sign,
    low: Math.min(...ends),
    high: Math.max(...ends),
    standardError: fit.standardError * spread,
  };
}

/** Standard deviation (n − 1) of the scores of all hires in a table. */
function scoreSpread(table: SurvivalCounts | ScoredRows): number {
  if (table.kind === 'rows') {
    const sums = comoments(table.scores, table.scores);
    return sums && sums.n > 1 ? Math.sqrt(sums.m2X / (sums.n - 1)) : 0;
  }
  const width = table.times.length * (table.causes + 1);
  const totals = table.scores.map((_, s) => {
    let total = 0;
    for (let i = s * width; i < (s + 1) * width; i += 1) total += table.counts[i]!;
    return total;
  });
  const sums = comomentsFromCounts({
    kind: 'score-outcome',
    scores: table.scores,
    outcomes: [0],
    counts: totals,
  });
  return sums && sums.n > 1 ? Math.sqrt(sums.m2X / (sums.n - 1)) : 0;
}

/** Applies a rising function to value and ends. */
function mapped(
  result: EstimatedOrMissing,
  change: (value: number) => number,
  unit: Estimate['unit'],
  method?: string,
): EstimatedOrMissing {
  if (result.kind !== 'estimate') return result;
  const end = (limit: number | 'not reached') => (limit === 'not reached' ? limit : change(limit));
  return {
    ...result,
    unit,
    value: change(result.value),
    low: end(result.low),
    high: end(result.high),
    method: method ?? result.method,
  };
}

/** The same table for a scale on which low is good: scores change sign, so that + is good for everybody. */
function reversed<Table extends Counted>(counted: Table): Table;
function reversed(table: Counted): Counted {
  if (table.kind === 'rows') return { ...table, scores: table.scores.map((score) => -score) };
  const scores = [...table.scores].reverse().map((score) => -score);
  const flip = (cells: ArrayLike<number>): Float64Array => {
    const width = cells.length / Math.max(1, scores.length);
    const flipped = new Float64Array(cells.length);
    for (let s = 0; s < scores.length; s += 1) {
      for (let i = 0; i < width; i += 1) flipped[s * width + i] = cells[(scores.length - 1 - s) * width + i]!;
    }
    return flipped;
  };
  const turned = { ...table, scores, counts: flip(table.counts) };
  return turned.kind === 'survival' && turned.entries ? { ...turned, entries: flip(turned.entries) } : turned;
}
