/**
 * Counting: the one step that grows with the number of hires. Everything observed follows exactly from its tables.
 *
 * Each row's outcome becomes one cell number; a question's table is then one increment per row, four questions
 * per pass (the increments of four tables do not wait for each other).
 */
import type { ScoreOutcomeCounts, SurvivalCounts } from '@hindsight/stats';
import { type CodeColumn, numberAt } from './code-column.ts';
import type { TimeRows, ValueRows } from './outcome-rows.ts';

export type ScoreColumn = CodeColumn<number>;

/** Outcomes of rows as cell numbers on shared axes. */
export type OutcomeCells =
  | { kind: 'value'; rows: Int32Array; cells: Int32Array; width: number; outcomes: number[] }
  | {
      kind: 'time';
      rows: Int32Array;
      cells: Int32Array;
      width: number;
      times: number[];
      causes: number;
      /** Position of each row's entry on `times`; −1 for those observed from the start. Null when all are. */
      entryAt: Int32Array | null;
    };

export function outcomeCells(outcome: TimeRows | ValueRows): OutcomeCells {
  return outcome.kind === 'value' ? valueCells(outcome) : timeCells(outcome);
}

/**
 * The same for what depends on the order of event 1 alone (cause-specific Cox, Harrell's C): times become their
 * place among the times at which it happened, 0 before the first.
 *
 * Whoever is followed from one of these to before the next is at risk at the first and not at the second, wherever in
 * between their time ended and whatever ended it, so every risk set stays as it was.
 */
export function orderCells(outcome: TimeRows | ValueRows): OutcomeCells {
  if (outcome.kind === 'value') return valueCells(outcome);
  const eventTimes = outcome.times.filter((_, i) => outcome.codes[i] === 1);
  const { times } = timeAxis({ times: eventTimes, entries: new Int32Array(eventTimes.length) });
  const place = (time: number): number => lastUpTo(times, time) + 1;
  return timeCells({
    ...outcome,
    times: outcome.times.map(place),
    entries: outcome.entries.map((entry) => (entry > 0 ? place(entry) : 0)),
    codes: outcome.codes.map((code) => (code === 1 ? 1 : 0)),
    events: outcome.events.slice(0, 1),
  });
}

/** Follow-up row by row; without `entries` everybody is observed from the start. */
export type FollowUp = { time: Float64Array; event: Float64Array; entry?: Float64Array };

/** The way by rows: hires with a score one by one, where a table would have far more cells than there are hires. */
export type ScoredRows = { kind: 'rows'; rows: Int32Array; scores: Float64Array; followUp: FollowUp };

const mostCellsPerHire = 64;

/** Tables, or rows where a score with very many values meets very many times. Nothing is ever binned. */
export function scoreTables(
  columns: readonly ScoreColumn[],
  outcome: OutcomeCells,
): (ScoreOutcomeCounts | SurvivalCounts | ScoredRows)[] {
  const limit = mostCellsPerHire * outcome.rows.length;
  const byRow = columns.map(
    (column) => outcome.kind === 'time' && distinctCount(column, outcome.rows) * outcome.width > limit,
  );
  const counted = countScores(
    columns.filter((_, i) => !byRow[i]),
    outcome,
  );
  let next = 0;
  return columns.map((column, i) => (byRow[i] ? scoredRows(column, outcome) : counted[next++]!));
}

/**
 * Hires with a score in a column, with their times; in the order of these, so that sums over them do not depend on
 * where a hire stands in the frame.
 */
export function scoredRows(column: ScoreColumn, outcome: OutcomeCells): ScoredRows {
  const { time, event, entry } = followUpOf(outcome);
  const scores = Float64Array.from(outcome.rows, (row) => numberAt(column, row) ?? Number.NaN);
  const order = outcome.rows
    .map((_, i) => i)
    .filter((i) => !Number.isNaN(scores[i]!))
    .sort(
      (a, b) =>
        time[a]! - time[b]! ||
        event[a]! - event[b]! ||
        scores[a]! - scores[b]! ||
        (entry ? entry[a]! - entry[b]! : 0),
    );
  const pick = (items: Float64Array): Float64Array => Float64Array.from(order, (i) => items[i]!);
  return {
    kind: 'rows',
    rows: order.map((i) => outcome.rows[i]!),
    scores: pick(scores),
    followUp: { time: pick(time), event: pick(event), ...(entry ? { entry: pick(entry) } : {}) },
  };
}

