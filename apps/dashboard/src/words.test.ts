import { categories, productReasons, reasonSchema, verdictLabels } from '@hindsight/domain';
import { expect, test } from 'vitest';
import { categoryNames, categoryOrder } from './category-mark.tsx';
import { absenceSentence, leftOutWords } from './reason-words.ts';
import { labels } from './verdict-mark.tsx';

test('the browser spells verdicts and categories as the domain does, in the same order', () => {
  expect(labels).toEqual(verdictLabels);
  expect(categoryOrder).toEqual(categories.map((category) => category.id));
  expect(categoryNames).toEqual(
    Object.fromEntries(categories.map((category) => [category.id, category.name])),
  );
});

test('every reason has words, and none of them is a code', () => {
  expect(productReasons.length).toBeGreaterThan(0);
  for (const reason of reasonSchema.options) {
    expect(absenceSentence(reason)).toMatch(/^(We cannot say: .+|Hidden to protect other clients)\.$/);
    expect(`${absenceSentence(reason)} ${leftOutWords(reason)}`).not.toMatch(/[A-Z]_[A-Z]/);
  }
});
