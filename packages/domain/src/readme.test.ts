import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the example in the README prints what its comments say', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const example = /```ts\n([^]*?)```/.exec(readme)?.[1] ?? '';
  const promised = [...example.matchAll(/\/\/ (.*)/g)].map((match) => match[1]);
  const run = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', example], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  expect(run.stdout.trimEnd().split('\n')).toEqual(promised);
});
