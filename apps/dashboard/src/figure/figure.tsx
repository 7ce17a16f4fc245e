import type { ReactNode } from 'react';
import { Sentence } from '../evidence/sentence.tsx';
import type { FigureTab } from '../view-state.ts';
import { FigurePanel, FigureTabs, useFigureId } from './figure-tabs.tsx';

type Props = {
  /** The finding as a sentence. */
  headline: string;
  /** What is plotted: unit, population, period. */
  subtitle?: string;
  tab: FigureTab;
  onTab: (tab: FigureTab) => void;
  chart: ReactNode;
  table: ReactNode;
  method: ReactNode;
  meta: ReactNode;
  actions?: ReactNode;
  /** Between the heads and the plot: sort, group, counts. */
  controls?: ReactNode;
  /** A filter changed: the old figure stays, dimmed. */
  updating?: boolean;
  /** Between the plot and the meta line. */
  footnote?: ReactNode;
  small?: boolean;
};

/** The frame of every figure: an ink rule, two titles, three readings, and the line that says what it rests on. */
export function Figure(props: Props) {
  const id = useFigureId();
  const panels: Record<FigureTab, ReactNode> = {
    chart: props.chart,
    table: props.table,
    method: props.method,
  };
  return (
    // Two figures may say the same; what is plotted tells them apart.
    <section
      className="figure"
      aria-labelledby={`${id}-headline ${id}-subtitle`}
      aria-busy={props.updating === true}
    >
      {props.updating === true && <UpdatingBar />}
      <div className={props.updating === true ? 'opacity-45' : ''}>
        <header className="figure-head">
          <div className="min-w-0">
            <h2 id={`${id}-headline`} className={props.small === true ? 'text-[16px]' : ''}>
              <Sentence>{props.headline}</Sentence>
            </h2>
            {props.subtitle !== undefined && (
              <p id={`${id}-subtitle`} className="mt-1 max-w-[72ch] text-muted">
                <Sentence>{props.subtitle}</Sentence>
              </p>
            )}
          </div>
          <FigureTabs
            id={id}
            label={`Readings of: ${props.headline}`}
            selected={props.tab}
            onSelect={props.onTab}
          />
        </header>
        {props.controls}
        <FigurePanel id={id} selected={props.tab}>
          {panels[props.tab]}
        </FigurePanel>
        {props.footnote}
        <footer className="figure-foot">
          <div className="min-w-0">{props.meta}</div>
          {props.actions !== undefined && <div className="figure-actions">{props.actions}</div>}
        </footer>
      </div>
    </section>
  );
}

function UpdatingBar() {
  return (
    <div className="updating-bar" role="status">
      <span className="sr-only">Computing with the new filters. The old numbers are dimmed.</span>
    </div>
  );
}
