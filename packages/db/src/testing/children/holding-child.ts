/** Opens the embedded database of the folder in its first argument, says so, and holds it until it is stopped. */
import { openDatabase } from '../../open-database.ts';

const database = await openDatabase({ dataDirectory: process.argv[2], onError: () => {} });
console.log('open');
process.once('SIGTERM', () => void database.close());
