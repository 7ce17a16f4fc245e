/**
 * The mapping file: what the columns of one spreadsheet mean. Strict, so that a misspelled field is an error and not
 * a silently ignored column. Documented with an example in docs/mapping.md.
 */
import {
  type Clock,
  calendarDateSchema,
  categorySchema,
  exitCauseSchema,
  intakeCreatable,
  type ResumeSignalId,
  resumeSignals,
  timeUnits,
  type TimeUnit,
} from '@hindsight/domain';
import * as z from 'zod';
import { delimiters } from './csv-header.ts';
import { dateFormats } from './date-cell.ts';

const text = z.string().trim().min(1).max(200);
const columnName = z.string().trim().min(1).max(128);
const codes = z.array(z.string().max(120)).max(50);
const someCodes = codes.min(1);

const textSource = z.union([z.strictObject({ column: columnName }), z.strictObject({ constant: text })]);
const dayColumn = z.strictObject({ column: columnName, format: z.enum(dateFormats) });
const durationColumn = z.strictObject({
  column: columnName,
  unit: z.enum(timeUnits),
  /** What to do with a part of a unit. Left out: a part of a unit is refused. */
  round: z.enum(['down', 'up', 'nearest']).exactOptional(),
});
/** A moment after the start: a day, or a count of units since the start. */
const momentColumn = z.union([dayColumn, durationColumn]);
const daysSource = z.union([
  z.strictObject({ column: columnName }),
  z.strictObject({ constant: z.int().min(0).max(3_650) }),
]);
const yesNoColumn = z.strictObject({ column: columnName, yes: someCodes, no: someCodes });

const scale = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('levels'),
    levels: z
      .array(z.number())
      .min(2)
      .max(100)
      .refine((levels) => levels.every((level, at) => at === 0 || level > (levels[at - 1] ?? level)), {
        error: 'levels must rise',
      }),
  }),
  z
    .strictObject({ kind: z.literal('numeric'), min: z.number(), max: z.number() })
    .refine(({ min, max }) => max > min, { error: 'max must be above min' }),
]);

const question = z
  .strictObject({
    column: columnName,
    /** Reference of the question, such as `PD-regressed`. */
    ref: text,
    title: z.string().trim().min(1).max(200),
    category: categorySchema,
    scale,
    direction: z.enum(['higher-is-better', 'lower-is-better']),
    /** Words that stand for a score, such as `{ "strong yes": 4 }`. */
    labels: z.record(z.string(), z.number()).exactOptional(),
    /** Cells that mean: no answer was recorded. Added to the file's own `missing`. */
    missing: codes.exactOptional(),
    notAsked: codes.exactOptional(),
    cannotJudge: codes.exactOptional(),
    /** For levels only: a score between two levels goes to one of them (`nearest`: the upper one on a tie). */
    round: z.enum(['nearest-level', 'level-below', 'level-above']).exactOptional(),
  })
  .refine((given) => given.round === undefined || given.scale.kind === 'levels', {
    error: 'round needs a scale of levels',
    path: ['round'],
  });

const resumeSignal = z.strictObject({
  column: columnName,
  signal: z.enum(resumeSignals.map((signal) => signal.id) as [ResumeSignalId, ...ResumeSignalId[]]),
  /** Words that stand for a value, such as `{ "yes": 1, "no": 0 }`. */
  labels: z.record(z.string(), z.number()).exactOptional(),
  missing: codes.exactOptional(),
});

const eventMeaning = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('still-there') }),
  z.strictObject({ kind: z.literal('exit'), cause: exitCauseSchema }),
  /** Known until the end day or duration of the row, and not beyond. */
  z.strictObject({ kind: z.literal('censored') }),
  z.strictObject({ kind: z.literal('first-model') }),
]);
export type EventMeaning = z.infer<typeof eventMeaning>;

const rating = z
  .strictObject({
    column: columnName,
    day: z.union([z.literal(90), z.literal(180), z.literal(365)]),
    min: z.number(),
    max: z.number(),
    labels: z.record(z.string(), z.number()).exactOptional(),
    missing: codes.exactOptional(),
    /** When the rating was given. */
    on: momentColumn.exactOptional(),
  })
  .refine(({ min, max }) => max > min, { error: 'max must be above min', path: ['max'] });

