/**
 * Proves the README's start command on an empty data folder: it comes up, serves the page and the board, refuses a
 * second process, stops on SIGTERM, and a second start keeps what the first one wrote.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const dataDirectory = mkdtempSync(join(tmpdir(), 'hindsight-start-'));
let passed = 0;
let failed = 0;

function check(holds: boolean, what: string): void {
  console.log(`${holds ? 'ok' : 'NOT OK'}: ${what}`);
  if (holds) passed += 1;
  else failed += 1;
}

async function sparePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

type Running = { child: ChildProcess; url: string; output: () => string };

async function start(): Promise<Running> {
  const port = await sparePort();
  const child = spawn('npm', ['start'], {
    env: { ...process.env, PORT: String(port), HINDSIGHT_DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) break;
    const reply = await fetch(`${url}/readyz`).catch(() => undefined);
    if (reply?.ok) return { child, url, output: () => output };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  child.kill('SIGTERM');
  throw new Error(`the server did not become ready:\n${output}`);
}

async function stop(running: Running): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => running.child.once('exit', (code) => resolve(code)));
  running.child.kill('SIGTERM');
  return ended;
}

function serverProcess(): number {
  const lock = JSON.parse(readFileSync(join(dataDirectory, 'hindsight.lock'), 'utf8')) as { pid: number };
  return lock.pid;
}

function isAlive(pid: number): boolean {
  return spawnSync('kill', ['-0', String(pid)]).status === 0;
}

async function board(url: string): Promise<string> {
  const input = encodeURIComponent(JSON.stringify({ outcome: 'shipped-180', cohort: {} }));
  const reply = await fetch(`${url}/trpc/validity.board?input=${input}`);
  return reply.ok ? reply.text() : `status ${reply.status}`;
}

try {
  const first = await start();
  check(
    first.output().includes(first.url.replace('127.0.0.1', 'localhost')) ||
      first.output().includes(first.url),
    'one line with the URL is printed',
  );
  const page = await fetch(first.url);
  check(page.ok && (await page.text()).includes('<div id="root">'), 'the page is served');
  const firstBoard = await board(first.url);
  check(firstBoard.includes('"verdict":"predicts"'), 'the demo board says which questions predict');

  const second = spawnSync(process.execPath, ['apps/api/src/main.ts', 'serve'], {
    env: { ...process.env, PORT: String(await sparePort()), HINDSIGHT_DATA_DIR: dataDirectory },
    encoding: 'utf8',
    timeout: 60_000,
  });
  check(
    second.status !== 0 && /already/.test(second.stderr),
    'a second process on the same data folder is refused',
  );

  const pid = serverProcess();
  await stop(first);
  for (let wait = 0; wait < 60 && isAlive(pid); wait += 1)
    await new Promise((resolve) => setTimeout(resolve, 250));
  check(!isAlive(pid), 'SIGTERM stops the server');

  const again = await start();
  check((await board(again.url)) === firstBoard, 'a second start keeps the data');
  const secondPid = serverProcess();
  await stop(again);
  for (let wait = 0; wait < 60 && isAlive(secondPid); wait += 1)
    await new Promise((resolve) => setTimeout(resolve, 250));
  check(!isAlive(secondPid), 'SIGTERM stops the second server');
} catch (error) {
  check(false, `start: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  rmSync(dataDirectory, { recursive: true, force: true });
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
