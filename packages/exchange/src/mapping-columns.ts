/** The parts of a mapping file: how one column, or one question, is described. */
import {
  categorySchema,
  exitCauseSchema,
  type ResumeSignalId,
  resumeSignals,
  timeUnits,
} from '@hindsight/domain';
import * as z from 'zod';
import { dateFormats } from './date-cell.ts';

export const text = z.string().trim().min(1).max(120);
/** Composed like the names in the first line of the file, so that equal names are equal. */
export const columnName = z.string().trim().normalize('NFC').min(1).max(128);
export const codes = z.array(z.string().max(120)).max(50);
const someCodes = codes.min(1);

export const textSource = z.union([
  z.strictObject({ column: columnName }),
  z.strictObject({ constant: text }),
]);
export const dayColumn = z.strictObject({ column: columnName, format: z.enum(dateFormats) });
export const durationColumn = z.strictObject({
  column: columnName,
  unit: z.enum(timeUnits),
  /** What to do with a part of a unit. Left out: a part of a unit is refused. */
  round: z.enum(['down', 'up', 'nearest']).exactOptional(),
});
/** A moment after the start: a day, or a count of units since the start. */
export const momentColumn = z.union([dayColumn, durationColumn]);
export const daysSource = z.union([
  z.strictObject({ column: columnName }),
  z.strictObject({ constant: z.int().min(0).max(3_650) }),
]);
export const yesNoColumn = z.strictObject({ column: columnName, yes: someCodes, no: someCodes });

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

export const question = z
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

export const resumeSignal = z.strictObject({
  column: columnName,
  signal: z.enum(resumeSignals.map((signal) => signal.id) as [ResumeSignalId, ...ResumeSignalId[]]),
  /** Words that stand for a value, such as `{ "yes": 1, "no": 0 }`. */
  labels: z.record(z.string(), z.number()).exactOptional(),
  missing: codes.exactOptional(),
});

export const eventMeaning = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('still-there') }),
  z.strictObject({ kind: z.literal('exit'), cause: exitCauseSchema }),
  /** Known until the end day or duration of the row, and not beyond. */
  z.strictObject({ kind: z.literal('censored') }),
  z.strictObject({ kind: z.literal('first-model') }),
]);

export const rating = z
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
