import * as z from 'zod';

/** The five categories that the agency believes in, and the conventional rounds it compares them with. */
export const categories = [
  {
    id: 'production-deployment',
    code: 'PD',
    name: 'Production deployment',
    description: 'Shipping a model, watching it, rolling it back, and learning from what broke.',
  },
  {
    id: 'retrieval',
    code: 'RG',
    name: 'RAG & retrieval',
    description: 'Finding the right context for a model, and noticing when the context is wrong.',
  },
  {
    id: 'evaluation',
    code: 'EV',
    name: 'Evaluation & failure analysis',
    description: 'Measuring what matters to users, and reading failures one by one.',
  },
  {
    id: 'inference-cost',
    code: 'IC',
    name: 'Inference infra & cost',
    description: 'Serving a model at a price and a latency that the business can carry.',
  },
  {
    id: 'debugging',
    code: 'DB',
    name: 'Debugging non-determinism',
    description: 'Finding the cause when the same input gives another output.',
  },
  {
    id: 'conventional',
    code: 'CV',
    name: 'Conventional rounds',
    description: 'What most loops ask instead: papers, algorithms, generic system design, toy take-homes.',
  },
] as const;

export type CategoryId = (typeof categories)[number]['id'];
export type Category = (typeof categories)[number];

export const categoryIds = categories.map((category) => category.id) as readonly CategoryId[];
export const categorySchema = z.enum(categoryIds);

/** The five categories that make up the composite, without `conventional`. */
export const screenCategoryIds = categoryIds.filter((id) => id !== 'conventional');

const byId = new Map<CategoryId, Category>(categories.map((category) => [category.id, category]));

export function categoryOf(id: CategoryId): Category {
  const category = byId.get(id);
  if (!category) throw new RangeError(`unknown category ${id}`);
  return category;
}
