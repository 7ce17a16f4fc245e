import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const run = promisify(execFile);
const home = resolve(import.meta.dirname, '..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindsight-stats-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The workspace's own package manager, so that nothing has to be installed globally. */
const pnpm = (cwd: string, ...args: string[]) =>
  run(process.execPath, [resolve(home, '../../node_modules/pnpm/bin/pnpm.mjs'), ...args], { cwd });

it('the packed package runs the example of its README on plain Node in an empty folder', {
  timeout: 240_000,
}, async () => {
  await pnpm(home, 'pack', '--pack-destination', folder);
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'reader', private: true, type: 'module' }),
  );
  await pnpm(folder, 'add', '--ignore-workspace', '--prefer-offline', `./${tarball}`);
  const readme = await readFile(join(home, 'README.md'), 'utf8');
  const [, example = '', printed = ''] = /```js\n([\s\S]*?)```\s+```\n([\s\S]*?)```/.exec(readme) ?? [];
  await writeFile(join(folder, 'example.js'), example);
  const { stdout } = await run(process.execPath, ['example.js'], { cwd: folder });
  expect(stdout).toBe(printed);
  // The oracle's data carry other licences and stay in the repository.
  expect(await readdir(join(folder, 'node_modules/@hindsight/stats'))).toEqual(
    expect.not.arrayContaining(['oracle', 'src']),
  );
});
