/**
 * Every candidacy of one agency as typed columns: what counting reads.
 *
 * A frame catches up by `applyRows` in time that follows the number of changed rows. It knows no roles and no
 * row-level security, so only agency-wide findings may be computed from it.
 */
import {
  type CandidacyRow,
  clocks,
  dayNumber,
  exitCauses,
  type PlacementRow,
  type Predictor,
  ratingDays,
  screenCategoryIds,
  timeUnits,
  unpackCandidacyRow,
} from '@hindsight/domain';
import {
  type CodeColumn,
  columnBytes,
  levelColumn,
  moveRow,
  numberColumn,
  resizeColumn,
  resized,
  setNumber,
  setText,
  textColumn,
} from './code-column.ts';
import {
  addReference,
  findReference,
  indexBytes,
  type ReferenceIndex,
  referenceIndex,
  removeReference,
  resizeIndex,
} from './reference-index.ts';

/** Stands for "no such day" in the day columns. */
export const noDay = -0x8000_0000;

export type Frame = {
  predictors: readonly Predictor[];
  dataVersion: number;
  /** Rows in use; the columns may be longer. */
  size: number;
  capacity: number;
  index: ReferenceIndex;
  days: DayColumns;
  /** Placed, clock, unit, scope and re-hire answer in one byte; see `placementFlags`. */
  flags: Uint8Array;
  exitCause: Uint8Array;
  numbers: NumberColumns;
  /** Mean scaled scores by category, in the order of `screenCategoryIds`. */
  categoryScores: CodeColumn<number>[];
  /** By rating day, in the order of `ratingDays`. */
  ratings: CodeColumn<number>[];
  texts: TextColumns;
  /** Counted answers and signals; position = slot. */
  slots: (CodeColumn<number> | undefined)[];
};

type DayColumns = Record<
  'startedOn' | 'screenedOn' | 'followedUntil' | 'firstModelAt' | 'exitAt',
  Int32Array
>;
type NumberColumns = Record<
  'composite' | 'trackedFrom' | 'agreedShipAt' | 'guaranteeDays' | 'regressionsHandled',
  CodeColumn<number>
>;
/** `screeners` holds the sorted references of a candidacy's screeners, joined by `screenerSeparator`. */
type TextColumns = Record<'client' | 'roleFamily' | 'seniority' | 'screeners', CodeColumn<string>>;

export const screenerSeparator = '\u0000';

/**
 * An empty frame for the questions and signals of one agency.
 *
 * @example const frame = createFrame(predictors); applyRows(frame, packedRows, 17); frame.size;
 */
export function createFrame(predictors: readonly Predictor[]): Frame {
  const frame: Frame = {
    predictors: [],
    dataVersion: 0,
    size: 0,
    capacity: 0,
    index: referenceIndex(0),
    days: {
      startedOn: new Int32Array(0),
      screenedOn: new Int32Array(0),
      followedUntil: new Int32Array(0),
      firstModelAt: new Int32Array(0),
      exitAt: new Int32Array(0),
    },
    flags: new Uint8Array(0),
    exitCause: new Uint8Array(0),
    numbers: {
      composite: numberColumn(0),
      trackedFrom: numberColumn(0),
      agreedShipAt: numberColumn(0),
      guaranteeDays: numberColumn(0),
      regressionsHandled: numberColumn(0),
    },
    categoryScores: screenCategoryIds.map(() => numberColumn(0)),
    ratings: ratingDays.map(() => numberColumn(0)),
    texts: {
      client: textColumn(0),
      roleFamily: textColumn(0),
      seniority: textColumn(0),
      screeners: textColumn(0),
    },
    slots: [],
  };
  setPredictors(frame, predictors);
  return frame;
}

/** Tells the frame about new, retired or renamed questions; what was counted stays. */
export function setPredictors(frame: Frame, predictors: readonly Predictor[]): void {
  frame.predictors = predictors;
  for (const predictor of predictors) slotColumn(frame, predictor.slot, predictor);
}

/**
 * Adds the rows, or replaces those whose candidacy is already there.
 *
 * @param packed rows written by `packCandidacyRow`; when one candidacy occurs twice the later row stands
 * @param dataVersion version of the agency's data after these rows
 */
export function applyRows(frame: Frame, packed: readonly Uint8Array[], dataVersion: number): void {
  addRows(frame, unpacked(packed), packed.length, dataVersion);
}

function* unpacked(packed: readonly Uint8Array[]): Generator<CandidacyRow> {
  for (const bytes of packed) yield unpackCandidacyRow(bytes);
}

/** The same for rows that never were bytes, as in a simulation; `count` makes room for all of them at once. */
export function addRows(
  frame: Frame,
  rows: Iterable<CandidacyRow>,
  count: number,
  dataVersion: number,
): void {
  const isLoad = count > frame.size;
  if (isLoad) reserve(frame, frame.size + count);
  for (const row of rows) {
    let at = findReference(frame.index, row.candidacyRef);
    if (at < 0) {
      at = frame.size;
      reserve(frame, at + 1);
      frame.size += 1;
      addReference(frame.index, row.candidacyRef, at);
    }
    writeRow(frame, at, row);
  }
  // A load that replaced rows has made room that nobody took.
  if (isLoad && frame.capacity > withSpare(frame.size)) allocate(frame, frame.size);
  frame.dataVersion = Math.max(frame.dataVersion, dataVersion);
}

