/**
 * One process at a time owns a data folder. PGlite itself has no lock: two owners would both write, and rows of one
 * would vanish without an error.
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export type LockHolder = {
  pid: number;
  /** When the process began, as the system tells it: a recycled process id has another one. */
  startedAt: string;
  /** Where the holder's database listens; absent until it is ready. */
  socketDirectory?: string;
};

export type FolderLock =
  | { kind: 'acquired'; publish(socketDirectory: string): void; release(): void }
  | { kind: 'held'; holder: LockHolder };

const lockName = 'hindsight.lock';
const takeoverMillis = 10_000;

/** Takes the lock, or says who holds it. The lock of a process that is gone is taken over. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, lockName);
  const own: LockHolder = { pid: process.pid, startedAt: startOfProcess(process.pid) ?? 'unknown' };
  for (;;) {
    if (createWhole(path, own)) return acquired(path, own);
    const holder = lockHolder(folder);
    if (holder && isAlive(holder)) return { kind: 'held', holder };
    await removeStale(path, folder);
  }
}

/** Who holds the folder's lock, dead or alive. */
export function lockHolder(folder: string): LockHolder | undefined {
  try {
    const parsed = JSON.parse(readFileSync(join(folder, lockName), 'utf8')) as LockHolder;
    return Number.isInteger(parsed.pid) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

export function isAlive(holder: LockHolder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const startedAt = startOfProcess(holder.pid);
  return startedAt === undefined || holder.startedAt === 'unknown' || startedAt === holder.startedAt;
}

function acquired(path: string, own: LockHolder): FolderLock {
  const isOurs = (): boolean =>
    readFileSync(path, 'utf8').includes(`"pid":${own.pid},"startedAt":"${own.startedAt}"`);
  return {
    kind: 'acquired',
    publish(socketDirectory) {
      const draft = draftOf(path, { ...own, socketDirectory });
      renameSync(draft, path);
    },
    release() {
      try {
        if (isOurs()) rmSync(path);
      } catch {
        // Somebody removed the folder, and with it the lock.
      }
    },
  };
}

/** Appears with its whole content or not at all: a link fails when the name is taken. */
function createWhole(path: string, holder: LockHolder): boolean {
  const draft = draftOf(path, holder);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function draftOf(path: string, holder: LockHolder): string {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600, flag: 'wx' });
  return draft;
}

/** One process at a time looks again and removes, so that nobody removes the lock that another has just taken. */
async function removeStale(path: string, folder: string): Promise<void> {
  const turn = `${path}.takeover`;
  try {
    mkdirSync(turn);
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (ageInMillis(turn) > takeoverMillis) rmdirQuietly(turn);
    return;
  }
  try {
    const holder = lockHolder(folder);
    if (!holder || !isAlive(holder)) rmSync(path, { force: true });
  } finally {
    rmdirQuietly(turn);
  }
}

function ageInMillis(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

function rmdirQuietly(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Another process was faster.
  }
}

/** The moment at which a process began; `undefined` where the system does not say. */
function startOfProcess(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in brackets, may hold blanks; field 22 counts from before it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return startFromPs(pid);
  }
}

function startFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    });
    return line.trim() || undefined;
  } catch {
    return undefined;
  }
}
