import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Child = {
  process: ChildProcess;
  lines: string[];
  /** Resolves with the next line that fits; rejects when the child ends before. */
  line(fits: (line: string) => boolean): Promise<string>;
  kill(): Promise<void>;
};

const programs = {
  holding: new URL('./holding-child.ts', import.meta.url),
  importing: new URL('./importing-child.ts', import.meta.url),
  writing: new URL('./writing-child.ts', import.meta.url),
};

/** Starts one of the programs in this folder. */
export function startChild(name: keyof typeof programs, ...args: string[]): Child {
  const child = spawn(process.execPath, [fileURLToPath(programs[name]), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = (): void => {
    for (const look of waiting) look();
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
      wake();
    });
  });
  return {
    process: child,
    lines,
    line: (fits) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = lines.find(fits);
          if (found === undefined && child.exitCode === null && child.signalCode === null) return;
          waiting.delete(look);
          if (found === undefined) reject(new Error(`${name} ended: ${lines.join(', ')}`));
          else resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
