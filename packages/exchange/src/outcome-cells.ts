/** What happened after the start, and until when the file knows that nothing more did. */
import { type CalendarDate, daysBetween, type ExitCause, type IntakeEvent } from '@hindsight/domain';
import { momentAt, readDuration, readMoment } from './elapsed-time.ts';
import { readFallOff } from './fall-off.ts';
import type { EventMeaning, Mapping, MappingMoment } from './mapping.ts';
import type { RowCells } from './row-cells.ts';
import { readRating } from './score-cells.ts';

export type OutcomeFacts = {
  events: IntakeEvent[];
  /** The file's statement for this hire, in units since the start; `null` when it makes none. */
  completeUpTo: number | null;
  exitAt: number | null;
};

/** Times of one row, in units since the start. */
type RowTimes = {
  startedOn: CalendarDate | null;
  endedAt: number | null;
  duration: number | null;
  /** End day if there is one, else the duration. */
  end: number | null;
  stated: number | null;
};

export function readOutcomeEvents(
  row: RowCells,
  mapping: Mapping,
  startedOn: CalendarDate | null,
  guaranteeDays: number | null,
): OutcomeFacts {
  const times = readTimes(row, mapping, startedOn);
  const meaning = readMeaning(row, mapping, times);
  const main = meaning ? mainEvent(row, mapping, meaning, times) : null;
  const exitAt = main && main.kind === 'exit' ? times.end : null;
  const events: IntakeEvent[] = main ? [main] : [];
  events.push(...furtherEvents(row, mapping, startedOn, exitAt));
  const fallOff = readFallOff(row, mapping, startedOn, { exitAt, events }, guaranteeDays);
  if (fallOff) events.push(fallOff);
  return {
    events,
    // Whoever is censored is known until that moment only, whatever the file says about the others.
    completeUpTo: meaning?.kind === 'censored' ? null : times.stated,
    exitAt,
  };
}

function readTimes(row: RowCells, mapping: Mapping, startedOn: CalendarDate | null): RowTimes {
  const duration = mapping.duration ? readDuration(row, mapping.duration, startedOn) : null;
  const endedOn = mapping.endedOn ? row.day(mapping.endedOn) : null;
  let endedAt = endedOn === null || startedOn === null ? null : daysBetween(startedOn, endedOn);
  if (endedAt !== null && endedAt < 0 && mapping.endedOn) {
    row.refuse(
      mapping.endedOn.column,
      'DATE_ORDER',
      `The end ${endedOn} is before the start ${startedOn}.`,
      endedOn,
    );
    endedAt = null;
  }
  return {
    startedOn,
    endedAt,
    duration,
    end: endedAt ?? duration,
    stated: statedTime(mapping, startedOn, duration),
  };
}

function statedTime(
  mapping: Mapping,
  startedOn: CalendarDate | null,
  duration: number | null,
): number | null {
  if (mapping.completeUpTo === undefined) return null;
  if (mapping.completeUpTo === 'duration') return duration;
  if (startedOn === null) return null;
  const days = daysBetween(startedOn, mapping.completeUpTo);
  return days < 0 ? null : days;
}

function readMeaning(row: RowCells, mapping: Mapping, times: RowTimes): EventMeaning | undefined {
  if (mapping.event) return row.coded(mapping.event.column, mapping.event.codes);
  if (!mapping.endedOn) return undefined;
  return times.endedAt === null ? { kind: 'still-there' } : { kind: 'exit', cause: 'unknown' };
}

function mainEvent(
  row: RowCells,
  mapping: Mapping,
  meaning: EventMeaning,
  times: RowTimes,
): IntakeEvent | null {
  if (meaning.kind === 'still-there') {
    if (times.endedAt !== null && mapping.endedOn) {
      row.refuse(
        mapping.endedOn.column,
        'FACTS_DISAGREE',
        `Column "${mapping.event?.column}" says still there, but column "${mapping.endedOn.column}" holds an end day.`,
        row.raw(mapping.endedOn.column),
      );
    }
    return null;
  }
  if (times.end === null) {
    const column = mapping.endedOn?.column ?? mapping.duration?.column ?? null;
    // A time that was given and refused has its sentence already.
    if (row.problems.every((problem) => problem.column !== column)) {
      row.refuse(column, 'VALUE_MISSING', `Column "${column}" does not say when it happened.`);
    }
    return null;
  }
  const at = momentAt(times.end, times.startedOn);
  if (meaning.kind === 'exit') return { kind: 'exit', at, cause: readCause(row, mapping, meaning.cause) };
  return meaning.kind === 'first-model' ? { kind: 'first-model', at } : { kind: 'status-confirmed', at };
}

function readCause(row: RowCells, mapping: Mapping, otherwise: ExitCause): ExitCause {
  if (!mapping.exitCause || row.value(mapping.exitCause.column) === null) return otherwise;
  return row.coded(mapping.exitCause.column, mapping.exitCause.codes) ?? otherwise;
}

function furtherEvents(
  row: RowCells,
  mapping: Mapping,
  startedOn: CalendarDate | null,
  exitAt: number | null,
): IntakeEvent[] {
  const events: IntakeEvent[] = [];
  const during = (column: string, time: number | null): number | null => {
    if (time === null || exitAt === null || time <= exitAt) return time;
    return row.refuse(
      column,
      'DATE_ORDER',
      `Column "${column}" is after the end of employment.`,
      row.raw(column),
    );
  };
  for (const kind of ['first-model', 'status-confirmed'] as const) {
    const from = kind === 'first-model' ? mapping.firstModel : mapping.statusConfirmed;
    const time = from ? during(from.column, readEventMoment(row, from, startedOn)) : null;
    if (time !== null) events.push({ kind, at: momentAt(time, startedOn) });
  }
  for (const rating of mapping.ratings) {
    const value = readRating(row, rating);
    const time = rating.on ? readEventMoment(row, rating.on, startedOn) : null;
    if (value === null) continue;
    events.push({
      kind: 'rating',
      day: rating.day,
      value,
      at: time === null ? null : momentAt(time, startedOn),
    });
  }
  if (mapping.wouldRehire) {
    const value = row.yesNo(mapping.wouldRehire);
    const time = mapping.wouldRehire.on ? readEventMoment(row, mapping.wouldRehire.on, startedOn) : null;
    if (value !== null) {
      events.push({ kind: 'would-rehire', value, at: time === null ? null : momentAt(time, startedOn) });
    }
  }
  return events;
}

/** Nothing that is said about a hire can have happened before it. */
function readEventMoment(row: RowCells, from: MappingMoment, startedOn: CalendarDate | null): number | null {
  const time = readMoment(row, from, startedOn);
  if (time === null || time >= 0) return time;
  const { column } = from;
  return row.refuse(
    column,
    'DATE_ORDER',
    `Column "${column}" is before the start ${startedOn}.`,
    row.raw(column),
  );
}
