import { type CategoryId, categoryOf, type Predictor, resumeSignals } from '@hindsight/domain';
import type { AgencyTransaction } from '../with-actor.ts';

/** Everything that owns a slot in the packed rows, by slot. */
export async function predictors(transaction: AgencyTransaction): Promise<Predictor[]> {
  const [questions, signals] = [await questionPredictors(transaction), await resumePredictors(transaction)];
  return [...questions, ...signals].sort((a, b) => a.slot - b.slot);
}

/** One per slot: equivalent versions of a question share theirs, and the newest of them speaks for it. */
async function questionPredictors({ sql, agencyId }: AgencyTransaction): Promise<Predictor[]> {
  const versions = await sql
    .selectFrom('question_version_state as state')
    .innerJoin('question_version as version', (join) =>
      join
        .onRef('version.agency_id', '=', 'state.agency_id')
        .onRef('version.question_version_id', '=', 'state.question_version_id'),
    )
    .innerJoin('question', (join) =>
      join
        .onRef('question.agency_id', '=', 'version.agency_id')
        .onRef('question.question_id', '=', 'version.question_id'),
    )
    .select([
      'question.ref',
      'question.position',
      'version.number',
      'version.title',
      'version.minutes',
      'state.category',
      'state.scale',
      'state.higher_is_better',
      'state.active',
      'state.slot',
    ])
    .where('state.agency_id', '=', agencyId)
    .where('state.to_version', 'is', null)
    .orderBy('question.position')
    .orderBy('version.number', 'desc')
    .execute();

  const codes = new QuestionCodes();
  const bySlot = new Map<number, Predictor>();
  const newest = new Map<string, number>();
  for (const version of versions) {
    const code = codes.codeOf(version.ref, version.category);
    const newestNumber = newest.get(version.ref) ?? version.number;
    newest.set(version.ref, newestNumber);
    if (bySlot.has(version.slot)) continue;
    const suffix = version.number === newestNumber ? '' : `@${version.number}`;
    bySlot.set(version.slot, {
      slot: version.slot,
      kind: 'question',
      ref: version.ref + suffix,
      code: code + suffix,
      title: version.title,
      category: version.category,
      scale: version.scale,
      higherIsBetter: version.higher_is_better,
      minutes: version.minutes,
      active: version.active,
    });
  }
  return [...bySlot.values()];
}

async function resumePredictors({ sql, agencyId }: AgencyTransaction): Promise<Predictor[]> {
  const slots = await sql
    .selectFrom('predictor_slot')
    .select(['slot', 'resume_signal'])
    .where('agency_id', '=', agencyId)
    .where('kind', '=', 'resume-signal')
    .execute();
  return slots.flatMap(({ slot, resume_signal }) => {
    const index = resumeSignals.findIndex(({ id }) => id === resume_signal);
    const signal = resumeSignals[index];
    if (!signal) return [];
    return {
      slot,
      kind: 'resume-signal' as const,
      ref: signal.id,
      code: `RS-${index + 1}`,
      title: signal.name,
      category: null,
      scale: signal.scale,
      higherIsBetter: true,
      minutes: null,
      active: true,
    };
  });
}

/** `PD-1`, `PD-2`: numbered within the category in the order in which the questions were made. */
class QuestionCodes {
  #counts = new Map<CategoryId, number>();
  #codes = new Map<string, string>();

  codeOf(ref: string, category: CategoryId): string {
    const held = this.#codes.get(ref);
    if (held) return held;
    const count = (this.#counts.get(category) ?? 0) + 1;
    this.#counts.set(category, count);
    const code = `${categoryOf(category).code}-${count}`;
    this.#codes.set(ref, code);
    return code;
  }
}
