import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { directionProblems, type Manifest, rooms } from './package-directions.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folders = ['packages', 'apps'].flatMap((parent) =>
  readdirSync(join(root, parent))
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json'))),
);

describe('the directions between packages', () => {
  test('cover the whole workspace', () => {
    expect(folders.length).toBeGreaterThanOrEqual(7);
    expect(folders).toContain('packages/domain');
  });

  test.each(folders)('%s depends only on what its place in the house allows', (folder) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
    expect(directionProblems(folder, manifest)).toEqual([]);
  });

  test('never lead back: no package reaches itself', () => {
    const reaches = (name: string, seen: string[] = []): string[] =>
      (rooms[`packages/${name}`]?.mayUse ?? []).flatMap((next) =>
        seen.includes(next) ? [next] : [next, ...reaches(next, [...seen, next])],
      );
    for (const folder of Object.keys(rooms)) {
      const name = folder.split('/')[1] ?? '';
      expect(reaches(name)).not.toContain(name);
    }
  });

  test.each([
    ['packages/utils', { name: '@hindsight/utils' }, 'is not a room of the house'],
    [
      'packages/stats',
      { name: '@hindsight/stats', dependencies: { '@hindsight/domain': 'workspace:*' } },
      'may not use @hindsight/domain',
    ],
    [
      'packages/db',
      { name: '@hindsight/db', devDependencies: { '@hindsight/validity': 'workspace:*' } },
      'may not use @hindsight/validity',
    ],
    [
      'packages/validity',
      { name: '@hindsight/validity', peerDependencies: { '@hindsight/db': 'workspace:*' } },
      'may not use @hindsight/db',
    ],
    [
      'apps/dashboard',
      { name: '@hindsight/dashboard', dependencies: { '@hindsight/api': 'workspace:*' } },
      'takes only types from @hindsight/api',
    ],
    [
      'apps/dashboard',
      { name: '@hindsight/dashboard', dependencies: { '@hindsight/stats': 'workspace:*' } },
      'may not use @hindsight/stats',
    ],
    [
      'apps/api',
      { name: '@hindsight/api', dependencies: { kysely: 'catalog:' } },
      'kysely, which belongs to packages/db',
    ],
    [
      'packages/domain',
      { name: '@hindsight/domain', dependencies: { zod: '^4.0.0' } },
      'instead of catalog:',
    ],
    ['packages/domain', { name: '@hindsight/words' }, 'not @hindsight/domain'],
  ] satisfies [string, Manifest, string][])(
    'a planted violation in %s is found: %j',
    (folder, manifest, problem) => {
      expect(directionProblems(folder, manifest).join('\n')).toContain(problem);
    },
  );
});