export function rowsWhere({ rows, scores, followUp }: ScoredRows, keep: (i: number) => boolean): ScoredRows {
  const chosen = rows.map((_, i) => (keep(i) ? 1 : 0));
  const pick = (items: Float64Array): Float64Array => items.filter((_, i) => chosen[i] === 1);
  const { time, event, entry } = followUp;
  return {
    kind: 'rows',
    rows: rows.filter((_, i) => chosen[i] === 1),
    scores: pick(scores),
    followUp: { time: pick(time), event: pick(event), ...(entry ? { entry: pick(entry) } : {}) },
  };
}

const followUps = new WeakMap<OutcomeCells, FollowUp>();

/** Times row by row, out of their cells; made once for all questions. */
function followUpOf(cells: OutcomeCells): FollowUp {
  if (cells.kind !== 'time') throw new TypeError('only times have a follow-up');
  const made = followUps.get(cells);
  if (made) return made;
  const { times, causes, entryAt } = cells;
  const size = cells.rows.length;
  const time = new Float64Array(size);
  const event = new Float64Array(size);
  const entry = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const cell = cells.cells[i]!;
    time[i] = times[Math.floor(cell / (causes + 1))]!;
    event[i] = cell % (causes + 1);
    // Observed from the start means from before time 0, so that an event on day 0 counts.
    entry[i] = entryAt && entryAt[i]! >= 0 ? times[entryAt[i]!]! : -1;
    // Came and went between two events: at risk at neither.
    if (entry[i] === time[i]) time[i]! += 0.5;
  }
  const followUp = entryAt ? { time, event, entry } : { time, event };
  followUps.set(cells, followUp);
  return followUp;
}

function distinctCount(column: ScoreColumn, rows: Int32Array): number {
  if (!column.doubles) return column.values.length;
  const seen = new Set<number>();
  for (const row of rows) seen.add(column.doubles[row]!);
  return seen.size;
}

