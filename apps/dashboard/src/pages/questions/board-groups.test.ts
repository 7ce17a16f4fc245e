import type { BoardRow } from '@hindsight/domain';
import { describe, expect, test } from 'vitest';
import { boardGroups, gateOf, isSizeUnsure, verdictCounts } from './board-groups.ts';

const estimate = (value: number, low: number): BoardRow['observed'] => ({
  kind: 'estimate',
  unit: 'r',
  value,
  low,
  high: value + 0.1,
  level: 0.95,
  n: 200,
  method: 'test',
});

function row(part: Partial<BoardRow> & { ref: string }): BoardRow {
  return {
    code: part.ref,
    title: part.ref,
    family: 'question',
    category: 'retrieval',
    minutes: null,
    asked: 400,
    hires: 200,
    rarer: 80,
    observed: estimate(0.2, 0.12),
    rank: estimate(0.2, 0.12),
    pairs: estimate(0.2, 0.12),
    test: { kind: 'test', statistic: 2, p: 0.02, n: 200, method: 'test' },
    q: 0.05,
    order: 1,
    verdict: 'predicts',
    sentence: '',
    needed: null,
    ...part,
  };
}

const early = row({
  ref: 'RG-3',
  hires: 22,
  order: null,
  verdict: 'too-early',
  needed: 8,
  observed: { kind: 'not-estimable', reason: 'TOO_FEW', n: 22 },
});
const rows = [
  row({ ref: 'RS-1', family: 'resume-signal', category: null, order: 1, verdict: 'cannot-tell-yet' }),
  row({
    ref: 'CV-1',
    family: 'conventional-round',
    category: 'conventional',
    order: 1,
    verdict: 'cannot-tell-yet',
  }),
  early,
  row({ ref: 'RG-2', order: 3, hires: 120 }),
  row({ ref: 'RG-10', order: 2, hires: 300 }),
  row({ ref: 'PD-1', order: 1, category: 'production-deployment' }),
  row({ ref: 'RG', family: 'category', order: 1 }),
  row({ ref: 'All', family: 'composite', category: null, order: 1 }),
];
const shape = (order: Parameters<typeof boardGroups>[1]) =>
  boardGroups(rows, order).map((group) => [
    group.aggregate?.ref ?? group.key,
    ...group.rows.map(({ ref }) => ref),
  ]);

describe('the board', () => {
  test('groups questions by category in fixed order, and keeps rounds and résumé signals apart', () => {
    expect(shape({ sort: 'strength', reversed: false, grouped: true })).toEqual([
      ['All'],
      ['production-deployment', 'PD-1'],
      ['RG', 'RG-10', 'RG-2', 'RG-3'],
      ['conventional', 'CV-1'],
      ['resume', 'RS-1'],
    ]);
  });

  test('without groups still never mixes questions with rounds or résumé signals', () => {
    expect(shape({ sort: 'question', reversed: false, grouped: false })).toEqual([
      ['All'],
      ['categories', 'RG'],
      ['questions', 'PD-1', 'RG-2', 'RG-3', 'RG-10'],
      ['conventional', 'CV-1'],
      ['resume', 'RS-1'],
    ]);
  });

  test('keeps rows without an estimate at the end in both directions', () => {
    const questions = (reversed: boolean) => shape({ sort: 'strength', reversed, grouped: true })[2];
    expect(questions(false)).toEqual(['RG', 'RG-10', 'RG-2', 'RG-3']);
    expect(questions(true)).toEqual(['RG', 'RG-2', 'RG-10', 'RG-3']);
  });

  test('counts verdicts of questions and rounds', () => {
    expect(verdictCounts(rows)).toBe('3 predict · 1 cannot tell yet · 1 too early');
  });
});

describe('a row that is too early', () => {
  test('says how many hires it has and needs', () => {
    expect(gateOf(early)).toEqual({ have: 22, need: 30, noun: 'hire' });
  });

  test('says how many results it has and needs when hires are enough', () => {
    const byResults = row({
      ref: 'x',
      hires: 60,
      rarer: 4,
      needed: 6,
      verdict: 'too-early',
      observed: { kind: 'not-estimable', reason: 'TOO_FEW_EVENTS', n: 4 },
    });
    expect(gateOf(byResults)).toEqual({ have: 4, need: 10, noun: 'result' });
  });
});

test('a "predicts" whose interval starts inside the band has an unsure size', () => {
  expect(isSizeUnsure(row({ ref: 'x', observed: estimate(0.15, 0.04) }), 0.1)).toBe(true);
  expect(isSizeUnsure(row({ ref: 'x', observed: estimate(0.2, 0.12) }), 0.1)).toBe(false);
  expect(
    isSizeUnsure(row({ ref: 'x', verdict: 'cannot-tell-yet', observed: estimate(0.15, 0.04) }), 0.1),
  ).toBe(false);
});
