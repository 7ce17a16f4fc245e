/**
 * What a file says about one hire, after mapping and checking and before it is saved.
 * `exchange` makes these; `db` compares them with what it holds and saves the difference.
 */
import type { CalendarDate } from './calendar-date.ts';
import type { CategoryId } from './category.ts';
import type { Clock, RatingDay, TimeUnit } from './candidacy-row.ts';
import type { ExitCause } from './outcome.ts';
import type { Scale } from './predictor.ts';
import type { ResumeSignalId } from './resume-signal.ts';

/** A moment after the start: a day, or whole units when the file has no dates. `latest` differs when imprecise. */
export type IntakeMoment =
  | { clock: 'calendar'; earliest: CalendarDate; latest: CalendarDate }
  | { clock: 'elapsed'; earliest: number; latest: number };

export type IntakeEvent =
  | { kind: 'status-confirmed'; at: IntakeMoment }
  | { kind: 'first-model'; at: IntakeMoment }
  | { kind: 'exit'; at: IntakeMoment; cause: ExitCause }
  | { kind: 'rating'; day: RatingDay; value: number; at: IntakeMoment | null }
  | { kind: 'would-rehire'; value: boolean; at: IntakeMoment | null }
  | { kind: 'replacement-opened'; at: IntakeMoment | null };

export type IntakeAnswer = {
  questionRef: string;
  /** What the cell said. */
  rawLabel: string;
} & ({ state: 'scored'; value: number } | { state: 'not-asked' } | { state: 'cannot-judge' });

export type IntakePlacement = {
  clock: Clock;
  unit: TimeUnit;
  startedOn: CalendarDate | null;
  title: string | null;
  inScope: boolean;
  /** Units since the start. */
  trackedFrom: number;
  /** A file's own statement "complete up to", as units since the start; null when it makes none. */
  completeUpTo: number | null;
  agreedShipAt: number | null;
  feeShare: number | null;
  guaranteeDays: number | null;
};

/** One row of a one-row-per-hire file. */
export type IntakeRow = {
  /** First physical line of the record, from 1. */
  line: number;
  candidacyRef: string;
  candidateRef: string;
  clientRef: string;
  roleFamily: string;
  seniority: string;
  screenerRef: string | null;
  screenedOn: CalendarDate | null;
  decidedOn: CalendarDate | null;
  answers: IntakeAnswer[];
  resumeSignals: { signal: ResumeSignalId; value: number }[];
  placement: IntakePlacement | null;
  events: IntakeEvent[];
};

/** A question that a mapping names. It must exist already, or be listed under `create`. */
export type IntakeQuestion = {
  ref: string;
  title: string;
  category: CategoryId;
  scale: Scale;
  higherIsBetter: boolean;
};

export type IntakeRefusal = {
  line: number;
  column: string | null;
  code: string;
  sentence: string;
  /** The offending cell, shortened; null when there is none. */
  value: string | null;
};

export const intakeCreatable = ['clients', 'searches', 'questions'] as const;
export type IntakeCreatable = (typeof intakeCreatable)[number];

/** Parts of a row that a file may have no column for; `time` is the start and the clock that runs from it. */
export type IntakeField =
  | 'screener'
  | 'screenedOn'
  | 'decidedOn'
  | 'time'
  | Exclude<keyof IntakePlacement, 'clock' | 'unit' | 'startedOn'>;

/** A whole file, checked. Rows that were refused are not in `rows`. */
export type IntakeFile = {
  /** Name of the source system or spreadsheet; external references are unique within it. */
  source: string;
  fileName: string;
  /** SHA-256 of the bytes, hex. */
  sha256: string;
  mappingName: string;
  questions: IntakeQuestion[];
  /**
   * What the file speaks of, besides its questions: a later file of the same source leaves alone what it has no column
   * for, and clears what it has a column for and an empty cell. Each of these left out: the file speaks of all of them.
   */
  resumeSignals?: ResumeSignalId[];
  eventKinds?: IntakeEvent['kind'][];
  ratingDays?: RatingDay[];
  fields?: IntakeField[];
  create: IntakeCreatable[];
  rows: IntakeRow[];
  /** At most the first 1,000; one row can have several. */
  refusals: IntakeRefusal[];
  /** Data rows read. Equals accepted + refused + identical duplicates, unless the file was refused whole: then 0. */
  rowCount: number;
  /** Rows that were refused. Left out: as many as the lines in `refusals`. */
  refusedRows?: number;
  /** Rows that repeat an earlier one exactly; counted, not kept. Left out: none. */
  duplicateRows?: number;
  /** Sentences for the reader: ignored columns, skipped blank rows, kept duplicates. Left out: none. */
  notices?: string[];
};

/** How an import ended, or would end. Counts always add up to `rows`. */
export type IntakeReport = {
  importRef: string | null;
  committed: boolean;
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  /** What the import adds besides rows, by name. */
  creates: { clients: string[]; searches: string[]; questions: string[] };
  refusals: IntakeRefusal[];
  notices: string[];
  dataVersion: number;
};
