/** Which agency this installation shows: its own as soon as there is one, else the demo. */
import { agencies, type Database, withActor } from '@hindsight/db';
import { ProductError } from './product-error.ts';

export type CurrentAgency = { id: string; slug: string; name: string; simulated: boolean; timeZone: string };

/** The agency called `slug`; without one, the newest real agency, else the demo. */
export async function currentAgency(database: Database, slug?: string): Promise<CurrentAgency> {
  const all = await withActor(database, { kind: 'operator' }, (transaction) => agencies(transaction));
  const found = slug
    ? all.find((agency) => agency.slug === slug)
    : (all.findLast((agency) => !agency.simulated) ?? all.at(-1));
  if (found) return found;
  throw new ProductError(
    'NO_DATA',
    slug
      ? `There is no agency called ${slug}.`
      : 'There is no data yet. Import a spreadsheet or load the demo.',
  );
}
