import { describe, expect, test } from 'vitest';
import { categories, categoryOf } from './category.ts';
import { bankQuestionSchema } from './question-bank/bank-question.ts';
import { questionBank } from './question-bank.ts';

describe('the shipped question bank', () => {
  test.each(questionBank.map((question) => [question.code, question] as const))(
    '%s has the agreed form',
    (_, question) => {
      expect(bankQuestionSchema.safeParse(question).error).toBeUndefined();
    },
  );

  test('holds twenty questions: four or three in each category, four conventional rounds', () => {
    const counts = Object.fromEntries(
      categories.map(({ code, id }) => [
        code,
        questionBank.filter((question) => question.category === id).length,
      ]),
    );
    expect(counts).toEqual({ PD: 4, RG: 3, EV: 3, IC: 3, DB: 3, CV: 4 });
    expect(questionBank).toHaveLength(20);
  });

  test('gives every question its own reference, code and title', () => {
    for (const field of ['ref', 'code', 'title', 'wording'] as const) {
      expect(new Set(questionBank.map((question) => question[field])).size).toBe(questionBank.length);
    }
  });

  test('spells reference and code after the category, codes counting from 1', () => {
    for (const category of categories) {
      const inCategory = questionBank.filter((question) => question.category === category.id);
      expect(inCategory.map((question) => question.code)).toEqual(
        inCategory.map((_, i) => `${category.code}-${i + 1}`),
      );
      for (const question of inCategory) {
        expect(question.ref.startsWith(`${categoryOf(question.category).code}-`)).toBe(true);
      }
    }
  });

  test('names every signal once within its question', () => {
    for (const { strongSignals, weakSignals } of questionBank) {
      const signals = [...strongSignals, ...weakSignals];
      expect(new Set(signals.map((signal) => signal.id)).size).toBe(signals.length);
      expect(new Set(signals.map((signal) => signal.text)).size).toBe(signals.length);
    }
  });

  test('keeps the three fixed questions word for word', () => {
    const wordings = Object.fromEntries(questionBank.map((question) => [question.ref, question.wording]));
    expect(wordings['PD-regressed']).toBe(
      'Tell me about a model you shipped that got worse in production. How did you find out, what did you do?',
    );
    expect(wordings['RG-answers-feel-wrong']).toBe(
      'Recall looks fine on your benchmark, users say the answers feel wrong. Where do you look?',
    );
    expect(wordings['IC-eight-to-two-cents']).toBe(
      'A query costs $0.08 and must cost under $0.02. Walk me through your options.',
    );
  });

  test('asks the five categories in a screen that fits: no question takes more than eight minutes', () => {
    for (const question of questionBank) {
      if (question.category !== 'conventional') expect(question.minutes).toBeLessThanOrEqual(8);
    }
  });
});
