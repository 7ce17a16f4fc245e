/** The hire itself: when it began, on what terms, and until when the file knows about it. */
import { type CalendarDate, daysBetween, type IntakeEvent, type IntakePlacement } from '@hindsight/domain';
import { readMoment } from './elapsed-time.ts';
import type { Mapping } from './mapping.ts';
import { mappingClock } from './mapping-clock.ts';
import { knowsFirstModels } from './mapping-scope.ts';
import { readOutcomeEvents } from './outcome-cells.ts';
import type { RowCells } from './row-cells.ts';
import { readText } from './text-cells.ts';

/** Days of guarantee assumed when a file says who fell off but not within how many days. */
const usualGuaranteeDays = 90;
const titleCharacters = 300;

export type PlacementFacts = { placement: IntakePlacement | null; events: IntakeEvent[] };

const notHired: PlacementFacts = { placement: null, events: [] };

export function readPlacement(row: RowCells, mapping: Mapping): PlacementFacts {
  if (mapping.hired) {
    const hired = row.yesNo(mapping.hired);
    if (hired === null && row.problems.length === 0) {
      row.refuse(
        mapping.hired.column,
        'VALUE_MISSING',
        `Column "${mapping.hired.column}" does not say whether there was a hire.`,
      );
    }
    if (!hired) return notHired;
  }
  const startedOn = mapping.startedOn ? row.day(mapping.startedOn) : null;
  if (mapping.startedOn && startedOn === null) {
    const { column, ifMissing } = mapping.startedOn;
    // A cell that was filled and refused has its sentence already.
    if (row.value(column) === null && ifMissing === 'refuse') {
      row.refuse(column, 'VALUE_MISSING', `The start day in column "${column}" is missing.`);
    }
    // Without a start no time can be counted, but a second bad day in the row is still worth saying.
    if (mapping.endedOn) row.day(mapping.endedOn);
    return notHired;
  }
  const terms = readTerms(row, mapping, startedOn);
  const guaranteeDays = terms.guaranteeDays ?? (mapping.fellOff ? usualGuaranteeDays : null);
  const outcome = readOutcomeEvents(row, mapping, startedOn, guaranteeDays);
  if (mapping.trackedFrom && outcome.exitAt !== null && terms.trackedFrom > outcome.exitAt) {
    row.refuse(
      mapping.trackedFrom.column,
      'DATE_ORDER',
      'Tracking began after the hire had ended, so this hire could never have been seen.',
    );
  }
  const placement = { ...terms, guaranteeDays, completeUpTo: outcome.completeUpTo };
  return { placement, events: outcome.events };
}

function readTerms(row: RowCells, mapping: Mapping, startedOn: CalendarDate | null): IntakePlacement {
  const tracked = mapping.trackedFrom ? readMoment(row, mapping.trackedFrom, startedOn) : null;
  const agreed = mapping.agreedShip ? readAgreedShip(row, mapping.agreedShip, startedOn) : null;
  return {
    ...mappingClock(mapping),
    startedOn,
    title: mapping.title ? readText(row, mapping.title, titleCharacters) : null,
    inScope: readInScope(row, mapping),
    // Tracking that began before the start misses nothing.
    trackedFrom: Math.max(0, tracked ?? 0),
    completeUpTo: null,
    agreedShipAt: agreed,
    feeShare: readFeeShare(row, mapping.feeShare),
    guaranteeDays: readGuarantee(row, mapping.guaranteeDays),
  };
}

/** Unlike every other day of a file, an agreed day may lie in the future. */
function readAgreedShip(
  row: RowCells,
  from: NonNullable<Mapping['agreedShip']>,
  startedOn: CalendarDate | null,
): number | null {
  if ('unit' in from) return readMoment(row, from, startedOn);
  const day = row.plannedDay(from);
  if (day === null || startedOn === null) return null;
  const days = daysBetween(startedOn, day);
  if (days >= 0) return days;
  return row.refuse(
    from.column,
    'DATE_ORDER',
    `The agreed day ${day} is before the start ${startedOn}.`,
    day,
  );
}

/** In a file that cannot say who shipped, nobody is known not to have. */
function readInScope(row: RowCells, mapping: Mapping): boolean {
  const from = mapping.inScope;
  if (!from) return knowsFirstModels(mapping);
  return 'constant' in from ? from.constant : (row.yesNo(from) ?? true);
}

function readFeeShare(row: RowCells, from: Mapping['feeShare']): number | null {
  if (!from) return null;
  if ('constant' in from) return from.constant;
  const cell = row.value(from.column);
  const given = cell === null ? null : row.number(from.column, cell);
  if (cell === null || given === null) return null;
  const share = from.unit === 'percent' ? given / 100 : given;
  if (share >= 0 && share <= 1) return share;
  const range = from.unit === 'percent' ? '0 to 100 percent' : '0 to 1';
  return row.refuse(
    from.column,
    'NUMBER_OUT_OF_RANGE',
    `The fee ${cell} in column "${from.column}" is not within ${range}.`,
    cell,
  );
}

function readGuarantee(row: RowCells, from: Mapping['guaranteeDays']): number | null {
  if (!from) return null;
  if ('constant' in from) return from.constant;
  const cell = row.value(from.column);
  const days = cell === null ? null : row.number(from.column, cell);
  if (cell === null || days === null) return null;
  if (Number.isInteger(days) && days >= 0 && days <= 3_650) return days;
  return row.refuse(
    from.column,
    'NUMBER_OUT_OF_RANGE',
    `The guarantee ${cell} in column "${from.column}" is not a whole number of days between 0 and 3,650.`,
    cell,
  );
}
