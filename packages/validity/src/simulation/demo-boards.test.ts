import { readFileSync } from 'node:fs';
import { type Board, methodVersion } from '@hindsight/domain';
import { expect, test } from 'vitest';
import { demoBoards } from './demo-boards.ts';

const golden = JSON.parse(readFileSync(new URL('../fixtures/demo-boards.json', import.meta.url), 'utf8')) as {
  methodVersion: string;
  boards: Board[];
};

/** What Hindsight promises everywhere: the same number, to nine digits. Below lies the order of an addition. */
const relativeTolerance = 1e-9;
/** An end of an interval may lie beside zero. */
const absoluteTolerance = 1e-11;

test('the demo boards change only together with the method version', { timeout: 60_000 }, () => {
  const now = demoBoards();
  expect(golden.methodVersion, 'after a new method version: node bench/write-demo-board.ts').toBe(
    methodVersion,
  );
  expect(differences(golden.boards, now.boards, 'boards')).toEqual([]);
});

test('a changed word, a lost row and a number that moved are each seen', () => {
  const was = { rows: [{ verdict: 'predicts', value: 0.25 }, { verdict: 'too-early' }] };
  expect(
    differences(was, { rows: [{ verdict: 'predicts', value: 0.25 + 1e-12 }, was.rows[1]] }, 'board'),
  ).toEqual([]);
  expect(
    differences(was, { rows: [{ verdict: 'no-sign', value: 0.25 }, was.rows[1]] }, 'board'),
  ).toHaveLength(1);
  expect(differences(was, { rows: [was.rows[0]] }, 'board')).toHaveLength(1);
  expect(
    differences(was, { rows: [{ verdict: 'predicts', value: 0.250_000_01 }, was.rows[1]] }, 'board'),
  ).toHaveLength(1);
});

/** Where two findings differ: exactly in words and shape, beyond the tolerance in numbers. */
function differences(was: unknown, is: unknown, path: string): string[] {
  if (typeof was === 'number' && typeof is === 'number') {
    const allowed = Math.max(absoluteTolerance, relativeTolerance * Math.max(Math.abs(was), Math.abs(is)));
    const close = Math.abs(was - is) <= allowed;
    return close ? [] : [`${path}: ${was} became ${is}`];
  }
  if (typeof was !== 'object' || typeof is !== 'object' || was === null || is === null) {
    return was === is ? [] : [`${path}: ${String(was)} became ${String(is)}`];
  }
  const before = was as Record<string, unknown>;
  const after = is as Record<string, unknown>;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differences(before[name], after[name], `${path}.${name}`));
}
