/** Imports a large file into an agency: arguments are the options of `openDatabase` as JSON, the agency, the rows. */
import { type OpenOptions, openDatabase } from '../../open-database.ts';
import { saveIntake } from '../../save-intake.ts';
import { exampleFile } from '../example-file.ts';

const [, , options = '{}', agencyId = '', rows = '0'] = process.argv;
const database = await openDatabase({ ...(JSON.parse(options) as OpenOptions), onError: () => {} });
const file = exampleFile(Number(rows));
const report = await saveIntake(database, agencyId, file, {
  commit: true,
  now: () => 1_000,
  onProgress: (done) => console.log(`written ${done}`),
});
console.log(`created ${report.created}`);
await database.close();
