import {
  clocks,
  type Cohort,
  dayNumber,
  firstDayOfQuarter,
  lastDayOfQuarter,
  type Predictor,
} from '@hindsight/domain';
import { type CodeColumn, numberAt } from './code-column.ts';
import { clockCode, type Frame, isPlaced, noDay, screenerSeparator } from './frame.ts';

const calendar = clocks.indexOf('calendar');

/** Row numbers of the candidacies that a cohort names. */
export type CohortRows = {
  /** Every candidacy of the cohort, placed or not. */
  candidacies: Int32Array;
  /** Those that were placed and whose dates, where the cohort asks for dates, are known. */
  hires: Int32Array;
  /** Placed, in the cohort as far as known, but without the calendar dates that the cohort asks for. */
  undatedHires: number;
};

/**
 * Who is in the cohort: AND between fields, OR inside a list.
 *
 * A placement whose clock has no calendar cannot be put into a quarter. It is counted apart, not dropped. Where there
 * is a calendar, a missing day is an answer: who was never screened was not screened in that quarter.
 */
export function cohortRows(frame: Frame, cohort: Cohort): CohortRows {
  const candidacies = new Int32Array(frame.size);
  const hires = new Int32Array(frame.size);
  let candidacyCount = 0;
  let hireCount = 0;
  let undatedHires = 0;
  const named = nameFilters(frame, cohort);
  const dated = dateFilters(frame, cohort);
  const signals = signalFilter(frame, cohort.resumeSignal);
  for (let row = 0; row < frame.size; row += 1) {
    if (!named.every(({ column, wanted }) => wanted[column.codes[row]!])) continue;
    if (signals && !signals(row)) continue;
    const placed = isPlaced(frame.flags[row]!);
    const within = withinDates(dated, row, placed && hasNoCalendar(frame, row));
    if (within === 'outside') continue;
    if (within === 'undated') {
      undatedHires += 1;
      candidacies[candidacyCount++] = row;
      continue;
    }
    candidacies[candidacyCount++] = row;
    if (placed) hires[hireCount++] = row;
  }
  return {
    candidacies: candidacies.slice(0, candidacyCount),
    hires: hires.slice(0, hireCount),
    undatedHires,
  };
}

/** The clock counts from the start only, or the start itself is not known. */
function hasNoCalendar(frame: Frame, row: number): boolean {
  return clockCode(frame.flags[row]!) !== calendar || frame.days.startedOn[row] === noDay;
}

type NameFilter = { column: CodeColumn<string>; wanted: Uint8Array };

function nameFilters(frame: Frame, cohort: Cohort): NameFilter[] {
  const { client, roleFamily, seniority, screeners } = frame.texts;
  const filters: NameFilter[] = [];
  const add = (column: CodeColumn<string>, keep: (text: string) => boolean): void => {
    filters.push({
      column,
      wanted: Uint8Array.from(column.values, (text) => (text !== null && keep(text) ? 1 : 0)),
    });
  };
  if (cohort.client) add(client, oneOf(cohort.client));
  if (cohort.roleFamily) add(roleFamily, oneOf(cohort.roleFamily));
  if (cohort.seniority) add(seniority, oneOf(cohort.seniority));
  if (cohort.screener) {
    const wanted = oneOf(cohort.screener);
    add(screeners, (text) => text.split(screenerSeparator).some(wanted));
  }
  return filters;
}

function oneOf(list: readonly string[]): (text: string) => boolean {
  const set = new Set(list);
  return (text) => set.has(text);
}

type DateFilter = { days: Int32Array; from: number; to: number };

function dateFilters(frame: Frame, cohort: Cohort): DateFilter[] {
  const { startedFrom, startedTo, screenedFrom, screenedTo } = cohort;
  const filters: DateFilter[] = [];
  const add = (days: Int32Array, from: Cohort['startedFrom'], to: Cohort['startedTo']): void => {
    if (!from && !to) return;
    filters.push({
      days,
      from: from ? dayNumber(firstDayOfQuarter(from)) : -Infinity,
      to: to ? dayNumber(lastDayOfQuarter(to)) : Infinity,
    });
  };
  add(frame.days.startedOn, startedFrom, startedTo);
  add(frame.days.screenedOn, screenedFrom, screenedTo);
  return filters;
}

function withinDates(
  filters: readonly DateFilter[],
  row: number,
  mayBeUndated: boolean,
): 'inside' | 'outside' | 'undated' {
  let undated = false;
  for (const { days, from, to } of filters) {
    const day = days[row]!;
    if (day === noDay) {
      if (!mayBeUndated) return 'outside';
      undated = true;
    } else if (day < from || day > to) return 'outside';
  }
  return undated ? 'undated' : 'inside';
}

/** Candidacies that have at least one of the named résumé signals: the signal is recorded and above 0. */
function signalFilter(
  frame: Frame,
  refs: readonly string[] | undefined,
): ((row: number) => boolean) | undefined {
  if (!refs) return undefined;
  const isWanted = (predictor: Predictor): boolean =>
    predictor.kind === 'resume-signal' && refs.includes(predictor.ref);
  const columns = frame.predictors.filter(isWanted).map((predictor) => frame.slots[predictor.slot]!);
  return (row) => columns.some((column) => (numberAt(column, row) ?? 0) > 0);
}