const fields = z.strictObject({
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

export const mappingSchema = fields.superRefine((mapping, context) => {
  const say = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message });
  const dated = mapping.startedOn !== undefined;
  if (!dated) {
    for (const [path, moment] of moments(mapping)) {
      if ('format' in moment) say(path, 'a day needs startedOn, so that time since the start can be counted');
    }
    if (mapping.endedOn)
      say(['endedOn'], 'a day needs startedOn, so that time since the start can be counted');
    if (mapping.completeUpTo !== undefined && mapping.completeUpTo !== 'duration') {
      say(['completeUpTo'], 'a day needs startedOn; use "duration" when the file has durations');
    }
    if (mapping.fellOff) say(['fellOff'], 'fellOff needs startedOn, since the guarantee runs from the start');
  }
  const units = new Set(moments(mapping).flatMap(([, moment]) => ('unit' in moment ? [moment.unit] : [])));
  if (!dated && units.size > 1) say(['duration'], 'all durations of an undated file must have the same unit');
  if (dated && (units.has('month') || units.has('year'))) {
    say(['duration', 'unit'], 'beside start days, durations must be in days or weeks');
  }
  if (mapping.duration && !mapping.event && !mapping.endedOn) {
    say(['event'], 'a duration needs event codes that say what happened at its end');
  }
  if (mapping.event && !mapping.duration && !mapping.endedOn) {
    say(['event'], 'event codes need a duration or endedOn that says when');
  }
  if (mapping.completeUpTo === 'duration' && !mapping.duration)
    say(['completeUpTo'], 'there is no duration column');
  if (mapping.exitCause && !mapping.event && !mapping.endedOn)
    say(['exitCause'], 'a cause needs event or endedOn');
  repeated(mapping.questions.map((given) => given.ref)).forEach((ref) =>
    say(['questions'], `"${ref}" appears twice`),
  );
  repeated(mapping.ratings.map((given) => String(given.day))).forEach((day) =>
    say(['ratings'], `two ratings for day ${day}`),
  );
  repeated(mapping.resumeSignals.map((given) => given.signal)).forEach((signal) =>
    say(['resumeSignals'], `"${signal}" appears twice`),
  );
});

export type Mapping = z.infer<typeof mappingSchema>;
export type MappingQuestion = Mapping['questions'][number];
export type MappingDay = z.infer<typeof dayColumn>;
export type MappingMoment = z.infer<typeof momentColumn>;
export type MappingText = z.infer<typeof textSource>;
export type MappingYesNo = z.infer<typeof yesNoColumn>;

/** Dated, durations only, or neither; and the unit in which this file's times are counted. */
export function mappingClock(mapping: Mapping): { clock: Clock; unit: TimeUnit } {
  if (mapping.startedOn) return { clock: 'calendar', unit: 'day' };
  for (const [, moment] of moments(mapping))
    if ('unit' in moment) return { clock: 'elapsed', unit: moment.unit };
  return { clock: 'none', unit: 'day' };
}

/** A mapping file's text, or the sentences that say what is wrong with it. */
export function parseMapping(
  json: string,
): { ok: true; mapping: Mapping } | { ok: false; problems: string[] } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return {
      ok: false,
      problems: [`The mapping is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`],
    };
  }
  const parsed = mappingSchema.safeParse(value);
  if (parsed.success) return { ok: true, mapping: parsed.data };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.') || 'mapping'}: ${issue.message}`),
  };
}

function moments(mapping: Mapping): [(string | number)[], MappingMoment][] {
  const found: [(string | number)[], MappingMoment | undefined][] = [
    [['duration'], mapping.duration],
    [['trackedFrom'], mapping.trackedFrom],
    [['agreedShip'], mapping.agreedShip],
    [['firstModel'], mapping.firstModel],
    [['statusConfirmed'], mapping.statusConfirmed],
    [['wouldRehire', 'on'], mapping.wouldRehire?.on],
    ...mapping.ratings.map((given, at): [(string | number)[], MappingMoment | undefined] => [
      ['ratings', at, 'on'],
      given.on,
    ]),
  ];
  return found.flatMap(([path, moment]) => (moment ? [[path, moment]] : []));
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
