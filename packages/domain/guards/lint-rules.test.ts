/**
 * A guard that never barked is no guard: each lint rule of the house is shown one planted violation, in a copy of
 * the folder layout, and must find it. Nothing planted is ever written into the repository.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Planted = { what: string; file: string; text: string; rule: string; says?: string };

const violations: Planted[] = [
  {
    what: 'two modules that import each other',
    file: 'packages/domain/src/chicken.ts',
    text: "import { egg } from './egg.ts';\nexport const chicken = (): unknown => egg;\n",
    rule: 'import(no-cycle)',
  },
  {
    what: 'a promise that nobody waits for',
    file: 'apps/api/src/forgotten.ts',
    text: 'async function save(): Promise<void> {}\nexport function close(): void {\n  save();\n}\n',
    rule: 'typescript(no-floating-promises)',
  },
  {
    what: 'a union that is not handled to the end',
    file: 'packages/validity/src/unfinished.ts',
    text: "export function weeks(end: 'ended' | 'still-employed'): number {\n  switch (end) {\n    case 'ended':\n      return 1;\n  }\n  return 0;\n}\n",
    rule: 'typescript(switch-exhaustiveness-check)',
  },
  {
    what: 'any',
    file: 'packages/db/src/anything.ts',
    text: 'export const row = (value: any): string => String(value);\n',
    rule: 'typescript(no-explicit-any)',
  },
  ...(
    [
      ['packages/stats/src/a.ts', '@hindsight/domain', 'stats knows mathematics and no hiring'],
      ['packages/stats/src/b.ts', '@hindsight/domain/inner', 'stats knows mathematics and no hiring'],
      ['packages/domain/src/a.ts', '@hindsight/validity', 'domain says the words'],
      [
        'packages/validity/src/a.ts',
        '@hindsight/db',
        'validity imports @hindsight/stats and @hindsight/domain only',
      ],
      ['packages/validity/src/b.ts', '../../db/src/index.ts', 'never by a path into it'],
      ['packages/followup/src/a.ts', '@hindsight/validity', 'followup imports @hindsight/domain only'],
      ['packages/db/src/a.ts', '@hindsight/validity', 'db imports @hindsight/domain only'],
      ['packages/db/src/b.ts', '@electric-sql/pglite', 'PGlite is opened in src/embedded only'],
      ['packages/db/src/embedded/a.ts', '@hindsight/exchange', 'db imports @hindsight/domain only'],
      ['packages/db/src/migrations/2026-01-01-a.ts', '../schema.ts', 'A migration is frozen'],
      ['packages/db/src/migrations/2026-01-02-b.ts', '@hindsight/domain', 'A migration is frozen'],
      ['packages/figures/src/a.ts', '@hindsight/stats', 'figures imports @hindsight/domain only'],
      [
        'packages/exchange/src/a.ts',
        '@hindsight/db',
        'exchange imports @hindsight/domain and @hindsight/figures only',
      ],
      ['packages/utils/src/a.ts', '@hindsight/domain', 'no place in the directions yet'],
      ['apps/api/src/a.ts', '@hindsight/dashboard', 'never the dashboard'],
      ['apps/api/src/b.ts', 'pg', 'withActor is the only way to a transaction'],
      ['apps/api/src/c.ts', '../../../packages/db/src/tables.ts', 'never by a path into it'],
      ['apps/dashboard/src/a.ts', '@hindsight/stats', 'no statistic is computed in the browser'],
      ['apps/dashboard/src/b.ts', '@hindsight/api', 'takes types only from @hindsight/api'],
    ] as const
  ).map(
    ([file, specifier, says]): Planted => ({
      what: `${file.split('/').slice(0, 2).join('/')} importing ${specifier}`,
      file,
      text: `import { thing } from '${specifier}';\nexport const used: unknown = thing;\n`,
      rule: 'eslint(no-restricted-imports)',
      says,
    }),
  ),
  {
    what: 'a Date where a calendar day is meant',
    file: 'packages/exchange/src/today.ts',
    text: 'export const today = (): string => new Date().toISOString();\n',
    rule: 'eslint(no-restricted-globals)',
    says: 'Calendar days are ISO text',
  },
  {
    what: 'the time of day in the API, outside its clock',
    file: 'apps/api/src/now.ts',
    text: 'export const now = (): number => Date.now();\n',
    rule: 'eslint(no-restricted-globals)',
  },
  {
    what: 'a random number without a seed',
    file: 'packages/validity/src/dice.ts',
    text: 'export const dice = (): number => Math.random();\n',
    rule: 'eslint(no-restricted-properties)',
    says: 'Randomness takes a seed',
  },
  {
    what: 'a number written by hand in JSX',
    file: 'apps/dashboard/src/cell.tsx',
    text: 'export const cell = (value: number): string => value.toFixed(2);\n',
    rule: 'eslint(no-restricted-properties)',
    says: 'written by the format functions',
  },
  {
    what: 'a random number in JSX',
    file: 'apps/dashboard/src/key.tsx',
    text: 'export const key = (): number => Math.random();\n',
    rule: 'eslint(no-restricted-properties)',
  },
  {
    what: 'a file read in a pure package',
    file: 'packages/stats/src/reads.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const text = (): string => readFileSync('x', 'utf8');\n",
    rule: 'import(no-nodejs-modules)',
  },
  {
    what: 'a test that is switched off',
    file: 'packages/stats/src/off.test.ts',
    text: "import { expect, test } from 'vitest';\ntest.skip('later', () => expect(1).toBe(1));\n",
    rule: 'vitest(no-disabled-tests)',
  },
  {
    what: 'a test that hides all others',
    file: 'packages/stats/src/only.test.ts',
    text: "import { expect, test } from 'vitest';\ntest.only('this', () => expect(1).toBe(1));\n",
    rule: 'vitest(no-focused-tests)',
  },
];

/** Code that keeps to the rules, so that the guard is known to tell the two apart. */
const innocent: Record<string, string> = {
  'packages/domain/src/egg.ts':
    "import { chicken } from './chicken.ts';\nexport const egg = (): unknown => chicken;\n",
  'packages/domain/src/words.ts': "export type { Estimate } from '@hindsight/stats';\n",
  'packages/validity/src/fine.ts':
    "import { outcomes } from '@hindsight/domain';\nimport { wilson } from '@hindsight/stats';\nexport const used: unknown[] = [outcomes, wilson];\n",
  'packages/db/src/fine.test.ts':
    "import { withDatabase } from '@hindsight/db/testing';\nexport const used: unknown = withDatabase;\n",
  'packages/db/src/embedded/engine.ts':
    "import { PGlite } from '@electric-sql/pglite';\nexport const used: unknown = PGlite;\n",
  'packages/db/src/migrations/2026-01-03-c.ts':
    "import { sql } from 'kysely';\nexport const used: unknown = sql;\n",
  'apps/dashboard/src/fine.ts':
    "import { outcomes } from '@hindsight/domain';\nimport type { AppRouter } from '@hindsight/api';\nexport const used: { outcomes: unknown; router?: AppRouter } = { outcomes };\n",
  'apps/api/src/clock.ts': 'export const now = (): number => Date.now();\n',
  'packages/domain/src/day.test.ts': 'export const today = (): string => new Date(0).toISOString();\n',
};

