import { readFileSync } from 'node:fs';
import { type Board, methodVersion } from '@hindsight/domain';
import { expect, test } from 'vitest';
import { demoBoards } from './demo-boards.ts';

const golden = JSON.parse(readFileSync(new URL('../fixtures/demo-boards.json', import.meta.url), 'utf8')) as {
  methodVersion: string;
  boards: Board[];
};

test('the demo boards change only together with the method version', { timeout: 60_000 }, () => {
  const now = demoBoards();
  expect(golden.methodVersion, 'after a new method version: node bench/write-demo-board.ts').toBe(
    methodVersion,
  );
  for (const [i, board] of golden.boards.entries()) expect(now.boards[i]).toEqual(board);
  expect(now.boards).toHaveLength(golden.boards.length);
});
