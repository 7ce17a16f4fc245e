/**
 * One packed row per candidacy, placed or not: everything that counting needs, in one compact binary record.
 *
 * The row holds facts, not statistics. Times are whole units since the start (`unit`); absolute days appear only
 * for the start and the first screen, so that a frame can cut follow-up at any `asOf`.
 */
import { type CalendarDate, dateOfDayNumber, dayNumber } from './calendar-date.ts';
import { type CategoryId, screenCategoryIds } from './category.ts';
import { type ExitCause, exitCauses } from './outcome.ts';

/** `calendar`: dated. `elapsed`: durations only. `none`: neither; its answers count as given before the hire. */
export const clocks = ['calendar', 'elapsed', 'none'] as const;
export type Clock = (typeof clocks)[number];
export const timeUnits = ['day', 'week', 'month', 'year'] as const;
export type TimeUnit = (typeof timeUnits)[number];

export const ratingDays = [90, 180, 365] as const;
export type RatingDay = (typeof ratingDays)[number];

export type SlotValue = { slot: number; value: number };

export type PlacementRow = {
  clock: Clock;
  /** Unit of every time below; `day` for dated placements. */
  unit: TimeUnit;
  startedOn: CalendarDate | null;
  inScope: boolean;
  /** Late entry: nothing before this time could have been seen. */
  trackedFrom: number;
  /** Last time at which somebody confirmed the state; `null` when nobody ever did. */
  followedUntil: number | null;
  firstModelAt: number | null;
  exitAt: number | null;
  exitCause: ExitCause | null;
  agreedShipAt: number | null;
  guaranteeDays: number | null;
  wouldRehire: boolean | null;
  ratings: { day: RatingDay; value: number }[];
  regressionsHandled: number | null;
};

export type CandidacyRow = {
  candidacyRef: string;
  clientRef: string;
  roleFamily: string;
  seniority: string;
  screenerRefs: string[];
  /** Day of the first counted primary screen. */
  screenedOn: CalendarDate | null;
  /** Counted answers and signals, by slot. */
  answers: SlotValue[];
  /** Mean scaled score over the five categories, 0–1; `null` below 3 scored. */
  composite: number | null;
  categoryScores: Partial<Record<CategoryId, number>>;
  placement: PlacementRow | null;
};

const layoutVersion = 1;
const missing = -0x8000_0000;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Writes the row as bytes; the same row always gives the same bytes. */
export function packCandidacyRow(row: CandidacyRow): Uint8Array {
  const writer = new RecordWriter();
  writer.uint8(layoutVersion);
  writer.text(row.candidacyRef);
  writer.text(row.clientRef);
  writer.text(row.roleFamily);
  writer.text(row.seniority);
  const screeners = [...row.screenerRefs].sort();
  writer.uint8(screeners.length);
  for (const ref of screeners) writer.text(ref);
  writer.day(row.screenedOn);
  writer.number(row.composite);
  for (const id of screenCategoryIds) writer.number(row.categoryScores[id] ?? null);
  const answers = [...row.answers].sort((a, b) => a.slot - b.slot);
  writer.uint16(answers.length);
  for (const answer of answers) {
    writer.uint16(answer.slot);
    writer.number(answer.value);
  }
  writer.uint8(row.placement ? 1 : 0);
  if (row.placement) writePlacement(writer, row.placement);
  return writer.bytes();
}

/** Reads one row from bytes written by `packCandidacyRow`. Throws when the layout is another one. */
export function unpackCandidacyRow(bytes: Uint8Array): CandidacyRow {
  const reader = new RecordReader(bytes);
  const version = reader.uint8();
  if (version !== layoutVersion)
    throw new RangeError(`packed row of layout ${version}, expected ${layoutVersion}`);
  const candidacyRef = reader.text();
  const clientRef = reader.text();
  const roleFamily = reader.text();
  const seniority = reader.text();
  const screenerRefs = Array.from({ length: reader.uint8() }, () => reader.text());
  const screenedOn = reader.day();
  const composite = reader.number();
  const categoryScores: CandidacyRow['categoryScores'] = {};
  for (const id of screenCategoryIds) {
    const score = reader.number();
    if (score !== null) categoryScores[id] = score;
  }
  const answers = Array.from({ length: reader.uint16() }, () => ({
    slot: reader.uint16(),
    value: present(reader.number()),
  }));
  const placement = reader.uint8() === 1 ? readPlacement(reader) : null;
  return {
    candidacyRef,
    clientRef,
    roleFamily,
    seniority,
    screenerRefs,
    screenedOn,
    answers,
    composite,
    categoryScores,
    placement,
  };
}