/** Position of the last value up to `limit` on an ascending axis, or −1. */
function lastUpTo(axis: readonly number[], limit: number): number {
  let low = 0;
  let high = axis.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (axis[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** One table per column: hires by score and outcome. Levels that nobody had are left out. */
export function countScores(
  columns: readonly ScoreColumn[],
  outcome: OutcomeCells,
): (ScoreOutcomeCounts | SurvivalCounts)[] {
  const coded = columns.map((column) => (column.doubles ? codedAgain(column.doubles, outcome.rows) : column));
  const raw = countCells(coded, outcome.rows, outcome.cells, outcome.width);
  const entries = outcome.kind === 'time' && outcome.entryAt ? countEntries(coded, outcome) : undefined;
  return coded.map((column, i) => tableOf(column, raw[i]!, entries?.[i], outcome));
}

/** The outcome by itself, as a table with one "score". */
export function countOutcome(outcome: OutcomeCells): ScoreOutcomeCounts | SurvivalCounts {
  const all: ScoreColumn = {
    widest: 1,
    codes: new Uint8Array(0),
    values: [null, 0],
    codeOf: new Map([[0, 1]]),
    doubles: null,
  };
  const counts = new Uint32Array(outcome.width * 2);
  for (const cell of outcome.cells) counts[outcome.width + cell]! += 1;
  let entries: Uint32Array | undefined;
  if (outcome.kind === 'time' && outcome.entryAt) {
    entries = new Uint32Array(outcome.times.length * 2);
    for (const at of outcome.entryAt) if (at >= 0) entries[outcome.times.length + at]! += 1;
  }
  return tableOf(all, counts, entries, outcome);
}

/** Restricts cells to the rows for which `keep` holds. */
export function cellsWhere(outcome: OutcomeCells, keep: (row: number) => boolean): OutcomeCells {
  const chosen = outcome.rows.map((row) => (keep(row) ? 1 : 0));
  const pick = (items: Int32Array): Int32Array => items.filter((_, i) => chosen[i] === 1);
  const picked = { ...outcome, rows: pick(outcome.rows), cells: pick(outcome.cells) };
  return picked.kind === 'time' && picked.entryAt ? { ...picked, entryAt: pick(picked.entryAt) } : picked;
}

function valueCells(outcome: ValueRows): OutcomeCells {
  const outcomes = distinctAscending(outcome.values);
  const positionOf = new Map(outcomes.map((value, i) => [value, i]));
  const cells = new Int32Array(outcome.values.length);
  for (let i = 0; i < cells.length; i += 1) cells[i] = positionOf.get(outcome.values[i]!)!;
  return { kind: 'value', rows: outcome.rows, cells, width: outcomes.length, outcomes };
}

function timeCells(outcome: TimeRows): OutcomeCells {
  const { times, positionOf } = timeAxis(outcome);
  const width = outcome.events.length + 1;
  const cells = new Int32Array(outcome.rows.length);
  let late = false;
  for (let i = 0; i < cells.length; i += 1) {
    cells[i] = positionOf[outcome.times[i]!]! * width + outcome.codes[i]!;
    if (outcome.entries[i]! > 0) late = true;
  }
  const entryAt = late ? outcome.entries.map((entry) => (entry > 0 ? positionOf[entry]! : -1)) : null;
  const shared = { rows: outcome.rows, cells, width: times.length * width };
  return { kind: 'time', ...shared, times, causes: outcome.events.length, entryAt };
}

/** Distinct times and entries, ascending. Times are whole and not negative, so a table of positions will do. */
function timeAxis({ times, entries }: Pick<TimeRows, 'times' | 'entries'>): {
  times: number[];
  positionOf: Int32Array;
} {
  let longest = 0;
  for (let i = 0; i < times.length; i += 1) longest = Math.max(longest, times[i]!, entries[i]!);
  const positionOf = new Int32Array(longest + 1).fill(-1);
  for (let i = 0; i < times.length; i += 1) {
    positionOf[times[i]!] = 0;
    if (entries[i]! > 0) positionOf[entries[i]!] = 0;
  }
  const axis: number[] = [];
  for (let time = 0; time <= longest; time += 1) {
    if (positionOf[time]! < 0) continue;
    positionOf[time] = axis.length;
    axis.push(time);
  }
  return { times: axis, positionOf };
}

/** Counts with one block of `width` cells per score code; block 0 holds the rows without a score. */
function countCells(
  columns: readonly ScoreColumn[],
  rows: Int32Array,
  cells: Int32Array,
  width: number,
): Uint32Array[] {
  const tables = columns.map((column) => new Uint32Array(column.values.length * width));
  const bytes = columns.map((column, i) => ({ codes: column.codes, table: tables[i]! }));
  const narrow = bytes.filter(({ codes }) => codes instanceof Uint8Array) as Narrow[];
  const wide = bytes.filter(({ codes }) => !(codes instanceof Uint8Array));
  let at = 0;
  for (; at + 4 <= narrow.length; at += 4) {
    countFour(narrow[at]!, narrow[at + 1]!, narrow[at + 2]!, narrow[at + 3]!, rows, cells, width);
  }
  for (; at < narrow.length; at += 1) countOne(narrow[at]!.codes, narrow[at]!.table, rows, cells, width);
  for (const { codes, table } of wide) countWide(codes, table, rows, cells, width);
  return tables;
}

type Narrow = { codes: Uint8Array; table: Uint32Array };

function countFour(
  a: Narrow,
  b: Narrow,
  c: Narrow,
  d: Narrow,
  rows: Int32Array,
  cells: Int32Array,
  width: number,
): void {
  const [codesA, codesB, codesC, codesD] = [a.codes, b.codes, c.codes, d.codes];
  const [tableA, tableB, tableC, tableD] = [a.table, b.table, c.table, d.table];
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    const cell = cells[i]!;
    tableA[codesA[row]! * width + cell]! += 1;
    tableB[codesB[row]! * width + cell]! += 1;
    tableC[codesC[row]! * width + cell]! += 1;
    tableD[codesD[row]! * width + cell]! += 1;
  }
}

function countOne(
  codes: Uint8Array,
  table: Uint32Array,
  rows: Int32Array,
  cells: Int32Array,
  width: number,
): void {
  for (let i = 0; i < rows.length; i += 1) table[codes[rows[i]!]! * width + cells[i]!]! += 1;
}

/** The same loop for wider codes; apart, so that the narrow one keeps its machine code. */
function countWide(
  codes: ScoreColumn['codes'],
  table: Uint32Array,
  rows: Int32Array,
  cells: Int32Array,
  width: number,
): void {
  for (let i = 0; i < rows.length; i += 1) table[codes[rows[i]!]! * width + cells[i]!]! += 1;
}

function countEntries(
  columns: readonly ScoreColumn[],
  outcome: Extract<OutcomeCells, { kind: 'time' }>,
): Uint32Array[] {
  const late = [...outcome.rows.keys()].filter((i) => outcome.entryAt![i]! >= 0);
  const rows = Int32Array.from(late, (i) => outcome.rows[i]!);
  const cells = Int32Array.from(late, (i) => outcome.entryAt![i]!);
  return countCells(columns, rows, cells, outcome.times.length);
}

/** Takes out the missing scores and the levels without rows, and puts the rest in ascending order. */
function tableOf(
  column: ScoreColumn,
  raw: Uint32Array,
  rawEntries: Uint32Array | undefined,
  outcome: OutcomeCells,
): ScoreOutcomeCounts | SurvivalCounts {
  const codes: number[] = [];
  for (let code = 1; code < column.values.length; code += 1) {
    const block = raw.subarray(code * outcome.width, (code + 1) * outcome.width);
    if (block.some((count) => count > 0)) codes.push(code);
  }
  codes.sort((a, b) => column.values[a]! - column.values[b]!);
  const scores = codes.map((code) => column.values[code]!);
  const counts = blocks(raw, codes, outcome.width);
  if (outcome.kind === 'value') return { kind: 'score-outcome', scores, outcomes: outcome.outcomes, counts };
  const table: SurvivalCounts = {
    kind: 'survival',
    scores,
    times: outcome.times,
    causes: outcome.causes,
    counts,
  };
  return rawEntries ? { ...table, entries: blocks(rawEntries, codes, outcome.times.length) } : table;
}

function blocks(raw: Uint32Array, codes: readonly number[], width: number): Uint32Array {
  const inOrder = codes.every((code, i) => code === codes[0]! + i);
  if (inOrder && codes.length > 0) return raw.subarray(codes[0]! * width, (codes.at(-1)! + 1) * width);
  const picked = new Uint32Array(codes.length * width);
  for (const [i, code] of codes.entries())
    picked.set(raw.subarray(code * width, (code + 1) * width), i * width);
  return picked;
}

/** Codes for a column of doubles, valid for these rows only: the way by rows, still without any binning. */
function codedAgain(doubles: Float64Array, rows: Int32Array): ScoreColumn {
  const present: number[] = [];
  for (const row of rows) if (!Number.isNaN(doubles[row]!)) present.push(doubles[row]!);
  const values = distinctAscending(present);
  const codeOf = new Map(values.map((value, i) => [value, i + 1]));
  const codes = new Uint32Array(doubles.length);
  for (const row of rows) codes[row] = codeOf.get(doubles[row]!) ?? 0;
  return { widest: 4, codes, values: [null, ...values], codeOf, doubles: null };
}

function distinctAscending(values: ArrayLike<number>): number[] {
  const distinct = new Set<number>();
  for (let i = 0; i < values.length; i += 1) distinct.add(values[i]!);
  return [...distinct].sort((a, b) => a - b);
}
