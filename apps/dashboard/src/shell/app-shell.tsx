import { Link, Outlet } from '@tanstack/react-router';
import { Menu } from 'lucide-react';
import { FilterBar } from '../filters/filter-bar.tsx';
import { searchFromView } from '../view-state.ts';
import { useMeta, useView } from '../use-view.ts';
import { AsOf } from './as-of.tsx';
import { PopoverButton } from './popover-button.tsx';
import { RailFoot } from './rail-foot.tsx';

/** Rail, top bar and page. The rail lists what exists and nothing else. */
export function AppShell() {
  const meta = useMeta().data;
  return (
    <div className="shell">
      <a className="skip-link" href="#page">
        Skip to the page
      </a>
      <aside className="rail" aria-label="Hindsight">
        <Brand />
        <RailLinks label="Pages" />
        <RailFoot />
      </aside>
      <div className="min-w-0">
        <header className="top-bar">
          <div className="top-brand">
            <Brand />
          </div>
          <FilterBar />
          <div className="top-badges">
            {meta?.simulated === true && <span className="badge-simulated">Simulated data</span>}
            {meta && <AsOf />}
          </div>
          <div className="top-menu">
            <PopoverButton
              label={<Menu size={22} strokeWidth={1.75} aria-hidden />}
              buttonLabel="Menu"
              title="Menu"
              className="icon-button"
            >
              <div className="grid w-[220px] gap-4">
                <RailLinks label="Menu" />
                <AsOf />
                <RailFoot />
              </div>
            </PopoverButton>
          </div>
        </header>
        <main id="page" className="page" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  );
}

function Brand() {
  return (
    <Link to="/questions" className="brand">
      <svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
        <path d="M1 2v8M21 2v8M1 6h20" stroke="currentColor" strokeWidth="2" fill="none" />
        <path d="M7 2h8v8H7z" fill="var(--predicts)" />
      </svg>
      Hindsight
    </Link>
  );
}

function RailLinks({ label }: { label: string }) {
  const { view } = useView();
  return (
    <nav aria-label={label}>
      <ul>
        <li>
          <Link
            to="/questions"
            search={searchFromView(view)}
            className="rail-link"
            activeOptions={{ includeSearch: false }}
            activeProps={{ className: 'rail-link-active' }}
          >
            Questions
          </Link>
        </li>
      </ul>
    </nav>
  );
}
