/** One record of the file as one checked row of the contract. */
import { type CalendarDate, daysBetween, type IntakeRow } from '@hindsight/domain';
import { idColumns } from './mapped-columns.ts';
import type { Mapping } from './mapping.ts';
import { readPlacement } from './placement-cells.ts';
import type { RowCells } from './row-cells.ts';
import { readAnswers, readResumeSignals } from './score-cells.ts';
import { requiredText } from './text-cells.ts';

/** The row as far as it could be read; it counts only if `row.problems` stayed empty. */
export function readRow(row: RowCells, mapping: Mapping, candidacyRef: string): IntakeRow {
  const { placement, events } = readPlacement(row, mapping);
  const screenedOn = mapping.screenedOn ? row.day(mapping.screenedOn) : null;
  const decidedOn = mapping.decidedOn ? row.day(mapping.decidedOn) : null;
  if (mapping.decidedOn) refuseBefore(row, mapping.decidedOn.column, 'decision', decidedOn, screenedOn);
  return {
    line: row.line,
    candidacyRef,
    candidateRef: mapping.candidate ? requiredText(row, mapping.candidate, 'candidate') : candidacyRef,
    clientRef: requiredText(row, mapping.client, 'client'),
    roleFamily: requiredText(row, mapping.roleFamily, 'role family'),
    seniority: requiredText(row, mapping.seniority, 'seniority'),
    screenerRef: mapping.screener ? row.name(mapping.screener.column) : null,
    screenedOn,
    decidedOn,
    answers: readAnswers(row, mapping.questions),
    resumeSignals: readResumeSignals(row, mapping.resumeSignals),
    placement,
    events,
  };
}

/** The row's reference, or `null` after refusing it. Several columns are joined. */
export function readCandidacyRef(row: RowCells, mapping: Mapping): string | null {
  const parts: string[] = [];
  for (const column of idColumns(mapping)) {
    const before = row.problems.length;
    const part = row.name(column);
    if (part === null) {
      if (row.problems.length === before)
        row.refuse(column, 'ID_MISSING', `The id in column "${column}" is missing.`);
      return null;
    }
    parts.push(part);
  }
  return row.checkedLength(idColumns(mapping).join(' · '), parts.join(' · '));
}

function refuseBefore(
  row: RowCells,
  column: string,
  what: string,
  day: CalendarDate | null,
  earlier: CalendarDate | null,
): void {
  if (day === null || earlier === null || daysBetween(earlier, day) >= 0) return;
  row.refuse(column, 'DATE_ORDER', `The ${what} on ${day} is before the screen on ${earlier}.`, day);
}
