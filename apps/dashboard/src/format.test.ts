import { describe, expect, test } from 'vitest';
import {
  countOf,
  type EstimateOnScreen,
  formatCount,
  formatDay,
  formatEstimate,
  formatInterval,
  formatQuarter,
  formatValue,
  keepTogether,
} from './format.ts';

const estimate = (part: Partial<EstimateOnScreen>): EstimateOnScreen => ({
  kind: 'estimate',
  unit: 'r',
  value: 0.31,
  low: 0.22,
  high: 0.39,
  level: 0.95,
  n: 412,
  method: 'pearson',
  ...part,
});
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  test('a correlation has two decimals, a true minus sign and no plus', () => {
    expect(formatValue(0.3, 'r')).toBe('0.30');
    expect(formatValue(-0.114, 'r')).toBe('−0.11');
    expect(formatValue(-0.001, 'r')).toBe('0.00');
  });

  test('pairs are whole numbers out of 100, shares whole percent', () => {
    expect(formatValue(0.644, 'pairs')).toBe('64');
    expect(formatValue(0.775, 'share')).toBe('78%');
    expect(formatValue(0, 'share')).toBe('0%');
  });

  test('counts carry a separator', () => {
    expect(formatCount(1139)).toBe('1,139');
    expect(formatCount(1_000_000)).toBe('1,000,000');
    expect(plain(countOf(1, 'hire'))).toBe('1 hire');
    expect(plain(countOf(412, 'hire'))).toBe('412 hires');
  });
});

describe('intervals', () => {
  test('use the word "to" and never break', () => {
    const { value, interval } = formatEstimate(estimate({ value: -0.04, low: -0.12, high: 0.04 }));
    expect(value).toBe('−0.04');
    expect(plain(interval)).toBe('(−0.12 to 0.04)');
    expect(interval).not.toContain(' ');
  });

  test('carry the percent sign once', () => {
    expect(plain(formatInterval(0.67, 0.84, 'share'))).toBe('67 to 84%');
  });

  test('say that an end is not reached', () => {
    expect(plain(formatInterval(980, 'not reached', 'days'))).toBe('980 to not reached');
  });
});

describe('days', () => {
  test('are read from their text, so no time zone moves them', () => {
    expect(plain(formatDay('2026-10-31'))).toBe('31 Oct 2026');
    expect(plain(formatDay('2024-01-01T00:30:00Z'))).toBe('1 Jan 2024');
    expect(formatDay('soon')).toBe('soon');
    expect(plain(formatQuarter('2024-Q1'))).toBe('Q1 2024');
  });
});

test('a sentence keeps its intervals, score ranges and counts on one line', () => {
  const kept = keepTogether('In 64 of 100 pairs (58 to 70); scored 4–5; −0.12 to 0.04; k-means');
  expect(kept).toContain('64\u00a0of\u00a0100');
  expect(kept).toContain('(58\u00a0to\u00a070)');
  expect(kept).toContain('−0.12\u00a0to\u00a00.04');
  expect(kept).toContain('4\u2060–\u20605');
  expect(kept).toContain('k\u2011means');
  expect(keepTogether('in 64 of 100 pairs (58–70)')).toContain('(58\u00a0to\u00a070)');
});
