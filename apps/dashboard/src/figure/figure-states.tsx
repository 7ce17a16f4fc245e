/** What a figure shows when it has no estimate: the same frame and size, and words that say why. */
import { Clock } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Failure } from '../api.ts';
import { Sentence } from '../evidence/sentence.tsx';
import { countOf, formatCount } from '../format.ts';
import { VerdictMark } from '../verdict-mark.tsx';

type FrameProps = { headline?: ReactNode; children: ReactNode; foot?: ReactNode; height?: number };

function StateFrame({ headline, children, foot, height }: FrameProps) {
  return (
    <section className="figure flex flex-col" style={{ minHeight: height }}>
      {headline !== undefined && <h2>{headline}</h2>}
      <div className="mt-1 grow">{children}</div>
      {foot !== undefined && <footer className="figure-foot">{foot}</footer>}
    </section>
  );
}

/** Bars of the final size, still, after 150 ms and on the first load only. */
export function StateLoading({ what, rows, height }: { what: string; rows: number; height?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <section className="figure" style={{ minHeight: height }} aria-busy="true">
      <p className="sr-only" role="status">
        {late ? `Loading ${what}.` : ''}
      </p>
      <div className={late ? '' : 'invisible'} aria-hidden="true">
        <div className="skeleton h-4 w-2/5" />
        <div className="skeleton mt-3 h-3 w-3/5" />
        <div className="mt-7">
          {Array.from({ length: rows }, (_, row) => (
            // Bars have no identity of their own.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={row} className="flex h-10 items-center gap-10">
              <div className="skeleton h-3 w-[46%]" />
              <div className="skeleton h-3 grow" />
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

/** One sentence on what will be here, a ghost of the axis, and how to bring it nearer. */
export function StateEmpty({
  headline,
  sentence,
  foot,
}: {
  headline: string;
  sentence: string;
  foot: string;
}) {
  return (
    <StateFrame headline={<Sentence>{headline}</Sentence>} foot={<span>{foot}</span>}>
      <p className="max-w-[72ch] text-muted">
        <Sentence>{sentence}</Sentence>
      </p>
      <GhostAxis />
      <ImportSteps />
    </StateFrame>
  );
}

function GhostAxis() {
  return (
    <svg className="my-6 w-full max-w-[560px]" height="76" aria-hidden="true">
      <path d="M0 75.5h2000" stroke="var(--hairline)" />
      <line x1="32%" x2="32%" y1="0" y2="76" stroke="var(--border-strong)" />
      <line x1="40%" x2="72%" y1="22" y2="22" stroke="var(--border-strong)" strokeDasharray="4 4" />
      <line x1="46%" x2="86%" y1="50" y2="50" stroke="var(--border-strong)" strokeDasharray="4 4" />
    </svg>
  );
}

/** The two commands that load a spreadsheet of hires. */
function ImportSteps() {
  return (
    <div className="max-w-[72ch]">
      <h3>Import a spreadsheet, one row per hire</h3>
      <ol className="mt-2 grid gap-3">
        <li>
          <span className="text-muted">1. Check it. Nothing is saved.</span>
          <Command>npm run hindsight -- import hires.csv --map mapping.json --dry-run</Command>
        </li>
        <li>
          <span className="text-muted">2. Save it.</span>
          <Command>npm run hindsight -- import hires.csv --map mapping.json</Command>
        </li>
      </ol>
    </div>
  );
}

function Command({ children }: { children: string }) {
  return (
    <code className="mt-1 block rounded-control bg-surface px-3 py-2 font-mono text-xs">{children}</code>
  );
}

type TooFewProps = { title: string; have: number; need: number; noun: string; children?: ReactNode };

/** "Too early" and how far it is; no estimate anywhere. */
export function StateTooFew({ title, have, need, noun, children }: TooFewProps) {
  return (
    <StateFrame
      headline={<VerdictMark verdict="too-early" strong />}
      foot={
        <span>
          n = {countOf(have, noun)}. No estimate below {formatCount(need)}: fewer would be noise.
        </span>
      }
    >
      <p className="text-muted">{title}</p>
      <ProgressBar have={have} need={need} />
      <p className="mt-4 max-w-[72ch]">
        {formatCount(have)} of {countOf(need, noun)}.
      </p>
      {children}
    </StateFrame>
  );
}

function ProgressBar({ have, need }: { have: number; need: number }) {
  const share = need > 0 ? Math.min(1, have / need) : 0;
  return (
    <div className="mt-4 max-w-[400px] text-xs" aria-hidden="true">
      <div className="h-[6px] border-r-2 border-text bg-unfilled">
        <div className="h-full bg-undecided" style={{ width: `${100 * share}%` }} />
      </div>
      <div className="mt-1 flex justify-between tabular-nums">
        <span>{formatCount(have)}</span>
        <span className="text-muted">{formatCount(need)}</span>
      </div>
    </div>
  );
}

/** A number that exists and is not shown: the rule in words, never which part of it failed. */
export function StateSuppressed({ title }: { title: string }) {
  return (
    <StateFrame headline="No comparison shown" foot={<span>Reason: client privacy.</span>}>
      <p className="text-muted">{title}</p>
      <p className="mt-4 max-w-[72ch]">
        It is hidden to protect other clients: a comparison needs enough other companies and enough hires.
      </p>
    </StateFrame>
  );
}

/** A statistic that does not exist for these data. */
export function StateNotEstimable({ title, sentence, n }: { title: string; sentence: string; n: number }) {
  return (
    <StateFrame
      headline={
        <span className="text-[16px]">
          <Sentence>{title}</Sentence>
        </span>
      }
      foot={<span>n = {countOf(n, 'hire')}</span>}
    >
      <p className="max-w-[72ch] text-muted">
        <Sentence>{sentence}</Sentence>
      </p>
    </StateFrame>
  );
}

/** One figure failed; the others are alive. */
export function StateError({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  return (
    <section className="figure" role="alert">
      <h2>This figure could not be made</h2>
      <p className="mt-1 max-w-[72ch] text-muted">{failure.sentence}</p>
      <button type="button" className="button mt-4" onClick={onRetry}>
        Try again
      </button>
      {failure.requestId !== null && (
        <p className="mt-3 text-xs text-muted">
          Request <span className="font-mono break-all">{failure.requestId}</span>
        </p>
      )}
    </section>
  );
}

/** The figure rests on older data than the agency now has. */
export function StaleNote({ onRecompute }: { onRecompute: () => void }) {
  return (
    <div className="mt-3 flex items-center gap-3 border-t border-hairline py-3" role="status">
      <Clock size={16} strokeWidth={1.75} aria-hidden />
      <span>Computed before new data came in.</span>
      <button type="button" className="text-link ml-auto" onClick={onRecompute}>
        Recompute
      </button>
    </div>
  );
}
