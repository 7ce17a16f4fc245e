/**
 * The mapping file: what the columns of one spreadsheet mean. Strict, so that a misspelled field is an error and not
 * a silently ignored column. Documented with an example in docs/mapping.md.
 */
import { calendarDateSchema, exitCauseSchema, intakeCreatable } from '@hindsight/domain';
import * as z from 'zod';
import { delimiters } from './csv-header.ts';
import {
  codes,
  columnName,
  dayColumn,
  daysSource,
  durationColumn,
  eventMeaning,
  momentColumn,
  question,
  rating,
  resumeSignal,
  text,
  textSource,
  yesNoColumn,
} from './mapping-columns.ts';

/** The fields by themselves; what they must agree on is checked by `parseMapping`. */
export const mappingFields = z.strictObject({
  /** JSON Schema reference for editors; not read. */
  $schema: z.string().exactOptional(),
  /** What people call this mapping. */
  name: text,
  /** What this mapping leaves out, and why; not read. */
  notes: z.array(z.string()).exactOptional(),
  /** Name of the source; ids are unique within it. */
  source: text,
  delimiter: z.enum(delimiters).exactOptional(),
  /** `3,5` means three and a half. Then `3.5` is refused. */
  decimalComma: z.boolean().default(false),
  /** Cells that mean "no value" in every column. The empty cell always does. */
  missing: codes.default([]),

  /** What identifies a row: one column, or several joined. */
  candidacy: z.union([
    z.strictObject({ column: columnName }),
    z.strictObject({ columns: z.array(columnName).min(2).max(6) }),
  ]),
  /** The person. Left out: each row is another person. */
  candidate: z.strictObject({ column: columnName }).exactOptional(),
  client: textSource,
  roleFamily: textSource,
  seniority: textSource,
  screener: z.strictObject({ column: columnName }).exactOptional(),

  screenedOn: dayColumn.exactOptional(),
  decidedOn: dayColumn.exactOptional(),
  questions: z.array(question).max(200).default([]),
  resumeSignals: z.array(resumeSignal).max(20).default([]),

  /** Who was hired. Left out: every row is a hire (but see `startedOn.ifMissing`). */
  hired: yesNoColumn.exactOptional(),
  startedOn: dayColumn
    .extend({ ifMissing: z.enum(['refuse', 'not-hired']).default('refuse') })
    .exactOptional(),
  title: textSource.exactOptional(),
  inScope: z.union([yesNoColumn, z.strictObject({ constant: z.boolean() })]).exactOptional(),
  /** When tracking began; a later day than the start means that earlier leavers could not have been seen. */
  trackedFrom: momentColumn.exactOptional(),
  agreedShip: momentColumn.exactOptional(),
  feeShare: z
    .union([
      z.strictObject({ column: columnName, unit: z.enum(['share', 'percent']) }),
      z.strictObject({ constant: z.number().min(0).max(1) }),
    ])
    .exactOptional(),
  guaranteeDays: daysSource.exactOptional(),

  /** Time from the start to the event, or to the last day on which the state was known. */
  duration: durationColumn.exactOptional(),
  /** The last day of employment, or of whatever `event` says ended. */
  endedOn: dayColumn.exactOptional(),
  event: z.strictObject({ column: columnName, codes: z.record(z.string(), eventMeaning) }).exactOptional(),
  exitCause: z
    .strictObject({ column: columnName, codes: z.record(z.string(), exitCauseSchema) })
    .exactOptional(),
  firstModel: momentColumn.exactOptional(),
  /** Last time at which somebody confirmed that the hire was still there. */
  statusConfirmed: momentColumn.exactOptional(),
  /** Ended inside the guarantee, yes or no. */
  fellOff: yesNoColumn.exactOptional(),
  ratings: z.array(rating).max(3).default([]),
  wouldRehire: yesNoColumn.extend({ on: momentColumn.exactOptional() }).exactOptional(),
  /**
   * The file's own statement that nothing is missing up to a day; or `duration`: the duration column is the last time
   * at which each state was known. Left out: who is not known to have left is not known to have stayed.
   */
  completeUpTo: z.union([z.literal('duration'), calendarDateSchema]).exactOptional(),

  /** Kinds that the import may create. */
  create: z.array(z.enum(intakeCreatable)).default([]),
});

export type Mapping = z.infer<typeof mappingFields>;
export type MappingQuestion = Mapping['questions'][number];
export type MappingDay = z.infer<typeof dayColumn>;
export type MappingMoment = z.infer<typeof momentColumn>;
export type MappingText = z.infer<typeof textSource>;
export type MappingYesNo = z.infer<typeof yesNoColumn>;
export type EventMeaning = z.infer<typeof eventMeaning>;
