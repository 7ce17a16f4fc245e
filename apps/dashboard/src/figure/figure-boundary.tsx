import { Component, type ReactNode } from 'react';

type Props = { what: string; children: ReactNode };

/** Keeps a failure inside its figure: a part that did not load, or a drawing that broke. The others stay alive. */
export class FigureBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="py-4">
        <p className="font-semibold">{this.props.what} could not be loaded</p>
        <p className="mt-1 max-w-[72ch] text-muted">The other figures on this page are fine.</p>
        <button type="button" className="button mt-4" onClick={() => window.location.reload()}>
          Load the page again
        </button>
      </div>
    );
  }
}
