import type { EstimatedOrMissing } from '@hindsight/domain';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Estimate } from './estimate.tsx';

const pairs: EstimatedOrMissing = {
  kind: 'estimate',
  unit: 'pairs',
  value: 0.64,
  low: 0.58,
  high: 0.7,
  level: 0.95,
  n: 412,
  method: 'test',
};
const text = (of: EstimatedOrMissing, n: 'shown' | 'beside' = 'shown'): string =>
  renderToStaticMarkup(<Estimate of={of} n={n} />)
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('\u00a0', ' ');

test('an estimate is printed with its interval and its number of hires', () => {
  expect(text(pairs)).toBe('64 (58 to 70), 412 hires');
  expect(text(pairs, 'beside')).toBe('64 (58 to 70)');
});

test('an end that the data do not reach is said, not invented', () => {
  expect(text({ ...pairs, unit: 'days', value: 1059, low: 980, high: 'not reached' }, 'beside')).toBe(
    '1,059 (980 to not reached)',
  );
});

test('without an estimate the reason stands in words, and no number', () => {
  const said = text({ kind: 'not-estimable', reason: 'NO_VARIANCE', n: 40 });
  expect(said).toBe('We cannot say: everybody scored the same, or everybody had the same outcome.');
});

test('a bare number cannot be given', () => {
  // @ts-expect-error A value without interval and n is not an estimate.
  const bare = <Estimate of={0.64} n="shown" />;
  expect(bare.type).toBe(Estimate);
});
