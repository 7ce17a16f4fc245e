/** The agency that an import without a name goes to: the installation's own, made when there is none. */
import { questionBank } from '@hindsight/domain';
import { agencies, createAgency, type Database, withActor } from '@hindsight/db';
import type { Clock } from './clock.ts';
import type { CurrentAgency } from './current-agency.ts';
import type { Environment } from './environment.ts';

const ownSlug = 'own';

export async function agencyForImport(
  database: Database,
  clock: Clock,
  environment: Environment,
  slug: string | undefined,
): Promise<CurrentAgency> {
  const all = await withActor(database, { kind: 'operator' }, (transaction) => agencies(transaction));
  const found = slug
    ? all.find((agency) => agency.slug === slug)
    : all.findLast((agency) => !agency.simulated);
  if (found) return found;
  return createAgency(
    database,
    {
      slug: slug ?? ownSlug,
      name: slug ?? 'Your agency',
      simulated: false,
      timeZone: environment.HINDSIGHT_TIME_ZONE,
    },
    questionBank,
    { now: clock.now },
  );
}
