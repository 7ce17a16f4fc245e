import type { AgencyTransaction } from '../with-actor.ts';

export type QuestionWording = {
  title: string;
  wording: string | null;
  minutes: number | null;
  /** What a score looks like, by score. */
  anchors: Record<string, string>;
  strongSignals: string[];
  weakSignals: string[];
};

/** What is asked and what to listen for, by the question's reference; its newest version. */
export async function questionWordings({
  sql,
  agencyId,
}: AgencyTransaction): Promise<Map<string, QuestionWording>> {
  const versions = await sql
    .selectFrom('question_version as version')
    .innerJoin('question', (join) =>
      join
        .onRef('question.agency_id', '=', 'version.agency_id')
        .onRef('question.question_id', '=', 'version.question_id'),
    )
    .select(['version.question_version_id', 'ref', 'title', 'wording', 'minutes', 'anchors'])
    .where('version.agency_id', '=', agencyId)
    .orderBy('position')
    .orderBy('number')
    .execute();
  const signals = await sql
    .selectFrom('rubric_signal')
    .select(['question_version_id', 'strength', 'wording'])
    .where('agency_id', '=', agencyId)
    .orderBy('question_version_id')
    .orderBy('position')
    .execute();
  return new Map(
    versions.map(({ question_version_id: id, ref, title, wording, minutes, anchors }) => {
      const own = signals.filter((signal) => signal.question_version_id === id);
      const heard = (strength: 'strong' | 'weak') =>
        own.filter((signal) => signal.strength === strength).map((signal) => signal.wording);
      const rubric = { strongSignals: heard('strong'), weakSignals: heard('weak') };
      return [ref, { title, wording, minutes, anchors: anchors ?? {}, ...rubric }];
    }),
  );
}