function writePlacement(writer: RecordWriter, placement: PlacementRow): void {
  writer.uint8(clocks.indexOf(placement.clock));
  writer.uint8(timeUnits.indexOf(placement.unit));
  writer.day(placement.startedOn);
  writer.uint8(placement.inScope ? 1 : 0);
  writer.int32(placement.trackedFrom);
  writer.int32(placement.followedUntil);
  writer.int32(placement.firstModelAt);
  writer.int32(placement.exitAt);
  writer.uint8(placement.exitCause === null ? 255 : exitCauses.indexOf(placement.exitCause));
  writer.int32(placement.agreedShipAt);
  writer.int32(placement.guaranteeDays);
  writer.uint8(placement.wouldRehire === null ? 255 : placement.wouldRehire ? 1 : 0);
  writer.int32(placement.regressionsHandled);
  for (const day of ratingDays) {
    writer.number(placement.ratings.find((rating) => rating.day === day)?.value ?? null);
  }
}

function readPlacement(reader: RecordReader): PlacementRow {
  const clock = pick(clocks, reader.uint8());
  const unit = pick(timeUnits, reader.uint8());
  const startedOn = reader.day();
  const inScope = reader.uint8() === 1;
  const trackedFrom = reader.int32() ?? 0;
  const followedUntil = reader.int32();
  const firstModelAt = reader.int32();
  const exitAt = reader.int32();
  const cause = reader.uint8();
  const agreedShipAt = reader.int32();
  const guaranteeDays = reader.int32();
  const rehire = reader.uint8();
  const regressionsHandled = reader.int32();
  const ratings = ratingDays.flatMap((day) => {
    const value = reader.number();
    return value === null ? [] : [{ day, value }];
  });
  return {
    clock,
    unit,
    startedOn,
    inScope,
    trackedFrom,
    followedUntil,
    firstModelAt,
    exitAt,
    exitCause: cause === 255 ? null : pick(exitCauses, cause),
    agreedShipAt,
    guaranteeDays,
    wouldRehire: rehire === 255 ? null : rehire === 1,
    ratings,
    regressionsHandled,
  };
}

function present(value: number | null): number {
  if (value === null) throw new RangeError('packed row holds an answer without a value');
  return value;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`packed row holds unknown code ${index}`);
  return item;
}

function checkRange(value: number, max: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= max) return;
  throw new RangeError(`packed rows hold counts from 0 to ${max} here, got ${value}`);
}

class RecordWriter {
  #view = new DataView(new ArrayBuffer(512));
  #offset = 0;

  uint8(value: number): void {
    checkRange(value, 0xff);
    this.#reserve(1);
    this.#view.setUint8(this.#offset, value);
    this.#offset += 1;
  }

  uint16(value: number): void {
    checkRange(value, 0xffff);
    this.#reserve(2);
    this.#view.setUint16(this.#offset, value, true);
    this.#offset += 2;
  }

  int32(value: number | null): void {
    if (value !== null && (!Number.isInteger(value) || Math.abs(value) >= -missing)) {
      throw new RangeError(`packed rows hold whole numbers below 2^31, got ${value}`);
    }
    this.#reserve(4);
    this.#view.setInt32(this.#offset, value ?? missing, true);
    this.#offset += 4;
  }

  /** NaN stands for a missing value inside the record; it never leaves the reader. */
  number(value: number | null): void {
    if (value !== null && !Number.isFinite(value)) {
      throw new RangeError(`packed rows hold finite numbers, got ${value}`);
    }
    this.#reserve(8);
    this.#view.setFloat64(this.#offset, value ?? Number.NaN, true);
    this.#offset += 8;
  }

  day(date: CalendarDate | null): void {
    this.int32(date === null ? null : dayNumber(date));
  }

  text(value: string): void {
    const bytes = encoder.encode(value);
    this.uint16(bytes.length);
    this.#reserve(bytes.length);
    new Uint8Array(this.#view.buffer).set(bytes, this.#offset);
    this.#offset += bytes.length;
  }

  bytes(): Uint8Array {
    return new Uint8Array(this.#view.buffer.slice(0, this.#offset));
  }

  #reserve(size: number): void {
    if (this.#offset + size <= this.#view.byteLength) return;
    const grown = new Uint8Array(Math.max(this.#view.byteLength * 2, this.#offset + size));
    grown.set(new Uint8Array(this.#view.buffer));
    this.#view = new DataView(grown.buffer);
  }
}

class RecordReader {
  #bytes: Uint8Array;
  #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint8(): number {
    this.#offset += 1;
    return this.#view.getUint8(this.#offset - 1);
  }

  uint16(): number {
    this.#offset += 2;
    return this.#view.getUint16(this.#offset - 2, true);
  }

  int32(): number | null {
    this.#offset += 4;
    const value = this.#view.getInt32(this.#offset - 4, true);
    return value === missing ? null : value;
  }

  number(): number | null {
    this.#offset += 8;
    const value = this.#view.getFloat64(this.#offset - 8, true);
    return Number.isNaN(value) ? null : value;
  }

  day(): CalendarDate | null {
    const day = this.int32();
    return day === null ? null : dateOfDayNumber(day);
  }

  text(): string {
    const length = this.uint16();
    this.#offset += length;
    return decoder.decode(this.#bytes.subarray(this.#offset - length, this.#offset));
  }
}
