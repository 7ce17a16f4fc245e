/**
 * Writes the golden boards of the demo agency anew: `node bench/write-demo-board.ts`. Only together with a new method
 * version and a line in the changelog.
 */
import { writeFileSync } from 'node:fs';
import { demoBoards } from '../src/simulation/demo-boards.ts';

const path = new URL('../src/fixtures/demo-boards.json', import.meta.url);
writeFileSync(path, `${JSON.stringify(demoBoards(), null, 1)}\n`);