/** Takes candidacies out; references that are not there are passed over. */
export function removeRows(frame: Frame, candidacyRefs: readonly string[], dataVersion: number): void {
  for (const ref of candidacyRefs) {
    const at = findReference(frame.index, ref);
    if (at < 0) continue;
    const last = frame.size - 1;
    removeReference(frame.index, at, last);
    if (last !== at) moveLast(frame, last, at);
    frame.size = last;
  }
  frame.dataVersion = Math.max(frame.dataVersion, dataVersion);
}

/** Bytes the frame holds, spare room and dictionaries included. */
export function frameBytes(frame: Frame): number {
  let bytes = indexBytes(frame.index) + frame.flags.byteLength + frame.exitCause.byteLength;
  for (const column of Object.values(frame.days)) bytes += column.byteLength;
  for (const column of codeColumns(frame)) bytes += columnBytes(column);
  return bytes;
}

const rehireAnswers = [null, false, true] as const;

/** One byte: bit 0 placed, 1–2 clock, 3–4 unit, 5 in scope, 6–7 would be hired again (0 no answer, 1 no, 2 yes). */
export function placementFlags(placement: PlacementRow | null): number {
  if (!placement) return 0;
  return (
    1 |
    (clocks.indexOf(placement.clock) << 1) |
    (timeUnits.indexOf(placement.unit) << 3) |
    (placement.inScope ? 1 << 5 : 0) |
    (rehireAnswers.indexOf(placement.wouldRehire) << 6)
  );
}

export const isPlaced = (flags: number): boolean => (flags & 1) !== 0;
export const clockCode = (flags: number): number => (flags >> 1) & 3;
export const unitCode = (flags: number): number => (flags >> 3) & 3;
export const isInScope = (flags: number): boolean => (flags & (1 << 5)) !== 0;
export const wouldRehire = (flags: number): boolean | null => rehireAnswers[(flags >> 6) & 3] ?? null;

function writeRow(frame: Frame, at: number, row: CandidacyRow): void {
  const { days, numbers, texts } = frame;
  const placement = row.placement;
  days.screenedOn[at] = row.screenedOn === null ? noDay : dayNumber(row.screenedOn);
  days.startedOn[at] = placement?.startedOn ? dayNumber(placement.startedOn) : noDay;
  days.followedUntil[at] = placement?.followedUntil ?? noDay;
  days.firstModelAt[at] = placement?.firstModelAt ?? noDay;
  days.exitAt[at] = placement?.exitAt ?? noDay;
  frame.flags[at] = placementFlags(placement);
  frame.exitCause[at] = placement?.exitCause ? exitCauses.indexOf(placement.exitCause) + 1 : 0;
  setNumber(numbers.composite, at, row.composite);
  setNumber(numbers.trackedFrom, at, placement?.trackedFrom ?? null);
  setNumber(numbers.agreedShipAt, at, placement?.agreedShipAt ?? null);
  setNumber(numbers.guaranteeDays, at, placement?.guaranteeDays ?? null);
  setNumber(numbers.regressionsHandled, at, placement?.regressionsHandled ?? null);
  for (const [i, id] of screenCategoryIds.entries()) {
    setNumber(frame.categoryScores[i]!, at, row.categoryScores[id] ?? null);
  }
  for (const [i, day] of ratingDays.entries()) {
    setNumber(frame.ratings[i]!, at, placement?.ratings.find((rating) => rating.day === day)?.value ?? null);
  }
  setText(texts.client, at, row.clientRef);
  setText(texts.roleFamily, at, row.roleFamily);
  setText(texts.seniority, at, row.seniority);
  setText(texts.screeners, at, [...row.screenerRefs].sort().join(screenerSeparator));
  for (const column of frame.slots) if (column) setNumber(column, at, null);
  for (const { slot, value } of row.answers) setNumber(slotColumn(frame, slot), at, value);
}

function moveLast(frame: Frame, last: number, at: number): void {
  for (const column of Object.values(frame.days)) column[at] = column[last]!;
  frame.flags[at] = frame.flags[last]!;
  frame.exitCause[at] = frame.exitCause[last]!;
  for (const column of codeColumns(frame)) moveRow(column, last, at);
}

function slotColumn(frame: Frame, slot: number, predictor?: Predictor): CodeColumn<number> {
  const levels = predictor?.scale.kind === 'levels' ? predictor.scale.levels : [];
  const column = frame.slots[slot] ?? levelColumn(frame.capacity, levels);
  frame.slots[slot] = column;
  return column;
}

/** Room for `rows`: exactly so when a load is large, else with 1/32 to spare so that single rows stay cheap. */
function reserve(frame: Frame, rows: number): void {
  if (rows <= frame.capacity) return;
  allocate(frame, frame.capacity === 0 ? rows : Math.max(rows, withSpare(frame.capacity)));
}

function withSpare(rows: number): number {
  return rows + Math.ceil(rows / 32);
}

function allocate(frame: Frame, capacity: number): void {
  for (const name of Object.keys(frame.days) as (keyof DayColumns)[]) {
    frame.days[name] = resized(frame.days[name], capacity, noDay);
  }
  frame.flags = resized(frame.flags, capacity, 0) as Uint8Array;
  frame.exitCause = resized(frame.exitCause, capacity, 0) as Uint8Array;
  for (const column of codeColumns(frame)) resizeColumn(column, capacity);
  resizeIndex(frame.index, capacity, frame.size);
  frame.capacity = capacity;
}

function codeColumns(frame: Frame): (CodeColumn<number> | CodeColumn<string>)[] {
  return [
    ...Object.values(frame.numbers),
    ...frame.categoryScores,
    ...frame.ratings,
    ...Object.values(frame.texts),
    ...frame.slots.filter((column) => column !== undefined),
  ];
}
