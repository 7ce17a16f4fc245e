import { describe, expect, test } from 'vitest';
import { codebook, resumeColumnName, scoreColumnName } from './codebook.ts';
import { questionBank } from './question-bank.ts';
import { resumeSignals } from './resume-signal.ts';

describe('the codebook', () => {
  test('describes every column once, in snake_case, with a meaning', () => {
    const names = codebook.map((column) => `${column.file}.${column.name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const column of codebook) {
      expect(column.name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
      expect(column.meaning.length).toBeGreaterThan(10);
    }
  });

  test('has a column for every shipped question and every résumé signal', () => {
    const names = new Set(codebook.map((column) => column.name));
    for (const question of questionBank) expect(names).toContain(scoreColumnName(question.ref));
    for (const signal of resumeSignals) expect(names).toContain(resumeColumnName(signal.id));
  });

  test('lists the allowed values of every code, without repeats', () => {
    for (const column of codebook) {
      if (column.type === 'code') expect(column.allowed?.length).toBeGreaterThan(1);
      if (column.allowed) expect(new Set(column.allowed).size).toBe(column.allowed.length);
    }
  });

  test('never lets an estimate stand without its ends, its n and the reason for a gap', () => {
    const board = new Set(codebook.filter((column) => column.file === 'board').map((column) => column.name));
    for (const estimate of ['observed', 'rank', 'pairs']) {
      for (const part of ['', '_low', '_high', '_n', '_reason'])
        expect(board).toContain(`${estimate}${part}`);
    }
  });

  test('makes column names from references', () => {
    expect(scoreColumnName('PD-regressed')).toBe('score_pd_regressed');
    expect(scoreColumnName('Interview (1)')).toBe('score_interview_1');
    expect(resumeColumnName('brand-employer')).toBe('resume_brand_employer');
  });
});
