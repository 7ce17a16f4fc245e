/** Refuses rows that name what the agency does not have, before anything is written. */
import type { IntakeFile, IntakeQuestion, IntakeRefusal, IntakeRow } from '@hindsight/domain';
import type { AgencyBook, BookQuestion } from './agency-book.ts';

export type CheckedRows = { rows: IntakeRow[]; refusals: IntakeRefusal[] };

/** A candidacy that is stored already, as far as the checks need it. */
export type KnownCandidacy = { candidacyId: string; candidateRef: string };

export function checkRows(
  file: IntakeFile,
  book: AgencyBook,
  candidacies: ReadonlyMap<string, KnownCandidacy>,
): CheckedRows {
  const mayCreate = new Set(file.create);
  const named = new Map(file.questions.map((question) => [question.ref, question]));
  const seen = new Map<string, number>();
  const refusals: IntakeRefusal[] = [];
  const rows = file.rows.filter((row) => {
    const found = [
      ...duplicateRow(row, seen),
      ...unknownClient(row, book, mayCreate.has('clients')),
      ...otherCandidate(row, candidacies),
      ...questionRefusals(row, book, named, mayCreate.has('questions')),
    ];
    refusals.push(...found);
    return found.length === 0;
  });
  return { rows, refusals };
}

function duplicateRow(row: IntakeRow, seen: Map<string, number>): IntakeRefusal[] {
  const first = seen.get(row.candidacyRef);
  if (first === undefined) {
    seen.set(row.candidacyRef, row.line);
    return [];
  }
  return [
    refusal(
      row,
      null,
      'DUPLICATE_ROW',
      `Line ${first} already speaks of ${shown(row.candidacyRef)}.`,
      row.candidacyRef,
    ),
  ];
}

function unknownClient(row: IntakeRow, book: AgencyBook, mayCreate: boolean): IntakeRefusal[] {
  if (mayCreate || book.clients.has(row.clientRef)) return [];
  const sentence = `There is no client ${shown(row.clientRef)}; add it first, or list clients under create.`;
  return [refusal(row, null, 'UNKNOWN_CLIENT', sentence, row.clientRef)];
}

function otherCandidate(row: IntakeRow, candidacies: ReadonlyMap<string, KnownCandidacy>): IntakeRefusal[] {
  const held = candidacies.get(row.candidacyRef);
  if (!held || held.candidateRef === row.candidateRef) return [];
  const sentence = `${shown(row.candidacyRef)} is about candidate ${shown(held.candidateRef)}, not ${shown(row.candidateRef)}.`;
  return [refusal(row, null, 'OTHER_CANDIDATE', sentence, row.candidateRef)];
}

function questionRefusals(
  row: IntakeRow,
  book: AgencyBook,
  named: ReadonlyMap<string, IntakeQuestion>,
  mayCreate: boolean,
): IntakeRefusal[] {
  return row.answers.flatMap(({ questionRef, rawLabel }) => {
    const stored = book.questions.get(questionRef);
    const wanted = named.get(questionRef);
    if (!stored && !(mayCreate && wanted)) {
      const sentence = `There is no question ${shown(questionRef)}; add it first, or list questions under create.`;
      return [refusal(row, questionRef, 'UNKNOWN_QUESTION', sentence, rawLabel)];
    }
    if (stored && wanted && !isSameScale(stored, wanted)) {
      const sentence = `Question ${shown(questionRef)} is stored with another scale; scales are never pooled silently.`;
      return [refusal(row, questionRef, 'QUESTION_SCALE_DIFFERS', sentence, rawLabel)];
    }
    return [];
  });
}

function isSameScale(stored: BookQuestion, wanted: IntakeQuestion): boolean {
  if (stored.higherIsBetter !== wanted.higherIsBetter) return false;
  const [a, b] = [stored.scale, wanted.scale];
  if (a.kind === 'levels') {
    return (
      b.kind === 'levels' &&
      a.levels.length === b.levels.length &&
      a.levels.every((level, i) => level === b.levels[i])
    );
  }
  return b.kind === 'numeric' && a.min === b.min && a.max === b.max;
}

function refusal(
  row: IntakeRow,
  column: string | null,
  code: string,
  sentence: string,
  value: string,
): IntakeRefusal {
  return { line: row.line, column, code, sentence, value: shortened(value) };
}

function shown(name: string): string {
  return `“${shortened(name)}”`;
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
