import type { EstimatedOrMissing } from '@hindsight/domain';
import { countOf, formatEstimate } from '../format.ts';
import { absenceSentence } from '../reason-words.ts';

type Props = {
  /** Value, interval and n in one object: a bare number cannot be given. */
  of: EstimatedOrMissing;
  /** `beside` where a column or line next to it already prints the n of this very estimate. */
  n: 'shown' | 'beside';
  /** Muted numbers, for the second estimate of a row. */
  quiet?: boolean;
};

/**
 * The only way to print an estimate: value, interval and n, or the reason why there is none.
 *
 * @example
 * <Estimate of={row.pairs} n="beside" /> // 64 (58 to 70)
 */
export function Estimate({ of, n, quiet = false }: Props) {
  if (of.kind === 'not-estimable') {
    return <span className="text-xs text-muted">{absenceSentence(of.reason)}</span>;
  }
  const { value, interval } = formatEstimate(of);
  return (
    <span className="estimate">
      <span className={`estimate-value ${quiet ? 'text-muted' : 'font-medium text-text'}`}>{value}</span>{' '}
      <span className="estimate-interval">{interval}</span>
      {n === 'shown' && <span className="estimate-interval">, {countOf(of.n, 'hire')}</span>}
    </span>
  );
}
