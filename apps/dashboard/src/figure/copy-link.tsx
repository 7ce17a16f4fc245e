import { useState } from 'react';

/** Copies the address of what is shown: the address is the view. */
export function CopyLink() {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setSaid('copied');
    } catch {
      setSaid('copy it from the address bar');
    }
    setTimeout(() => setSaid(''), 4_000);
  };
  return (
    <span>
      <button type="button" className="text-link" onClick={() => void copy()}>
        Link
      </button>
      <span role="status" className="text-muted">
        {said === '' ? '' : ` ${said}`}
      </span>
    </span>
  );
}
