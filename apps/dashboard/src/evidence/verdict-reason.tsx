import type { Verdict } from '@hindsight/domain';
import { useId, useState } from 'react';
import { VerdictMark } from '../verdict-mark.tsx';
import { Sentence } from './sentence.tsx';

type Props = { verdict: Verdict; sentence: string; name: string; sizeUnsure: boolean };

/** The verdict, and its one-sentence reason on hover, focus or tap. Escape hides it. */
export function VerdictReason({ verdict, sentence, name, sizeUnsure }: Props) {
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <span className="verdict-reason" onMouseEnter={() => setShown(true)} onMouseLeave={() => setShown(false)}>
      <button
        type="button"
        className="verdict-button"
        aria-describedby={id}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
        onClick={() => setShown(true)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setShown(false);
        }}
      >
        <VerdictMark verdict={verdict} />
        {sizeUnsure && <span className="text-xs whitespace-nowrap text-muted">size unsure</span>}
        <span className="sr-only">: why, for {name}</span>
      </button>
      <span role="tooltip" id={id} className="tip" hidden={!shown}>
        <Sentence>{sentence}</Sentence>
      </span>
    </span>
  );
}
