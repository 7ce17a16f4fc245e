/** Makes one agency after the other in the folder of its first argument, naming each that is safely stored. */
import { createAgency } from '../../create-agency.ts';
import { openDatabase } from '../../open-database.ts';

const database = await openDatabase({ dataDirectory: process.argv[2], onError: () => {} });
for (let number = 1; ; number += 1) {
  const agency = { slug: `agency-${number}`, name: 'x', simulated: true, timeZone: 'UTC' };
  await createAgency(database, agency, [], { now: () => number });
  console.log(agency.slug);
}
