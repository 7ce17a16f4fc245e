/** The real product for the browser tests: the built dashboard, the real server, the demo data in a folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export type Product = { url: string; stop: () => Promise<void> };

const dashboard = join(import.meta.dirname, '..');
const api = join(dashboard, '..', 'api');
const startLimitMilliseconds = 180_000;

export async function buildDashboard(): Promise<void> {
  const before = process.env.NODE_ENV;
  // The test runner says NODE_ENV=test; users get the production build.
  process.env.NODE_ENV = 'production';
  try {
    await build({ root: dashboard, logLevel: 'error' });
  } finally {
    process.env.NODE_ENV = before;
  }
}

export async function startProduct(): Promise<Product> {
  const data = mkdtempSync(join(tmpdir(), 'hindsight-e2e-'));
  const server = spawn(process.execPath, [join(api, 'src/main.ts'), 'serve', '--json'], {
    cwd: data,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      HINDSIGHT_DATA_DIR: join(data, 'data'),
      HINDSIGHT_NOW: '2026-10-31T09:00:00Z',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await stopped(server);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    return { url: await addressOf(server), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The address that the server prints once it is ready. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    let complained = '';
    const late = setTimeout(
      () => reject(new Error(`the server did not start in time. ${complained}`)),
      startLimitMilliseconds,
    );
    server.stderr?.on('data', (bytes: Buffer) => {
      complained += bytes.toString();
    });
    server.stdout?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const line = said.split('\n').find((text) => text.startsWith('{'));
      if (line === undefined || !said.includes('\n')) return;
      clearTimeout(late);
      resolve((JSON.parse(line) as { url: string }).url);
    });
    server.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the server ended with ${code}. ${complained}`));
    });
  });
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const late = setTimeout(() => server.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(late);
}