const root = fileURLToPath(new URL('../../..', import.meta.url));
let house = '';
let found: { file: string; rule: string; message: string }[] = [];

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'hindsight-lint-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(house, '.oxlintrc.json'));
  // No node_modules and no outside types here: the type-aware half would read all of them into memory.
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2024',
    noEmit: true,
    types: [],
    allowImportingTsExtensions: true,
  };
  writeFileSync(
    join(house, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, include: ['packages', 'apps'] }),
  );
  for (const { file, text } of violations) write(file, text);
  for (const [file, text] of Object.entries(innocent)) write(file, text);
  const run = spawnSync(
    join(root, 'node_modules/.bin/oxlint'),
    ['--type-aware', '--deny-warnings', '--format=json'],
    {
      cwd: house,
      env: { ...process.env, OXLINT_TSGOLINT_PATH: join(root, 'node_modules/.bin/tsgolint') },
      timeout: 50_000,
      killSignal: 'SIGKILL',
      encoding: 'utf8',
    },
  );
  const report = JSON.parse(run.stdout) as {
    diagnostics: { filename: string; code: string; message: string; help?: string }[];
  };
  found = report.diagnostics.map(({ filename, code, message, help }) => ({
    file: filename,
    rule: code,
    message: `${message} ${help ?? ''}`,
  }));
  expect(run.status).toBe(1);
}, 60_000);

afterAll(() => rmSync(house, { recursive: true, force: true }));

describe('the lint rules of the house', () => {
  test.each(violations)('find $what', ({ file, rule, says }) => {
    const here = found.filter((problem) => problem.file === file);
    expect(here.map((problem) => problem.rule)).toContain(rule);
    if (says) expect(here.map((problem) => problem.message).join('\n')).toContain(says);
  });

  test.each(Object.keys(innocent).filter((file) => file !== 'packages/domain/src/egg.ts'))(
    'leave %s alone',
    (file) => {
      expect(found.filter((problem) => problem.file === file)).toEqual([]);
    },
  );
});

function write(file: string, text: string): void {
  const path = join(house, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
