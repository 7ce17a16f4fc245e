/** Answers, résumé signals and ratings: cells that hold a value on a scale. */
import { type IntakeAnswer, type ResumeSignalId, resumeSignals, type Scale } from '@hindsight/domain';
import type { Mapping, MappingQuestion } from './mapping.ts';
import type { RowCells } from './row-cells.ts';

export function readAnswers(row: RowCells, questions: Mapping['questions']): IntakeAnswer[] {
  return questions.flatMap((question) => readAnswer(row, question) ?? []);
}

function readAnswer(row: RowCells, question: MappingQuestion): IntakeAnswer | null {
  const rawLabel = row.raw(question.column);
  const answer = { questionRef: question.ref, rawLabel };
  if (question.notAsked?.includes(rawLabel)) return { ...answer, state: 'not-asked' };
  if (question.cannotJudge?.includes(rawLabel)) return { ...answer, state: 'cannot-judge' };
  const cell = row.value(question.column, question.missing);
  if (cell === null) return null;
  const given = labelled(row, question.column, cell, question.labels);
  if (given === null) return null;
  const value = onScale(question, given);
  if (value === null) return outOfScale(row, question.column, cell, question.scale);
  return { ...answer, state: 'scored', value };
}

export function readResumeSignals(
  row: RowCells,
  signals: Mapping['resumeSignals'],
): { signal: ResumeSignalId; value: number }[] {
  return signals.flatMap(({ column, signal, labels, missing }) => {
    const cell = row.value(column, missing);
    if (cell === null) return [];
    const value = labelled(row, column, cell, labels);
    if (value === null) return [];
    const scale = resumeScales.get(signal);
    if (scale && !isOnScale(scale, value)) return outOfScale(row, column, cell, scale) ?? [];
    return [{ signal, value }];
  });
}

export function readRating(row: RowCells, rating: Mapping['ratings'][number]): number | null {
  const cell = row.value(rating.column, rating.missing);
  if (cell === null) return null;
  const value = labelled(row, rating.column, cell, rating.labels);
  if (value === null) return null;
  const scale: Scale = { kind: 'numeric', min: rating.min, max: rating.max };
  return isOnScale(scale, value) ? value : outOfScale(row, rating.column, cell, scale);
}

const resumeScales = new Map<ResumeSignalId, Scale>(resumeSignals.map((signal) => [signal.id, signal.scale]));

function labelled(
  row: RowCells,
  column: string,
  cell: string,
  labels: Readonly<Record<string, number>> | undefined,
): number | null {
  if (labels && Object.hasOwn(labels, cell)) return labels[cell] ?? null;
  return row.number(column, cell);
}

/** The score on its scale, after the mapping's rounding rule; `null` when it lies outside or between the levels. */
function onScale({ scale, round }: MappingQuestion, given: number): number | null {
  if (isOnScale(scale, given)) return given;
  if (scale.kind === 'numeric' || !round) return null;
  const below = scale.levels.filter((level) => level < given).at(-1);
  const above = scale.levels.find((level) => level > given);
  if (below === undefined || above === undefined) return null;
  if (round === 'level-below') return below;
  if (round === 'level-above') return above;
  return given - below < above - given ? below : above;
}

function isOnScale(scale: Scale, value: number): boolean {
  return scale.kind === 'levels' ? scale.levels.includes(value) : value >= scale.min && value <= scale.max;
}

function outOfScale(row: RowCells, column: string, cell: string, scale: Scale): null {
  const named = scale.kind === 'levels' ? scale.levels.join(', ') : `${scale.min} to ${scale.max}`;
  return row.refuse(
    column,
    'SCORE_OUT_OF_SCALE',
    `${cell} in column "${column}" is not on its scale (${named}).`,
    cell,
  );
}
