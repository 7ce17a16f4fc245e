import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';

const page = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const folder = mkdtempSync(join(import.meta.dirname, '.run-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the examples page prints what it says', () => {
  const examples = page.matchAll(/^## (.*)$\s+```js\n([\s\S]*?)```\s+```\n([\s\S]*?)```/gm);
  for (const [, title = '', code = '', printed = ''] of examples) {
    it(title, async () => {
      const lines: string[] = [];
      const log = vi
        .spyOn(console, 'log')
        .mockImplementation((line: unknown) => void lines.push(String(line)));
      const file = join(folder, `${title.replaceAll(/\W+/g, '-')}.js`);
      writeFileSync(
        file,
        code.replace("'@hindsight/stats'", `'${resolve(import.meta.dirname, '../src/index.ts')}'`),
      );
      await import(file);
      log.mockRestore();
      expect(`${lines.join('\n')}\n`).toBe(printed);
    });
  }
});
