import { type ReactNode, type ToggleEvent, useId, useRef, useState } from 'react';

type Props = {
  label: ReactNode;
  /** Accessible name of what opens. */
  title: string;
  className: string;
  children: ReactNode;
  buttonLabel?: string;
  onOpen?: () => void;
};

/**
 * A button and what it opens, with the browser's own popover: Escape and a click outside close it, focus returns.
 * Only the place is ours.
 */
export function PopoverButton({ label, title, className, children, buttonLabel, onOpen }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const place = (event: ToggleEvent<HTMLDivElement>): void => {
    const opens = event.newState === 'open';
    setOpen(opens);
    if (!opens) return;
    onOpen?.();
    requestAnimationFrame(() => placeUnder(button.current, panel.current));
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-expanded={open}
        aria-label={buttonLabel}
        className={className}
      >
        {label}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={title}
        className="popover"
        onToggle={place}
      >
        {open && children}
      </div>
    </>
  );
}

const margin = 8;

/** Under the button, inside the window, on the page: it scrolls with what it belongs to. */
function placeUnder(button: HTMLElement | null, panel: HTMLElement | null): void {
  if (!button || !panel) return;
  const anchor = button.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const left = Math.max(margin, Math.min(anchor.left, window.innerWidth - size.width - margin));
  const fitsUnder = anchor.bottom + 4 + size.height <= window.innerHeight - margin;
  const top =
    fitsUnder || anchor.top < size.height + margin ? anchor.bottom + 4 : anchor.top - size.height - 4;
  panel.style.left = `${left + window.scrollX}px`;
  panel.style.top = `${top + window.scrollY}px`;
  panel.style.visibility = 'visible';
}
