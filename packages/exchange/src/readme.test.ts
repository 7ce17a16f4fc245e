import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readShipped } from './test-files.ts';

it('the README prints what its example prints', async () => {
  const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
  const file = await readShipped('survival', 'Survival.csv');
  const printed = [
    `${file.rowCount} rows: ${file.rows.length} accepted, ${file.refusedRows} refused, ${file.duplicateRows} repeated`,
    ...file.refusals.map((refused) => `line ${refused.line}: ${refused.sentence}`),
    ...file.notices,
  ].join('\n');
  expect(readme).toContain(`\`\`\`\n${printed}\n\`\`\``);
});
