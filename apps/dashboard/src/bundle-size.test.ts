/** What the first screen costs: built as users get it, weighed as the network carries it. */
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

type Chunk = { file: string; src?: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] };

const firstRouteLimit = 190 * 1024;
const chartLimit = 145 * 1024;
const otherChunkLimit = 60 * 1024;

let folder = '';
let chunks: Record<string, Chunk> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindsight-bundle-'));
  // The test runner says NODE_ENV=test; users get the production build.
  vi.stubEnv('NODE_ENV', 'production');
  await build({
    root: join(import.meta.dirname, '..'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  chunks = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the built dashboard', () => {
  test('needs at most 190 KB of JavaScript for its first screen, gzip, in all', () => {
    const bytes = weigh(withImports(entry()));
    process.stderr.write(`first route: ${bytes} bytes of JavaScript, gzip\n`);
    expect(bytes).toBeLessThanOrEqual(firstRouteLimit);
  });

  test('lies compressed beside itself, ready to be sent', () => {
    const path = join(folder, chunks[entry()]?.file ?? '');
    expect(gunzipSync(readFileSync(`${path}.gz`)).equals(readFileSync(path))).toBe(true);
    expect(brotliDecompressSync(readFileSync(`${path}.br`)).equals(readFileSync(path))).toBe(true);
  });

  test('keeps the charts in a lazy chunk of at most 145 KB', () => {
    const charts = chunkOf('src/curves/step-curves.tsx');
    const beyondFirst = without(withImports(charts), withImports(entry()));
    process.stderr.write(`charts: ${weigh(beyondFirst)} bytes, gzip\n`);
    expect(weigh(beyondFirst)).toBeLessThanOrEqual(chartLimit);
    expect(withImports(entry())).not.toContain(charts);
    expect(text(withImports(entry()))).not.toContain('recharts-');
    expect(text(beyondFirst)).toContain('recharts-');
  });

  test.for([
    ['the table', 'src/pages/questions/board-table.tsx'],
    ['the client combobox', 'src/filters/client-picker.tsx'],
    ['the filter dialog', 'src/filters/filter-sheet.tsx'],
    ['the question page', 'src/pages/question/question-page.tsx'],
  ] as const)('loads %s when it is first used', ([, source]) => {
    const first = withImports(entry());
    const lazy = without(withImports(chunkOf(source)), first);
    expect(first).not.toContain(chunkOf(source));
    expect(weigh(lazy)).toBeGreaterThan(0);
    expect(weigh(lazy)).toBeLessThanOrEqual(otherChunkLimit);
  });

  test('ships no source map', () => {
    expect(text(new Set(Object.keys(chunks)))).not.toContain('sourceMappingURL');
  });
});

function entry(): string {
  const found = Object.entries(chunks).find(([, chunk]) => chunk.isEntry === true);
  if (!found) throw new Error('the manifest names no entry');
  return found[0];
}

function chunkOf(source: string): string {
  if (!chunks[source]) throw new Error(`${source} is not a chunk of its own`);
  return source;
}

/** A chunk and everything it imports before it can run. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of chunks[name]?.imports ?? []) withImports(imported, seen);
  return seen;
}

function without(names: ReadonlySet<string>, others: ReadonlySet<string>): Set<string> {
  return new Set([...names].filter((name) => !others.has(name)));
}

function weigh(names: ReadonlySet<string>): number {
  return scripts(names).reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
}

function text(names: ReadonlySet<string>): string {
  return scripts(names)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

function scripts(names: ReadonlySet<string>): string[] {
  return [...names].map((name) => chunks[name]?.file ?? '').filter((file) => file.endsWith('.js'));
}
