import type { FindingMeta } from '@hindsight/domain';
import { countOf, formatCount } from '../format.ts';
import { leftOutWords } from '../reason-words.ts';
import { PopoverButton } from '../shell/popover-button.tsx';

/** "159 left out (why?)", with the reasons and counts in plain words. */
export function WhyExcluded({ exclusions }: { exclusions: FindingMeta['exclusions'] }) {
  const total = exclusions.reduce((sum, exclusion) => sum + exclusion.n, 0);
  if (total === 0) return <>nobody left out</>;
  return (
    <>
      {formatCount(total)} left out (
      <PopoverButton label="why?" className="text-link" title="Why hires are left out">
        <div className="w-[min(340px,calc(100vw-32px))]">
          <p className="font-semibold">{countOf(total, 'hire')} left out of this board</p>
          <ul className="mt-2 grid gap-1">
            {exclusions.map((exclusion) => (
              <li key={exclusion.reason} className="grid grid-cols-[48px_1fr] gap-2">
                <span className="text-right tabular-nums">{formatCount(exclusion.n)}</span>
                <span className="text-muted">{leftOutWords(exclusion.reason)}</span>
              </li>
            ))}
          </ul>
        </div>
      </PopoverButton>
      )
    </>
  );
}
