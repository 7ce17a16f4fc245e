import { type OutcomeId, outcomeIds } from '@hindsight/domain';
import type { AgencyTransaction } from '../with-actor.ts';

/** Hires that have a fact from which the outcome is made; says whether there is anything to ask, not how many count. */
export async function outcomeCounts({ sql, agencyId }: AgencyTransaction): Promise<Map<OutcomeId, number>> {
  const byKind = await sql
    .selectFrom('outcome_event')
    .select(['kind', 'rating_day', ({ fn }) => fn.count<number>('candidacy_id').distinct().as('hires')])
    .where('agency_id', '=', agencyId)
    .where('to_version', 'is', null)
    .groupBy(['kind', 'rating_day'])
    .execute();
  const followed = await sql
    .selectFrom('placement')
    .select(({ fn }) => [
      fn.count<number>('candidacy_id').as('hires'),
      fn.count<number>('agreed_ship_at').as('agreed'),
      fn.count<number>('guarantee_days').as('guaranteed'),
    ])
    .where('agency_id', '=', agencyId)
    .where('to_version', 'is', null)
    .where('clock', '<>', 'none')
    .where((where) =>
      where.or([
        where('complete_up_to', 'is not', null),
        where.exists(
          where
            .selectFrom('outcome_event as event')
            .select('event.outcome_event_id')
            .whereRef('event.agency_id', '=', 'placement.agency_id')
            .whereRef('event.candidacy_id', '=', 'placement.candidacy_id')
            .where('event.to_version', 'is', null)
            .where('event.kind', 'in', ['status-confirmed', 'exit']),
        ),
      ]),
    )
    .executeTakeFirstOrThrow();
  const of = (kind: (typeof byKind)[number]['kind'], day: number | null = null): number =>
    byKind.find((row) => row.kind === kind && row.rating_day === day)?.hires ?? 0;
  const counts: Record<OutcomeId, number> = {
    'time-to-first-model': of('first-model'),
    'shipped-180': of('first-model'),
    'shipped-by-agreed-day': of('first-model') > 0 ? followed.agreed : 0,
    retention: followed.hires,
    'retention-by-cause': of('exit'),
    'retained-365': followed.hires,
    'rehire-180': of('would-rehire'),
    'rating-90': of('rating', 90),
    'rating-180': of('rating', 180),
    'rating-365': of('rating', 365),
    'fall-off': followed.guaranteed,
    'regressions-handled': of('regression-handled'),
  };
  return new Map(outcomeIds.map((id) => [id, counts[id]]));
}
