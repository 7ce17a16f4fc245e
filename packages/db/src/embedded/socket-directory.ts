/** Where the embedded database listens. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `pg` finds a socket by folder and port; the file's name follows from the port. */
export const socketPort = 5432;
const longestSocketPath = 107;

export type SocketDirectory = { directory: string; path: string; remove(): void };

/** In the data folder; in a short private folder when the path would be longer than the system allows. */
export function socketDirectory(dataDirectory: string): SocketDirectory {
  const inFolder = socketIn(dataDirectory);
  if (Buffer.byteLength(inFolder) <= longestSocketPath) {
    rmSync(inFolder, { force: true });
    return { directory: dataDirectory, path: inFolder, remove: () => rmSync(inFolder, { force: true }) };
  }
  const directory = mkdtempSync(join(tmpdir(), 'hindsight-'));
  return {
    directory,
    path: socketIn(directory),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function socketIn(directory: string): string {
  return join(directory, `.s.PGSQL.${socketPort}`);
}
