import { harrellC, unoC, type Concordance, type NotEstimable } from '../../src/index.ts';
import type { Adapter } from '../case.ts';
import { numberList, text } from '../case-input.ts';
import { evaluate } from '../r-expression.ts';
import { numbers } from '../table.ts';

export const answer: Adapter = ({ input }, { table }) => {
  const rows = { time: numbers(table!, text(input, 'time')), event: evaluate(text(input, 'event'), table!) };
  const x = numbers(table!, text(input, 'x'));
  const c = harrellC(rows, x);
  const values: Record<string, unknown> = { n: c.n, C: c, se: standardError(c), counts: pairs(c) };
  for (const tau of numberList(input, 'taus').flatMap((value) => value ?? [])) {
    const uno = unoC(rows, x, { tau });
    const harrell = harrellC(rows, x, { tau });
    values[`uno_tau_${tau}`] = { C: uno, se: standardError(uno) };
    values[`harrell_tau_${tau}`] = { C: harrell, se: standardError(harrell) };
  }
  return { values };
};

export const standardError = (c: Concordance | NotEstimable): unknown =>
  c.kind === 'estimate' ? c.standardError : c;

/** Pair counts under R's names. */
export function pairs(c: Concordance | NotEstimable) {
  if (c.kind !== 'estimate') return c;
  const { concordant, discordant, tiedScore, tiedTime, tiedBoth } = c.pairs;
  return { concordant, discordant, 'tied.x': tiedScore, 'tied.y': tiedTime, 'tied.xy': tiedBoth };
}
