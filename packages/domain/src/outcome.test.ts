import { describe, expect, test } from 'vitest';
import { decisionWords, exitCauses, outcomeIds, outcomeOf, outcomes } from './outcome.ts';

describe('the catalogue of outcomes', () => {
  test('describes every outcome once', () => {
    expect(outcomes.map((outcome) => outcome.id).toSorted()).toEqual([...outcomeIds].toSorted());
    for (const id of outcomeIds) expect(outcomeOf(id).id).toBe(id);
    expect(() => outcomeOf('hired' as never)).toThrow('unknown outcome hired');
  });

  test('declares three primary outcomes', () => {
    const primary = outcomes.filter((outcome) => outcome.primary).map((outcome) => outcome.id);
    expect(primary).toEqual(['shipped-180', 'retained-365', 'rehire-180']);
  });

  test('says of every outcome when it happens, who is censored and who is old enough', () => {
    for (const outcome of outcomes) {
      for (const words of [outcome.event, outcome.censoring, outcome.maturity, outcome.phrase]) {
        expect(words.length).toBeGreaterThan(5);
      }
    }
  });

  test('gives every fixed window its length, and repeats it in the id', () => {
    for (const { id, windowDays } of outcomes) {
      expect(id.match(/\d+$/)?.[0]).toBe(windowDays === undefined ? undefined : String(windowDays));
    }
  });

  test('lets leaving compete with shipping, and nothing compete with leaving', () => {
    expect(outcomeOf('time-to-first-model').competing).toEqual(['leaving before shipping']);
    expect(outcomeOf('retention').competing).toEqual([]);
    expect(outcomeOf('retention-by-cause').competing).toHaveLength(exitCauses.length - 1);
  });

  test('holds no decision: whether somebody was hired says what the screen said', () => {
    for (const word of decisionWords) expect(outcomeIds).not.toContain(word);
  });
});
