import type { Verdict } from '@hindsight/domain';

/** Icon, word and colour of a verdict, always together. */
export function VerdictMark({ verdict, strong = false }: { verdict: Verdict; strong?: boolean }) {
  return (
    <span
      className={`inline-flex items-center gap-2 whitespace-nowrap font-medium ${colour[verdict]} ${strong ? 'text-[16px]' : ''}`}
    >
      <VerdictIcon verdict={verdict} />
      {labels[verdict]}
    </span>
  );
}

export function VerdictIcon({ verdict }: { verdict: Verdict }) {
  return (
    <svg
      className={`shrink-0 ${colour[verdict]}`}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      {icons[verdict]}
    </svg>
  );
}

/** Spelled in `domain`; a test holds the two together, so that the browser need not load its schemas. */
export const labels: Readonly<Record<Verdict, string>> = {
  'too-early': 'Too early',
  predicts: 'Predicts',
  'works-against-you': 'Works against you',
  'no-sign': 'No sign',
  'cannot-tell-yet': 'Cannot tell yet',
};

const colour: Readonly<Record<Verdict, string>> = {
  predicts: 'text-predicts',
  'works-against-you': 'text-against',
  'no-sign': 'text-undecided',
  'cannot-tell-yet': 'text-undecided',
  'too-early': 'text-undecided',
};

const ring = <circle cx="7" cy="7" r="5.25" fill="none" stroke="currentColor" strokeWidth="1.5" />;

const icons: Readonly<Record<Verdict, React.ReactNode>> = {
  predicts: (
    <>
      <circle cx="7" cy="7" r="6" fill="currentColor" />
      <path d="m4.2 7.2 2 2 3.6-4.2" fill="none" stroke="var(--bg)" strokeWidth="1.6" />
    </>
  ),
  'works-against-you': (
    <>
      <path d="M.8 2h12.4L7 13z" fill="currentColor" />
      <path d="M4.4 5h5.2" stroke="var(--bg)" strokeWidth="1.6" />
    </>
  ),
  'no-sign': (
    <>
      {ring}
      <path d="M4.4 7h5.2" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  'cannot-tell-yet': (
    <>
      {ring}
      <path d="M7 1.75a5.25 5.25 0 0 0 0 10.5z" fill="currentColor" />
    </>
  ),
  'too-early': (
    <circle
      cx="7"
      cy="7"
      r="5.25"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2.2 1.92"
    />
  ),
};
